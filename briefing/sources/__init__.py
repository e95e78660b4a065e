"""Files and pasted text become source texts: words, body, metadata, passages and their places."""
