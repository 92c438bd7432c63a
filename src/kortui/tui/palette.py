"""The command palette and the choice of themes, both from the registry of commands and Textual's themes."""

from __future__ import annotations

from kortui import config
from kortui.commands import SCOPES, Command
from kortui.errors import KortuiError
from kortui.preferences import change
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.screens.chooser import Chooser, Entry

_ALSO = {"app.theme": " settings themes colors", "app.settings": " config preferences options"}
"""Further words that commands are looked for by."""


def entries(offered: tuple[Command, ...]) -> list[Entry]:
    """Commands as lines to choose, with their keys."""
    return [
        Entry(
            f"{c.label[:1].upper()}{c.label[1:]}: {c.help[:1].lower()}{c.help[1:]}",
            c,
            c.shown,
            c.id + _ALSO.get(c.id, ""),
            SCOPES[c.scope],
        )
        for c in offered
        if c.id != "app.palette"
    ]


def open_palette(screen: KortuiScreen) -> None:
    """Let a command be found by name and run it where the focus was."""

    def run(chosen: Command | None) -> None:
        if chosen is not None:
            screen.run_command(chosen)

    screen.app.push_screen(Chooser(screen.session, "Command", entries(screen.offered())), run)


def _keep(screen: KortuiScreen, name: str, before: str) -> None:
    """Write the theme into the settings; can be undone."""
    session, app = screen.session, screen.app
    if session.settings_file is None:
        screen.say(f"Theme {name}, for as long as this session")
        return
    path = session.settings_file
    old = config.parse(path.read_bytes())[0].theme if path.is_file() else None

    def undo() -> None:
        app.theme = before
        change(path, "theme", old)

    try:
        change(path, "theme", name)
    except KortuiError as error:
        screen.say(error.line(), "bad")
    else:
        session.changes.append(("theme", undo))
        screen.say(f"Theme {name}, kept in {path.name}")


def open_themes(screen: KortuiScreen) -> None:
    """Let a theme be chosen, drawn while the cursor is on it; escape goes back to the one before, enter keeps it."""
    app = screen.app
    before = app.theme

    def preview(name: str) -> None:
        app.theme = name

    def done(name: str | None) -> None:
        app.theme = name or before
        if name is not None and name != before:
            _keep(screen, name, before)

    names = sorted(app.available_themes, key=lambda n: (not n.startswith("kortui"), not n.startswith("ansi"), n))
    lines = [Entry(n, n, "dark" if app.available_themes[n].dark else "light") for n in names]
    app.push_screen(Chooser(screen.session, "Theme", lines, preview=preview, chosen=before), done)
