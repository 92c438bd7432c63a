"""`GatheredPage`: a page whose records are looked through beside the keys where they are many."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from kortui.model import Library
from kortui.tui.gathering import TOLD, Gathering, few
from kortui.tui.messages import Gathered
from kortui.tui.screens.records import RecordCommands

KEPT = 24
"""Pages kept of those one was on: the relations of one who acts in 4,000 records take 0.2 MB."""


class GatheredPage(RecordCommands):
    """What such a page does; the newest work wins.

    Attributes:
        work: What is being done; None when nothing is.
    """

    work: Gathering[Any] | None = None
    _then: Callable[[Any], None]
    _key: Hashable = None

    def gather(self, make: Callable[[Library], Any], then: Callable[[Any], None], records: int, key: Hashable = None) -> None:
        """Look through records, at once where they are few, and show what comes of it.

        Args:
            make: Makes it from the database.
            then: Shows it.
            records: How many records it takes.
            key: What it is called, to be kept for who comes back to it; None keeps nothing.
        """
        self.stop_gathering()
        self._key, kept = None if self.session.kiosk else key, self.session.gathered  # many readers share their memory
        if key in kept:
            kept[key] = found = kept.pop(key)
            then(found)
            self.gathered()
            return
        self.work, self._then = Gathering(self.session.library, make), then
        self.work.start(self, wait=few(self.session.library, records))
        self._take()

    def stop_gathering(self) -> None:
        """Want no more what is being made."""
        if self.work is not None:
            self.work.stop()
            self.work = None

    def tell_standing(self) -> None:
        """Say where one is, and how far the work is."""
        raise NotImplementedError

    def gathered(self) -> None:
        """Show what hangs on the work, begun or done."""
        raise NotImplementedError

    def _take(self) -> None:
        if (work := self.work) is not None and work.done:
            self.work = None
            if work.problem:
                self.say(work.problem, "bad")
            else:
                if self._key is not None:
                    kept = self.session.gathered
                    kept[self._key] = work.result
                    if len(kept) > KEPT:
                        del kept[next(iter(kept))]
                self._then(work.result)
        elif work is not None:
            self.set_timer(TOLD, self._tell)
        self.gathered()

    def _tell(self) -> None:
        """Say again how far it is as long as it goes on."""
        if self.work is not None:
            self.tell_standing()
            self.set_timer(TOLD, self._tell)

    def on_gathered(self, message: Gathered) -> None:
        """Show what was made, unless something else is wanted by now."""
        if message.work is self.work:
            self._take()

    def on_unmount(self) -> None:
        """Leave no work behind."""
        self.stop_gathering()
