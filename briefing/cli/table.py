"""The commands as data: name, what it is called with, what it does, where it lies."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command.

    Attributes:
        name: What is typed.
        usage: Its arguments, as help shows them.
        summary: What it does, in a line.
        module: The module of `briefing.cli` that has it, under `name` with `_` for `-`.
    """

    name: str
    usage: str
    summary: str
    module: str


COMMANDS = (
    Command("demo", "DIR", "Write the sample pack, its Word pack and its matrix.", "exporting"),
    Command("new", "PACK --title TEXT", "Make a new pack, or carry one over with --from.", "packs"),
    Command("import", "PACK FILE...", "Import sources, one a file; - reads pasted text.", "packs"),
    Command("list", "PACK KIND", "List records of a kind, profiles or problems.", "listing"),
    Command("search", "PACK QUERY", "Find words in sources and records.", "listing"),
    Command("check", "PACK", "List what is wrong; exit code 1 when there is an error.", "listing"),
    Command("export", "PACK", "Write the Word pack and the matrix.", "exporting"),
    Command("issue", "PACK", "Freeze an edition and write its files.", "editions"),
    Command("share", "PACK OUT", "Write a copy for others, without what is restricted.", "sharing"),
    Command("purge", "PACK", "Take a source or person out of every file for good.", "sharing"),
    Command("receive", "PACK FILE...", "Put colleagues' changes into the inbox.", "changes"),
    Command("table", "PACK FILE", "Put another's matrix (.xlsx, .csv) into the inbox.", "tables"),
    Command("proposals", "PACK", "List, accept, change or reject what is in the inbox.", "changes"),
    Command("diff", "A [B]", "Say what changed to another pack or since an edition.", "changes"),
    Command("dump", "PACK", "Print the whole pack, or the schema, as JSON.", "interchange"),
    Command("load", "PACK FILE", "Make a pack from dumped JSON.", "interchange"),
    Command("rescue", "DAMAGED NEW", "Make a pack of what a damaged one holds.", "rescue"),
    Command("backups", "PACK", "List the dated copies of a pack, or restore one.", "backups"),
    Command(
        "template",
        "list|show|check|new …",
        "Check, make, share and install house templates.",
        "templates",
    ),
    Command("doctor", "", "Say what is installed, what is missing, and how to get it.", "doctor"),
)


def overview() -> str:
    """Return what `briefing --help` prints."""
    rows = [(f"{row.name} {row.usage}".strip(), row.summary) for row in COMMANDS]
    width = max(len(first) for first, _ in rows)
    lines = "\n".join(f"  {first:<{width}}  {summary}" for first, summary in rows)
    return (
        "Usage: briefing [PACK]\n"
        "       briefing COMMAND …\n\n"
        "Without a command the window opens. Commands:\n\n"
        f"{lines}\n\n"
        "briefing COMMAND --help says more. --json prints one JSON document; --debug, before the\n"
        "command, shows the traceback of an error; --version prints the version.\n"
        "Exit codes: 0 done · 1 problems found · 2 wrong usage · 3 input refused · 4 not written.\n"
    )
