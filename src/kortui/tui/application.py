"""`KortuiApp`: a session on the terminal, with its themes, its keys and its first screen."""

from __future__ import annotations

import gc
import os
from typing import Any, ClassVar

from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from kortui.commands import COMMANDS
from kortui.sessions import Opening
from kortui.terminal.capabilities import Capabilities
from kortui.tui.callbacks import count_by_code
from kortui.tui.failing import Failing
from kortui.tui.key_order import KeysInOrder
from kortui.tui.keys import bindings
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.screens.explorer import Explorer
from kortui.tui.session import Session
from kortui.tui.themes import THEMES

GROUNDS = ("background", "foreground", "panel", "surface")
"""Colours of a theme that kortui.tcss and pages.tcss name."""


class KortuiApp(Failing, KeysInOrder, inherit_bindings=False):
    """The app on one session.

    Args of the constructor: the session, what to open on (else the pane, query and record), the theme (empty or unknown for
    kortui's dark one), whether the tour is on, and what `App` takes.
    """

    TITLE = "kortui"
    CSS_PATH = "kortui.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    _begun = False
    """Whether there is a theme."""

    def __init__(
        self,
        session: Session,
        opening: Opening | None = None,
        *,
        pane: str = "timeline",
        query: str = "",
        event: str = "",
        theme: str = "",
        tour: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(session, **kwargs)
        count_by_code()
        self.animation_level = "none"
        self._disable_tooltips = self._disable_notifications = True  # two widgets on every screen that nothing shows
        for own in THEMES:
            self.register_theme(own)
        self._begin_with(theme if theme in self.available_themes else THEMES[0].name)
        if session.commands is not COMMANDS:
            from kortui.rebinding import Rebound

            self.set_keymap(Rebound(session.commands).keymap)
        self.capabilities: Capabilities | None = None
        self._opening = opening or Opening(pane, query, event)
        self.drawn: Screen[Any] | None = None
        """The screen whose frame was the last."""

        self.touring = tour

    def get_css_variables(self) -> dict[str, str]:
        """The colours that the style sheets name. Textual's own name 160, which it takes apart again with each theme.

        `App` asks as soon as it is made too, for colours of a theme of its own.
        """
        if not self._begun:
            return {}
        found = super().get_css_variables()
        return {name: found[name] for name in GROUNDS}

    def _begin_with(self, theme: str) -> None:
        """Set the first theme. The ordinary way would parse all style sheets again after the first frame, for 15 ms."""
        self._begun = True
        if self.available_themes[theme].ansi:
            self.theme = theme  # its colour filter is only put in place this way
        else:
            self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Give a frame to kortui's output stage as it is: to write it out and read that again takes a fifth of a key."""
        draw = getattr(self._driver, "draw", None)
        self.drawn = screen
        shown = self._running and not (self._closed or self._batch_count or self.is_headless or self.is_inline)
        if shown and draw is not None and isinstance(renderable, CompositorUpdate):
            column, row = self.screen.outer_size.clamp_offset(self.cursor_position)
            if draw(renderable, (row, column), getattr(screen, "whole", False)):
                self.post_display_hook()
                return
        frame: Any = renderable
        super()._display(screen, frame)

    def get_default_screen(self) -> Screen[Any]:
        """The main screen."""
        return Explorer(self.session, self._opening)

    def push_screen(self, *arguments: Any, **named: Any) -> Any:
        """Open a page over what is there; the rules of layout for pages are read for the first."""
        self.style_pages()
        beneath = self.screen
        changes = beneath._repaint_required
        opened = super().push_screen(*arguments, **named)
        if not self.screen.styles.background.a:  # it stays in sight as it is; Textual would have all of it drawn again
            beneath._repaint_required = changes
        return opened

    def make(self, screen: Screen[Any]) -> None:
        """Give a screen its parts before it is opened."""
        self.style_pages()
        self._get_screen(screen)

    def style_pages(self) -> None:
        """Read the rules of layout for pages, 5 ms that the first frame does without."""
        path = os.path.join(os.path.dirname(__file__), "pages.tcss")
        if not self.stylesheet.has_source(path):
            self.stylesheet.read(path)
            _ = self.stylesheet.rules  # parses them

    def on_mount(self) -> None:
        """Hold a public session to its limits."""
        if self.kiosk:
            from kortui.tui.kiosk import Limits

            self.limits = Limits(self)

    def on_ready(self) -> None:
        """Let the collector work again once the first frame stands, on what is made from here on."""
        if not gc.isenabled():
            from kortui.tui.collecting import Collecting

            self.collecting = Collecting(self)
        if self.touring:
            self.action_app_tour()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Shut the app's own commands where the screen takes every key itself."""
        screen = self.screen if self.screen_stack else None
        if not isinstance(screen, KortuiScreen) or not action.startswith("app_"):
            return True
        return screen.PLACE != "chooser" and action in {c.action for c in self.session.commands}

    def copy(self, text: str) -> bool:
        """Send text to the terminal's clipboard; whether it was sent: not when it is long, or the terminal has none."""
        self._clipboard = text
        copy = getattr(self._driver, "copy", None)
        return copy is None or bool(copy(text))

    def action_quit(self) -> Any:
        """Textual's own way out, for what calls it by name."""
        self.exit()

    def notify(self, message: str, **_how: Any) -> None:
        """Say it in the footer."""
        if isinstance(self.screen, KortuiScreen):
            self.screen.say(message)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Never: the app may run on another machine than its reader."""

    def deliver_screenshot(self, *_args: Any, **_kwargs: Any) -> str | None:
        """Never: it would write a file."""
        return None
