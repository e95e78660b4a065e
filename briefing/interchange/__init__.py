"""The pack as JSON: schema, dump and load, all made from the shapes of the records."""

from __future__ import annotations

FORMAT = "briefpack"
VERSION = 1
