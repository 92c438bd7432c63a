"""The app: settings in, screens out. `run` is the door for the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from kortui.commands import Rebound
from kortui.tui.keys import bindings
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.screens.explorer import Explorer
from kortui.tui.session import Session
from kortui.tui.themes import THEMES


class KortuiApp(App[None], inherit_bindings=False):
    """The app on one session."""

    TITLE = "kortui"
    CSS_PATH = "kortui.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

    def __init__(
        self, session: Session, *, pane: str = "timeline", query: str = "", event: str = "", theme: str = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.animation_level = "none"
        self.session = session
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme if theme in self.available_themes else THEMES[0].name
        self.set_keymap(Rebound(session.commands).keymap)
        self._start = {"pane": pane, "query": query, "event": event}

    def get_default_screen(self) -> Screen[Any]:
        """The main screen."""
        return Explorer(self.session, **self._start)

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the screen first, one after the other: what is typed in a burst is done in order."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen_stack:
            screen = self.screen
            if isinstance(screen, KortuiScreen) and screen.take_key(event):
                return
        await super().on_event(event)

    def action_app_redraw(self) -> None:
        """Draw the whole screen again."""
        self.refresh(layout=True)

    def action_app_quit(self) -> None:
        """Leave."""
        self.exit()


def run(
    path: Path,
    *,
    pane: str | None = None,
    query: str = "",
    event: str | None = None,
    theme: str | None = None,
    kiosk: bool = False,
) -> int:
    """Open the app on a database and give the exit code.

    Args:
        path: The database.
        pane: Pane to open on, as in ``pane.ID``.
        query: Query to start with.
        event: Id of the record to stand on.
        theme: Name of a theme; None follows the settings and the terminal.
        kiosk: Whether this is a public session: nothing is written, limits of time hold.

    Raises:
        KortuiError: When the database cannot be used.
    """
    from kortui.tui.starting import prepare

    session, options = prepare(path, theme=theme, kiosk=kiosk, environ=os.environ)
    app = KortuiApp(
        session,
        pane=pane or options.pane,
        query=query or options.query,
        event=event or "",
        theme=options.theme,
        driver_class=options.driver,
    )
    app.run()
    return app.return_code or 0
