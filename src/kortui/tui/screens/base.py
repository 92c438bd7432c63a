"""What every screen does: keys in order, the footer that follows the focus, notices, going up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import BindingType

from kortui.commands import COMMANDS, PLACES, Command, footer, in_place, says_where
from kortui.records import replace
from kortui.tui.keys import bindings
from kortui.tui.messages import ScreenStands
from kortui.tui.screens.drawing import Drawn
from kortui.tui.session import Session
from kortui.tui.widgets.bars import Footer
from kortui.tui.widgets.lines import Lines
from kortui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from kortui.tui.jumps import Jump

_ACTIONS = frozenset(c.action for c in COMMANDS)

_LINKS = 6
"""Rank in the footer of the way to the next link in a text with several: nothing else says that there are any."""

SMALLEST = (45, 12)
"""Columns and lines below which the app only says that the window is too small."""


class KortuiScreen(Drawn, inherit_bindings=False):
    """A screen whose commands come from the registry.

    `check_action` shuts every command that is not open in the place of the focus or not `available`; footer, help and
    palette ask the same.
    """

    PLACE: ClassVar[str] = "page"
    BINDINGS: ClassVar[list[BindingType]] = bindings("screen")
    ALLOW_SELECT = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.pending = ""
        """Scope whose keys are waited for after a first key such as ``y``; ``quit`` for the question at the top."""
        self.standing = False
        """Whether the screen is made and takes keys."""

        self._by_action = {c.action: c for c in session.commands}
        self._bar: Footer | None = None

    @property
    def place(self) -> str:
        """Where the focus is."""
        return str(getattr(self.focused, "PLACE", self.PLACE))

    def available(self, command: Command) -> bool:
        """Whether a command of an open scope can do something here."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open or shut a command."""
        command = self._by_action.get(action)
        if command is None:
            return action not in _ACTIONS
        return command.scope in PLACES[self.place] and self.available(command)

    def offered(self) -> tuple[Command, ...]:
        """Every command that can be run where the focus is, in the order of help."""
        scopes = PLACES[self.place]
        return tuple(c for scope in scopes for c in self.session.commands if c.scope == scope and self.available(c))

    def run_command(self, command: Command) -> None:
        """Carry a command out by its action, on whichever of focus, screen and app has it."""
        if (ran := getattr(self.app, "ran", None)) is not None:
            self.app.call_later(ran, command.id)
        for node in (self.focused, self, self.app):
            action = getattr(node, f"action_{command.action}", None)
            if action is not None:
                action()
                return

    def command_of(self, event: events.Key) -> str:
        """Id of the command a key is about to run here; empty when it runs none."""
        if self.pending or self.PLACE == "chooser" or getattr(self.focused, "typing", False):
            return ""
        keys = {event.key, event.character}
        return next((c.id for c in self.offered() if keys & set(c.typed)), "")

    def take_key(self, event: events.Key) -> bool:
        """Take a key before bindings are looked at; the app asks for every key, in order."""
        if self._owed and not getattr(self.focused, "typing", False):
            self.catch_up()
        bar = self.bar
        if bar is not None and bar.notice and not self.pending:
            bar.say("")
        if self.pending:
            self._second_key(event)
            return True
        taker = getattr(self.focused, "take_key", None)
        if taker and taker(event):
            return True
        if self.session.kiosk and (refused := self._refused(event)) is not None:
            self.say(f"{refused.shown} {refused.label}: not in a public session, which writes nothing")
            return True
        if event.key == "ctrl+c":  # what people press when they do not know the way out
            self.say(f"{self.session.key('go.back')} goes up and leaves, {self.session.key('app.quit')} leaves at once")
            return True
        if idle := self._idle(event):
            self.say(idle)
            return True
        return False

    def _idle(self, event: events.Key) -> str:
        """Why a key that means something elsewhere does nothing here; empty when it does, or means nothing anywhere."""
        if self.PLACE == "chooser" or getattr(self.focused, "typing", False) or self.command_of(event):
            return ""
        keys = {event.key, event.character}
        known = [c for c in self.session.commands if c.scope != "copy" and keys & set(c.typed)]
        here = [c for c in known if c.scope in PLACES[self.place]]
        if here:
            return self.why_not(here[0])
        return f"{known[0].shown}, {known[0].label}, works {says_where(known[0])}" if known else ""

    def why_not(self, command: Command) -> str:
        """Why a command of an open scope can do nothing here."""
        return f"{command.shown}, {command.label}: there is nothing for it here"

    def worded(self, command: Command) -> Command:
        """A command with the label that the footer shows here."""
        if command.id == "group.next" and isinstance(self.focused, TextView):
            links = self.focused.links > 1
            return replace(command, label="next link", rank=_LINKS if links else command.rank)
        return command

    def _refused(self, event: events.Key) -> Command | None:
        """The command of a key that would work here were the session not a public one."""
        keys = {event.key, event.character}
        if self.PLACE == "chooser" or self.command_of(event):
            return None
        return next((c for c in in_place(self.place) if not c.kiosk and keys & set(c.typed)), None)

    def _second_key(self, event: events.Key) -> None:
        pending, self.pending = self.pending, ""
        self.say("")
        self.update_footer()
        keys = {event.key, event.character}
        if pending == "quit":
            if any(keys & set(c.typed) for c in self.session.commands if c.id == "go.back"):
                self.app.exit()
            return
        for command in self.session.commands:
            if command.scope == pending and keys & set(command.typed):
                self.run_command(command)
                return

    @property
    def bar(self) -> Footer | None:
        """The footer, once it is there; looked for once, which takes 0.2 ms and is wanted several times a key."""
        if self._bar is None or not self._bar.is_attached:
            self._bar = next(iter(self.query(Footer)), None)
        return self._bar

    def say(self, notice: str, ink: str = "strong", *, beside: bool = False) -> None:
        """Show a notice in the footer until the next key, alone or with the keys behind it."""
        if self.bar is not None:
            self.bar.say(notice, ink, beside=beside)

    def plain_text(self) -> str:
        """What there is to read on the screen, for the plain one that text is selected on."""
        return "\n\n".join(filter(None, (view.plain() for view in self.query(Lines))))

    def update_footer(self) -> None:
        """Show the keys that work where the focus is."""
        if self.bar is not None:
            place = "copy" if self.pending == "copy" else self.place
            own, scopes = getattr(self.focused, "hints", None), PLACES[place]
            here = (c for c in self.session.commands if not own and c.scope in scopes and self.available(c))
            self.bar.show(own or footer(place, [self.worded(c) for c in here]))

    def show_tour(self) -> None:
        """Show the step of the tour that one is on, or take it away when there is none."""
        from kortui.tui.tour import TourBar

        tour = getattr(self.app, "tour", None)
        shown = next(iter(self.query(TourBar)), None)
        if shown is not None and (tour is None or shown.tour is not tour):
            shown.remove()
            shown = None
        if tour is not None and shown is None and self.PLACE != "chooser":
            shown = TourBar(tour)
            self.mount(shown, before=self.bar)
        if shown is not None:
            shown.fit(self.size.width)

    def on_screen_resume(self) -> None:
        """Take keys from now on; show where the tour is, on whatever screen one is."""
        self.standing = True
        self.app.post_message(ScreenStands())
        if getattr(self.app, "touring", False):
            self.show_tour()

    def on_descendant_focus(self) -> None:
        """Follow the focus."""
        self.update_footer()

    def on_resize(self, event: events.Resize) -> None:
        """Say so when the window is too small for anything else."""
        width, height = event.size
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "-tiny")

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave, once and only from the top: Textual would take whatever screen is on top away, and end the app below."""
        if self.app.screen_stack[-1:] != [self]:
            return AwaitComplete()
        return super().dismiss(result)

    def action_focus_next(self) -> None:
        """Go to the next part."""
        self.focus_next()

    def action_focus_previous(self) -> None:
        """Go to the previous part."""
        self.focus_previous()

    def jumps(self) -> list[Jump]:
        """Everything in sight that can be gone to, by its place on the screen."""
        from kortui.tui.jumps import Jump, in_order

        found = []
        for widget, (region, clip) in self._compositor.visible_widgets.items():
            own = getattr(widget, "jumps", None)
            if widget is self or not (own or widget.can_focus) or not region.overlaps(clip):
                continue
            targets = own() if own else [Jump(0, 0, widget.focus)]
            found += [Jump(region.x + t.x, region.y + t.y, t.go) for t in targets]
        return in_order([t for t in found if 0 <= t.x < self.size.width and 0 <= t.y < self.size.height])

    def action_jump_open(self) -> None:
        """Show letters on everything in sight."""
        from kortui.tui.screens.jump import JumpScreen

        if not (jumps := self.jumps()):
            self.say("There is nothing here to jump to")
            return
        self.app.push_screen(JumpScreen(self.session, jumps), lambda jump: jump.go() if jump else None)

    def action_go_back(self) -> None:
        """Leave the screen."""
        self.dismiss()

    def action_go_cancel(self) -> None:
        """Leave the screen."""
        self.dismiss()
