"""How far the terminal is behind, learnt by asking it now and then.

Behind an sshd the pty takes everything at once and the network buffers hold it: at 64 kbit/s a screen is still being painted
long after the key was let go. A terminal answers DSR 5 ("are you there") when it has drawn what came before.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

QUESTION = "\x1b[5n"

_ASK_EVERY = 4096
"""Bytes between questions: small updates, such as those of single keys, ask nothing."""

_UNANSWERED_AT_MOST = 2
"""Questions that may be open before updates wait."""

_GIVE_UP_SECONDS = 3.0
"""Silence after which a terminal that has answered before is no longer waited for, until it answers again."""

_LEAVING_SECONDS = 0.5
"""How long leaving waits for open answers, which would otherwise be typed into the shell."""


class Pace:
    """Counts questions and answers.

    Args:
        answers: Gives the number of answers that have arrived.
        clock: Gives seconds.
    """

    def __init__(self, answers: Callable[[], int], clock: Callable[[], float] = monotonic) -> None:
        self._answers = answers
        self._clock = clock
        self._asked = 0
        self._unasked = 0
        self._asked_at = 0.0

    @property
    def open(self) -> int:
        """Questions that have no answer yet."""
        return max(self._asked - self._answers(), 0)

    def wrap(self, update: str) -> str:
        """The update, with a question behind it when enough has been sent since the last."""
        self._unasked += len(update)
        if self._unasked < _ASK_EVERY or (self._asked and not self._answers()):
            return update  # a terminal that has not answered the first question is not asked again
        self._unasked = 0
        self._asked += 1
        self._asked_at = self._clock()
        return update + QUESTION

    @property
    def behind(self) -> bool:
        """Whether the next update should wait."""
        if self.open < _UNANSWERED_AT_MOST or not self._answers():
            return False
        if self._clock() - self._asked_at > _GIVE_UP_SECONDS:
            self._asked = self._answers()
            return False
        return True

    @property
    def leaving_until(self) -> float:
        """The time, by the clock, until which an open answer is worth waiting for when leaving."""
        return self._clock() + _LEAVING_SECONDS if self.open and self._answers() else 0.0
