"""The review form of a document: its values come home when somebody has worked on them.

`controls`, `memory` and `remembering` write it; `walking`, `finding` and `reading` read what became
of it, and `homecoming` says what that means for the pack.
"""
