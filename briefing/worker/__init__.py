"""The process that reads strangers' files: bounded, killable, without network or files."""
