"""How a screen is drawn: over the one beneath as that stands, and what follows a key after the key's own frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Self

from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from kortui.terminal.compositor import StagedCompositor

_FOLLOWING = 0.04
"""Seconds after a key in which its frame is drawn (1/60 s) and sent (20 ms later when it is a large one)."""

LATE, PATIENCE = 0.01, 10
"""Seconds between two looks at whether a frame that is late was sent, and how often that is waited for."""


class Drawn(Screen[Any], inherit_bindings=False, inherit_css=False):
    """A screen that keeps the lines of the one beneath, and puts off what would keep a key waiting for its answer."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Where the focus is; the two widgets that it leaves and comes to draw themselves, Textual would draw all others too."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = StagedCompositor(self._staged)
        self._owed: list[Callable[[], object]] = []
        self._lines_beneath: tuple[Any, ...] = ()
        """The screen beneath, the part of it that shows through, and its lines; empty when they may have changed."""

        self._changed_beneath: set[Region] = set()
        """What the screen beneath has drawn anew since a popup was opened, till the popup is drawn for the first time."""

        self._shows_through = True
        """Whether the lines of the screen beneath are wanted; not where they stand on the glass already."""

    def _staged(self) -> bool:
        """Whether frames go to the output stage."""
        return hasattr(self.app._driver, "draw") and not (self.app.is_headless or self.app.is_inline)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew; Textual asks for it here too when something of the screen beneath was drawn anew."""
        self._lines_beneath = ()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _screen_resized(self, size: Size) -> None:
        """Lay out for another size; a popup that opens has its size told to the screens beneath too, which have it already."""
        if self.is_current and (self is self.app.screen or size != self.size):
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        """Draw what has changed; beneath a popup have it draw that, once: Textual would mark all of it as changed again."""
        changed = self._compositor._dirty_regions
        if self is self.app.screen or self.app.is_inline:
            self._shows_through = not (changed and self._covers(changed))
            super()._compositor_refresh()
            self._shows_through = True
        elif changed and self in self.app._background_screens:
            if isinstance(top := self.app.screen, Drawn):
                top._changed_beneath |= changed
            self.app.screen.refresh(*changed)
            changed.clear()
            self._dirty_widgets.clear()

    def _covers(self, regions: Iterable[Region]) -> bool:
        """Whether nothing of the screen itself is in sight in some regions."""
        return all(any(part.contains_region(region) for part in self._parts) for region in regions)

    @property
    def _parts(self) -> list[Region]:
        """Where the parts of the screen are."""
        places = self._compositor.visible_widgets
        return [places[part][0].intersection(places[part][1]) for part in self.children if part in places]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the screen; where it lets the one beneath through, that one's as they are drawn, kept until they change.

        Textual would have Rich render the screen beneath, which costs 10 ms for every frame of a popup; putting its lines
        together anew costs 5 ms.
        """
        stack = self.app.screen_stack
        at = stack.index(self) if self in stack else 0
        if not at or self.styles.background.a:
            return super().render_lines(crop)
        if not self._shows_through:
            return [Strip.blank(crop.width)] * crop.height
        beneath = stack[at - 1]
        if self._lines_beneath[:2] != (beneath, crop):
            start, end = crop.column_span
            lines = beneath._compositor.render_strips(self.size)
            lines += [Strip([])] * (crop.bottom - len(lines))  # while a window is resized the two have different sizes
            whole = [lines[y].crop(start, end).adjust_cell_length(end - start) for y in crop.line_range]
            self._lines_beneath = (beneath, crop, whole)
        return list(self._lines_beneath[2])

    def draw_over(self) -> None:
        """Draw a popup for the first time, alone where the screen beneath stands on the glass as it is: that costs half."""
        stack, compositor = self.app.screen_stack, self._compositor
        compositor.update_widgets(self._dirty_widgets)
        beneath = stack[-2]
        moves = beneath._layout_required or beneath._repaint_required or beneath._dirty_widgets
        stands = getattr(self.app, "drawn", None) is beneath and not (moves or beneath._compositor._dirty_regions)
        if stands and not self._changed_beneath:
            compositor._dirty_regions = set(self._parts)
            self._repaint_required = False
        else:
            compositor._dirty_regions = {self.size.region}
        self._changed_beneath.clear()
        self._dirty_widgets.clear()
        self._compositor_refresh()

    def in_one_frame(self, *widgets: Widget) -> None:
        """Have all that changed of some widgets drawn in one frame.

        Textual has each tell so when it has nothing else to do: one that was to be drawn anyway, as a line that is typed in,
        would say what is new a frame before the others.

        Args:
            widgets: Widgets of this screen.
        """
        if self in self._compositor:
            changed = [one for one in widgets if one._repaint_required]
            self._dirty_widgets.update(changed)
            for one in changed:
                one._repaint_required = False
            self.check_idle()

    def set_timer(self, delay: float, callback: Callable[..., Any] | None = None, **options: Any) -> Timer:
        """Have something done later, in any case.

        Textual leaves out a time that has passed when its timer gets to run, also the only one. Of a millisecond that is so
        whenever the machine takes the processor away at the wrong moment, and work in slices would stop there.
        """
        timer = super().set_timer(delay, callback, **options)
        timer._skip = False
        return timer

    def after_frame(self, do: Callable[[], object]) -> None:
        """Have something done once what a key has changed is drawn, and before the next key in any case.

        Args:
            do: What takes so long that it would keep the key waiting for its answer.
        """
        self._owed.append(do)
        if self.app.is_headless:
            self.call_after_refresh(self.catch_up)
        else:
            self.set_timer(_FOLLOWING, partial(self._when_sent, PATIENCE))

    def _when_sent(self, patience: int) -> None:
        """Do what was put off, later when the frame before it is late: it would wait for this too."""
        if self._owed and patience and self.draws:
            self.set_timer(LATE, partial(self._when_sent, patience - 1))
        else:
            self.catch_up()

    @property
    def draws(self) -> bool:
        """Whether a frame is still to be drawn or sent."""
        drawing = self._layout_required or self._repaint_required or self._dirty_widgets
        return bool(drawing) or getattr(self.app._driver, "sends", False)

    @property
    def whole(self) -> bool:
        """Whether a frame is all there is of a change, and no second one follows of parts that are laid out anew."""
        return False

    @property
    def owes(self) -> bool:
        """Whether something is still to follow the last key."""
        return bool(self._owed)

    def catch_up(self) -> None:
        """Do what was put off."""
        owed, self._owed = self._owed, []
        for do in owed:
            do()
