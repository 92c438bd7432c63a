"""Textual bindings made from the registry of commands."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from kortui.commands import COMMANDS


def bindings(*scopes: str) -> list[BindingType]:
    """The bindings of some scopes, for the ``BINDINGS`` of the widget or screen that carries them out.

    They are priority bindings: the app runs those itself before the next key is read, so that keys typed in a burst act in
    the order they were typed; an ordinary binding runs when its widget gets round to it.
    """
    return [
        Binding(",".join(c.typed), c.action, c.label, show=False, priority=True, tooltip=c.help, id=c.id)
        for scope in scopes
        for c in COMMANDS
        if c.scope == scope and c.keys
    ]
