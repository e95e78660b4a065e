"""Somebody else's table in the window: what it means, what is odd about it, into the inbox."""
