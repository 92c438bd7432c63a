"""`KeysInOrder`: the app's keys done one after the other, from the first one that is typed before anything stands."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App

from kortui.terminal import early
from kortui.tui.messages import ScreenOpened
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.session import Session

if TYPE_CHECKING:
    from kortui.tui.collecting import Collecting
    from kortui.tui.kiosk import Limits
    from kortui.tui.tour import Tour

_IDLE = 1.0
"""Seconds after the first frame at which it is kept for the next start."""


class KeysInOrder(App[None], inherit_bindings=False, inherit_css=False):
    """Gives every key to the screen on top, in the order they were typed, and none to a screen that does not stand yet.

    Args of the constructor: the session, and what `App` takes.
    """

    limits: Limits
    collecting: Collecting | None = None
    """What sees to the collector, where the app has its process to itself."""

    def __init__(self, session: Session, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self.kiosk = session.kiosk
        self.tour: Tour | None = None
        self._early: list[events.Key] | None = []
        """Keys typed before the main screen stood; None once it does."""

        self._waiting: deque[events.Key] = deque()
        """Keys typed before a page that was opened since stood."""

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the screen first, one after the other: what is typed in a burst is done in order."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._early is not None:
            self._early.append(event)
        else:
            if self.kiosk:
                self.limits.touch()
            if self.collecting is not None:
                self.collecting.key()
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

    def ran(self, command: str) -> None:
        """A command was run, with a key or by name."""
