"""Asking for another title, date, type or domains of a record, with the app's own panels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from kortui import edtf_words
from kortui.errors import ReviewError
from kortui.model import Event
from kortui.tui.reviewing import Review
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.screens.chooser import Chooser, Entry
from kortui.vocabulary import DOMAIN_LABELS, DOMAINS, EVENT_TYPES

Changed = Callable[[dict[str, Any]], object]


def ask(screen: KortuiScreen, event: Event, changes: Mapping[str, Any], changed: Changed, at: str = "title") -> None:
    """Let a field be chosen and a value be given.

    Args:
        screen: Where it was asked.
        event: The record, with what was edited already.
        changes: What was edited already, to mark it.
        changed: Called with the field and its new value, once one was given that differs.
        at: Field the cursor begins on.
    """
    now = {
        "title": event.title,
        "date": _date_words(event),
        "type": event.type,
        "domains": _domain_words(event.domains),
    }
    entries = [Entry(f"{name:<8} {now[name]}", name, mark="[+] " if name in changes else "    ") for name in now]

    def chosen(name: str | None) -> None:
        if name is not None:
            _ask_value(screen, event, changes, name, changed)

    screen.app.push_screen(Chooser(screen.session, "Edit", entries, chosen=at), chosen)


def _ask_value(screen: KortuiScreen, event: Event, changes: Mapping[str, Any], name: str, changed: Changed) -> None:
    session = screen.session
    domains = [d for d in DOMAINS if d in event.domains]
    old = {"title": event.title, "date": event.date.edtf or "", "type": event.type, "domains": domains}[name]
    if name == "type":
        panel = Chooser(session, "Type", [Entry(kind, (kind,)) for kind in EVENT_TYPES], chosen=(old,))
    elif name == "domains":
        sets = [c for n in range(1, len(DOMAINS) + 1) for c in combinations(DOMAINS, n)]
        lines = [Entry(_domain_words(names), (list(names),)) for names in sets]
        panel = Chooser(session, "Domains", lines, chosen=(old,))
    else:
        panel = Chooser(session, name.capitalize(), typed=str(old), free=lambda text: _answer(event, name, text.strip()))

    def given(value: tuple[Any] | None) -> None:
        if value is None or value[0] == old:
            ask(screen, event, changes, changed, name)
        else:
            changed({name: value[0]})

    screen.app.push_screen(panel, given)


def _answer(event: Event, name: str, text: str) -> tuple[tuple[str] | None, str]:
    """A typed title or date in a tuple, for an empty date is an answer too; None when it will not do, and why."""
    try:
        Review.checked(event, "edit", {name: text})
    except ReviewError as error:
        return None, f"{error.what}; {error.mend}" if error.mend else error.what
    if name == "title":
        return (text,), "enter writes it"
    return (text,), f"{edtf_words.display(text or None)}; enter writes it" + ("" if text else ", nothing typed means unknown")


def _date_words(event: Event) -> str:
    date = event.date
    if date.edtf is None:
        return "unknown"
    return date.edtf if date.edtf == date.display else f"{date.edtf}  ({date.display})"


def _domain_words(names: tuple[Any, ...]) -> str:
    return " and ".join(DOMAIN_LABELS[name][0] for name in names)
