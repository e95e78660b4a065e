"""Judges the text of a kept function: it may hold only what `generating` writes.

The text comes from a file of this program's own. Should somebody have put another there, it is not
run: everything in it is named here, and nothing else passes. Python's own names are not to be had,
attributes are only those of a `Target`, and nothing but a record, a list or the target is asked.
"""

from __future__ import annotations

import ast
import re
from typing import Final

_NAME: Final = re.compile(
    r"[sBOTPNEDn]|len|enumerate|items|reader|step|is_true|either|both"
    r"|get_v\d+|F_[a-z]\w*|C\d+|[KHabtvimn]\d+"
)
_ASKED: Final = re.compile(r"[sB]|v\d+")
_ATTRIBUTES: Final = {
    "s": frozenset(
        {
            "anchor", "attribute", "block", "bookmark_name", "buffer", "close_paragraph",
            "enter_note", "enter_part", "field", "fit_grid", "fixed_heading",
            "flush", "guard", "in_place", "leave_part", "link", "new_list", "next_id", "note",
            "paragraph", "part_tables", "plainness", "rtl", "sequence", "spend", "text", "turn",
        }
    ),
    "B": frozenset({"append"}),
    "v": frozenset({"get", "__class__"}),
}  # fmt: skip
_NODES: Final = frozenset(
    {
        "Assign", "Expr", "For", "If", "Pass", "IfExp", "Call", "Name", "Attribute", "Constant",
        "Tuple", "JoinedStr", "FormattedValue", "Compare", "UnaryOp", "BinOp", "BoolOp", "And",
        "Or", "Not", "USub", "Add", "Sub", "Eq", "Gt", "Is", "Load", "Store",
    }
)  # fmt: skip
_ARGUMENTS: Final = ast.dump(ast.parse("def render(s): pass").body[0].args)  # type: ignore[attr-defined]  # a function


def is_closed(source: str) -> bool:
    """Tell whether a text is one function of the kind that `generating` makes."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    function = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(function, ast.FunctionDef) or ast.dump(function.args) != _ARGUMENTS:
        return False
    is_bare = function.name == "render" and not function.decorator_list and not function.returns
    return is_bare and all(_is_ours(node) for each in function.body for node in ast.walk(each))


def _is_ours(node: ast.AST) -> bool:
    if type(node).__name__ not in _NODES:
        return False
    if isinstance(node, ast.Name):
        return _NAME.fullmatch(node.id) is not None
    if isinstance(node, ast.Attribute):
        holder = node.value.id if isinstance(node.value, ast.Name) else ""
        is_asked = _ASKED.fullmatch(holder) is not None and isinstance(node.ctx, ast.Load)
        return is_asked and node.attr in _ATTRIBUTES[holder[0]]
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name | ast.Attribute) and not node.keywords
    return True
