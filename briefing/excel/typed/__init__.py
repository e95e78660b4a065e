"""What is typed into a register's cell, read back to the field from which the cell was printed."""

from __future__ import annotations
