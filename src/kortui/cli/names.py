"""The commands by name, and which word of a command line is one; nothing here is slow to import."""

from __future__ import annotations

from kortui.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: where it lives and what the overview says about it.

    Attributes:
        module: Module that holds it.
        section: Heading it stands under.
        help: One line.
    """

    module: str
    section: str
    help: str


COMMANDS: dict[str, Entry] = {
    "search": Entry("kortui.cli.reading", "Read", "Find records by a query."),
    "list": Entry("kortui.cli.reading", "Read", "List events, documents, entities, series or conflicts."),
    "show": Entry("kortui.cli.showing", "Read", "Show records with the sentences behind them."),
    "chart": Entry("kortui.cli.charting", "Read", "Draw a series of figures, or print its points."),
    "conflicts": Entry("kortui.cli.reading", "Read", "List where documents disagree."),
    "today": Entry("kortui.cli.calendar", "Read", "What happened on this day, and what is due."),
    "cite": Entry("kortui.cli.sharing", "Share", "Cite the sources of records."),
    "export": Entry("kortui.cli.sharing", "Share", "Write records to a file or to stdout."),
    "serve": Entry("kortui.cli.serving", "Share", "Serve the app to many readers over SSH."),
    "build": Entry("kortui.cli.building", "Build", "Turn documents into a database."),
    "annotate": Entry("kortui.cli.annotating", "Build", "Show what the build sees in a document, with offsets."),
    "review": Entry("kortui.cli.reviewing", "Build", "List what nobody has looked at, accept, reject and edit."),
    "check": Entry("kortui.cli.checking", "Build", "Check a database for faults."),
    "config": Entry("kortui.cli.setup", "Set up", "Show, check or find the settings."),
    "keys": Entry("kortui.cli.setup", "Set up", "List the keys of the app."),
    "completion": Entry("kortui.cli.completing", "Set up", "Print a shell's completion script."),
}

OPEN = Entry("kortui.cli.opening", "", "Open the app.")
OPEN_NAME = "open"
_VALUED = ("--db", "--pane", "--query", "--event", "--theme", "--config")
OF_GROUP = ("--help", "-h", "--version")


def first_word(arguments: list[str]) -> str | None:
    """The first argument that is neither an option of the app nor such an option's value."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            return None
        if argument in _VALUED:
            next(rest, None)
        elif not argument.startswith("-") or argument == "-":
            return argument
    return None


_BEFORE = ("--db", "--config")
"""Options that may stand before the command they are for."""


def reordered(arguments: list[str]) -> list[str]:
    """The arguments with options of a command that stand before it put behind it; a database before no command is the app's.

    ``--db my.json search altay`` is ``search --db my.json altay``, and ``--db my.json`` is ``my.json``.
    """
    moved: list[str] = []
    rest = list(arguments)
    while rest and rest[0].partition("=")[0] in _BEFORE:
        option = rest.pop(0)
        moved += [option] if "=" in option or not rest else [option, rest.pop(0)]
    if not moved or (len(moved) == 1 and "=" not in moved[0]):
        return arguments
    if rest and rest[0] in COMMANDS:
        return [rest[0], *moved, *rest[1:]]
    if "--db" not in [one.partition("=")[0] for one in moved]:
        return arguments
    words = iter(moved)
    opened: list[str] = []
    for word in words:
        name, given, value = word.partition("=")
        value = value if given else next(words)
        opened += [value] if name == "--db" else [name, value]
    return [*rest, *opened]


PANES = ("timeline", "defense", "trade", "diplomacy", "documents")
"""Panes the app can open on."""
