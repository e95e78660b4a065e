"""Other people's tables: read, mapped, and put into the inbox as proposals."""
