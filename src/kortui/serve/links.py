"""Deep links: where a visitor wants to start, from the user name or the command they gave to ssh."""

from __future__ import annotations

import re

from kortui.records import dataclass

PANES = ("timeline", "defense", "trade", "diplomacy", "documents")
_EVENT = re.compile(r"e[0-9a-z]{11}")
_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Start:
    """Where an app begins.

    Attributes:
        pane: Pane to open on; empty for the first.
        query: Query to start with.
        event: Id of the record to open.
    """

    pane: str = ""
    query: str = ""
    event: str = ""


def of_command(command: str) -> Start | None:
    """The start that a command asks for: ``event ID``, ``query TEXT``, ``pane NAME``, a bare id or a pane's name.

    Args:
        command: What stood behind the host name.

    Returns:
        The start, or None for anything else: nothing is ever run.
    """
    command = command.strip()
    if len(command) > _AT_MOST or not command.isprintable():
        return None
    word, _, rest = command.partition(" ")
    rest = rest.strip()
    if word == "query" and rest:
        return Start(query=rest)
    target = rest if word in ("event", "pane") else command
    if word != "pane" and _EVENT.fullmatch(target):
        return Start(event=target)
    if word != "event" and target in PANES:
        return Start(pane=target)
    return None


def of_user(name: str) -> Start:
    """The start that a user name asks for (``ssh e7k3m9qa2hxw@host``, ``ssh trade@host``); any other name is welcome."""
    if _EVENT.fullmatch(name):
        return Start(event=name)
    return Start(pane=name) if name in PANES else Start()
