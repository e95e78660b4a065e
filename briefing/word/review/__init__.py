"""The review form of a document: its values come home when somebody has worked on them.

`controls` and `memory` write it, `stream`, `finding` and `reading` read what became of it.
"""
