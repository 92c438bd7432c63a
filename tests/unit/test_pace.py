"""Asking a terminal how far it is behind, and what when it does not say."""

from __future__ import annotations

from kortui.terminal.pace import QUESTION, Pace


class Terminal:
    """Answers and time under the test's control."""

    def __init__(self) -> None:
        self.answers = 0
        self.now = 100.0
        self.pace = Pace(lambda: self.answers, lambda: self.now)

    def send(self, size: int) -> bool:
        """Send an update; whether a question went with it."""
        update = "x" * size
        sent = self.pace.wrap(update)
        assert sent in (update, update + QUESTION)
        return sent != update


def test_small_updates_ask_nothing() -> None:
    t = Terminal()
    assert [t.send(300) for _ in range(13)] == [False] * 13
    assert t.send(300)
    assert not t.send(300)


def test_a_terminal_that_never_answers_is_asked_once_and_never_waited_for() -> None:
    t = Terminal()
    assert t.send(5000)
    assert not any(t.send(5000) for _ in range(20))
    assert not t.pace.behind
    assert t.pace.leaving_until == 0.0


def test_two_open_questions_hold_updates_back() -> None:
    t = Terminal()
    t.send(5000)
    t.answers = 1
    assert t.send(5000)
    assert not t.pace.behind
    assert t.send(5000)
    assert t.pace.behind
    assert t.pace.leaving_until == 100.5
    t.answers = 2
    assert not t.pace.behind
    t.answers = 3
    assert t.pace.open == 0
    assert t.pace.leaving_until == 0.0


def test_silence_is_not_waited_for_for_ever() -> None:
    t = Terminal()
    t.send(5000)
    t.answers = 1
    t.send(5000)
    t.send(5000)
    t.now += 2.9
    assert t.pace.behind
    t.now += 0.2
    assert not t.pace.behind
    assert t.pace.open == 0


def test_answers_that_nobody_asked_for_change_nothing() -> None:
    t = Terminal()
    t.answers = 50
    assert t.pace.open == 0
    assert t.send(5000)
    assert not t.pace.behind
