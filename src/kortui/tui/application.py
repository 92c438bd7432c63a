"""`KortuiApp`: themes, keys in order, and the screens every other screen can call up."""

from __future__ import annotations

import gc
import os
from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from kortui.commands import Rebound
from kortui.sessions import Opening
from kortui.terminal import early
from kortui.terminal.capabilities import Capabilities
from kortui.tui.keys import bindings
from kortui.tui.messages import ScreenOpened
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.screens.explorer import Explorer
from kortui.tui.session import Session
from kortui.tui.themes import THEMES

if TYPE_CHECKING:
    from kortui.tui.tour import Tour

_COLLECTING = (2_000, 10, 1_000)
"""Thresholds of the collector while keys are answered; with Python's own one in ten waits 30 ms for it to look at all."""

_IDLE = 1.0
"""Seconds after the first frame at which it is kept for the next start."""


class KortuiApp(App[None], inherit_bindings=False):
    """The app on one session.

    Args of the constructor: the session, what to open on (else the pane, query and record), the theme (empty or unknown for
    kortui's dark one), whether the tour is on, and what `App` takes.
    """

    TITLE = "kortui"
    CSS_PATH = "kortui.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

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
        super().__init__(**kwargs)
        self.animation_level = "none"
        self._disable_tooltips = self._disable_notifications = True  # two widgets on every screen that nothing shows
        self.session = session
        self.kiosk = session.kiosk
        for own in THEMES:
            self.register_theme(own)
        self._begin_with(theme if theme in self.available_themes else THEMES[0].name)
        self.set_keymap(Rebound(session.commands).keymap)
        self.capabilities: Capabilities | None = None
        self._opening = opening or Opening(pane, query, event)
        self.tour: Tour | None = None
        self.touring = tour
        """Whether a tour is on or was: only then do screens look for it."""

        self._early: list[events.Key] | None = []
        """Keys typed before the main screen stood; None once it does."""

        self._waiting: deque[events.Key] = deque()
        """Keys typed before a page that was opened since stood."""

    def _begin_with(self, theme: str) -> None:
        """Set the first theme. The ordinary way would parse all style sheets again after the first frame, for 15 ms."""
        if self.available_themes[theme].ansi:
            self.theme = theme  # its colour filter is only put in place this way
        else:
            self.set_reactive(App.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        """The main screen."""
        return Explorer(self.session, self._opening)

    def push_screen(self, *arguments: Any, **named: Any) -> Any:
        """Open a page over what is there; the rules of layout for pages are read for the first."""
        self.style_pages()
        return super().push_screen(*arguments, **named)

    def style_pages(self) -> None:
        """Read the rules of layout for pages, 3 ms that the first frame does without."""
        path = os.path.join(os.path.dirname(__file__), "pages.tcss")
        if not self.stylesheet.has_source(path):
            self.stylesheet.read(path)

    def on_mount(self) -> None:
        """Hold a public session to its limits."""
        if self.kiosk:
            from kortui.tui.kiosk import Limits

            self.limits = Limits(self)

    def on_ready(self) -> None:
        """Let the collector work again once the first frame stands, on what is made from here on."""
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(*_COLLECTING)
            gc.enable()
        if self.touring:
            self.action_app_tour()

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the screen first, one after the other: what is typed in a burst is done in order."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._early is not None:
            self._early.append(event)
        else:
            if self.kiosk:
                self.limits.touch()
            self._waiting.append(event)
            await self.on_screen_stands()

    async def on_screen_stands(self) -> None:
        """Do the keys that wait, as long as the screen on top stands: a page that was just opened has no widgets yet."""
        while self._waiting and getattr(self.screen, "standing", True):
            await self._do_key(self._waiting.popleft())

    async def _do_key(self, event: events.Key) -> None:
        screen = self.screen
        if self.tour is not None and isinstance(screen, KortuiScreen):
            self.call_later(self.ran, screen.command_of(event))
        if not (isinstance(screen, KortuiScreen) and screen.take_key(event)):
            await super().on_event(event)

    @property
    def takes_keys(self) -> bool:
        """Whether the main screen stands, so that keys are done as they come."""
        return self._early is None

    @property
    def faulty(self) -> bool:
        """Whether a fault ends the app."""
        return self._exception is not None

    def on_screen_opened(self, message: ScreenOpened) -> None:
        """Do what was typed while the main screen was being made, in order."""
        keys, self._early = self._early or [], None
        reveal = getattr(self._driver, "reveal", None)
        if reveal is not None:
            reveal()
            self._keep_first_frame()
        for key in keys:
            self.post_message(key)

    def _keep_first_frame(self) -> None:
        """Have the first frame shown at once the next time; written when nobody waits for anything."""
        frame = early.current()
        stage = getattr(self._driver, "stage", None)
        if frame is not None and stage is not None:
            frame.want(stage)
            self.set_timer(_IDLE, frame.keep)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Shut the app's own commands where the screen takes every key itself."""
        screen = self.screen if self.screen_stack else None
        if not isinstance(screen, KortuiScreen) or not action.startswith("app_"):
            return True
        return screen.PLACE != "chooser" and action in {c.action for c in self.session.commands}

    def action_app_redraw(self) -> None:
        """Draw the whole screen again."""
        redraw = getattr(self._driver, "redraw", None)
        if redraw is not None:
            redraw()
        self.refresh(layout=True)

    def show_plain(self, text: str) -> None:
        """Show a text alone on the terminal's own screen until a key comes, so that it can be selected."""
        show = getattr(self._driver, "show_plain", None)
        if show is not None:
            show(text, "Select what you need; any key goes back to kortui.")
        else:  # another driver than kortui's has no such screen
            from kortui.tui.screens.shown import ShownText

            self.push_screen(ShownText(self.session, "Text", text))

    def copy(self, text: str) -> bool:
        """Send text to the terminal's clipboard; whether it was sent: not when it is long, or the terminal has none."""
        self._clipboard = text
        copy = getattr(self._driver, "copy", None)
        return copy is None or bool(copy(text))

    def action_app_plain(self) -> None:
        """Show what there is to read alone, to select it."""
        if isinstance(self.screen, KortuiScreen):
            text = self.screen.plain_text()
            if text:
                self.show_plain(text)
            else:
                self.screen.say("There is no text here to select")

    def action_app_mouse(self) -> None:
        """Leave the mouse to the terminal, or take it back."""
        if not isinstance(self.screen, KortuiScreen):
            return
        driver = self._driver
        wanted = not getattr(driver, "mouse_on", True)
        if not getattr(driver, "set_mouse", lambda on: False)(wanted):
            self.screen.say("This terminal sends no mouse; select with it as usual")
            return
        key = next((c.shown for c in self.session.commands if c.id == "app.mouse"), "")
        self.screen.say(
            "The mouse is kortui's again" if wanted else f"The mouse is the terminal's: drag to select; {key} takes it back"
        )

    def action_app_suspend(self) -> None:
        """Stop until the shell says ``fg``."""
        self.action_suspend_process()

    def action_app_quit(self) -> None:
        """Leave."""
        self.exit()

    def action_app_help(self) -> None:
        """Show the keys of the place."""
        from kortui.tui.help import HelpScreen

        if isinstance(self.screen, KortuiScreen) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.session, self.screen.place, self.screen.offered()))

    def action_app_palette(self) -> None:
        """Find a command."""
        from kortui.tui.palette import open_palette

        if isinstance(self.screen, KortuiScreen):
            open_palette(self.screen)

    def action_app_tour(self) -> None:
        """Begin the tour, or end the one that is on."""
        from kortui.tui.tour import Tour

        self.touring = True
        self.tour = None if self.tour else Tour(self.session.commands, self.session.library)
        if isinstance(self.screen, KortuiScreen):
            self.screen.show_tour()

    def ran(self, command: str) -> None:
        """Go on with the tour when the command it asked for was run, or end it when much else was."""
        tour = self.tour
        if tour is not None and (tour.ran(command) or tour.given_up):
            self.tour = None if tour.over or tour.given_up else tour
            if isinstance(self.screen, KortuiScreen):
                self.screen.show_tour()
                if tour.over:
                    self.screen.say("That was the tour")
                elif tour.given_up:
                    key = next((c.shown for c in self.session.commands if c.id == "app.tour"), "")
                    self.screen.say(f"The tour is set aside; {key} begins it again", beside=True)

    def action_app_theme(self) -> None:
        """Choose the colours, seen while choosing."""
        from kortui.tui.palette import open_themes

        if isinstance(self.screen, KortuiScreen):
            open_themes(self.screen)

    def _fatal_error(self) -> None:
        """End after a fault in one line: a traceback of 200 lines tells a reader nothing, and a stranger too much."""
        from kortui.tui.crash import report

        self.panic(report(self._exception, self.session))

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
