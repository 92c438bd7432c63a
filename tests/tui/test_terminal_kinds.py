"""Every kind of terminal shows the app: the cursor is seen, no text is hidden, nothing is left standing as an escape code."""

from __future__ import annotations

import itertools
import re

import pytest

from kortui.model import Library
from kortui.terminal.capabilities import Capabilities, detect
from tests.tui.channel import LITERAL, Channel, invisible, opened
from tests.tui.terminal import Terminal, environment
from tests.tui.test_terminal_app import KORTUI
from tests.tui.test_terminal_driver import asked, depths, printable

TERMS = ("xterm", "xterm-256color", "tmux-256color", "screen", "screen-256color", "linux", "vt100", "putty")
VARIABLES = (
    [{}, {"COLORTERM": "truecolor"}],
    [{}, {"NO_COLOR": ""}, {"NO_COLOR": "1"}],
    [{"LANG": "C.UTF-8"}, {"LANG": "C"}, {"LANG": "de_DE.ISO-8859-1"}],
)


def drawn(capabilities: Capabilities) -> tuple[object, ...]:
    """What decides how a screen is drawn."""
    c = capabilities
    return c.depth, c.charset, c.erase, c.erase_coloured, c.alternate_screen


def kinds() -> dict[str, Capabilities]:
    """Each terminal as it comes, and of every mixture of the variables one of all those that are drawn alike."""
    found = {term: detect({"TERM": term, "LANG": "C.UTF-8"}) for term in TERMS}
    known = {drawn(capabilities) for capabilities in found.values()}
    for term, *changes in itertools.product(TERMS, *VARIABLES):
        merged = {name: value for change in changes for name, value in change.items()}
        capabilities = detect({"TERM": term, **merged})
        if drawn(capabilities) not in known:
            known.add(drawn(capabilities))
            found[" ".join([term, *(f"{name}={value}" for name, value in merged.items())])] = capabilities
    return found


KINDS = kinds()


def test_every_variable_makes_a_difference_somewhere() -> None:
    assert {k.depth for k in KINDS.values()} == {"true", "256", "16", "none"}
    assert {k.charset for k in KINDS.values()} == {"utf8", "linux", "ascii"}
    assert len(TERMS) + 6 <= len(KINDS) <= 30


def look(channel: Channel, row: int) -> set[tuple[object, ...]]:
    """How the cells of a row are drawn."""
    cells = (channel.screen.buffer[row][column] for column in range(channel.screen.columns - 2))
    return {(c.bg, c.reverse, c.underscore) for c in cells}


@pytest.mark.parametrize("name", KINDS)
async def test_the_app_is_seen(library: Library, name: str) -> None:
    capabilities = KINDS[name]
    async with opened(library, capabilities, (80, 24)) as channel:
        view = channel.app.screen.query_one("#list")
        for keys in (["down", "down"], ["2"], ["3"], ["4"], ["5"], ["1", "/", "k", "o"], ["enter"]):
            await channel.press(*keys)
            assert not invisible(channel.screen)
            assert not LITERAL.search(channel.text), channel.text
            if keys[0] in ("down", "2", "4", "5"):
                top = view.region.y
                rows = range(top, top + view.size.height)
                marked = [row for row in rows if channel.lines[row].lstrip()[:1] in ("›", ">")]
                assert len(marked) == 1, channel.text
                plain = [r for r in rows if r != marked[0] and re.match(r"  \S", channel.lines[r])]
                assert plain and all(look(channel, marked[0]) != look(channel, row) for row in plain), channel.text
        for keys in (["?"], ["escape", "f"], ["escape", "x"], ["escape", "e"], ["escape", "L"]):
            await channel.press(*keys)
            assert not invisible(channel.screen)
            assert not LITERAL.search(channel.text), channel.text
        assert printable(channel.bytes)
        wanted = {"none": set(), "16": {"16"}, "256": {"256"}, "true": {"true"}}[capabilities.depth]
        assert depths(channel.bytes) == wanted, {kind: found[:5] for kind, found in asked(channel.bytes).items()}
        if capabilities.charset == "ascii":
            assert channel.bytes.isascii()
        elif capabilities.charset == "utf8":
            assert "한국" in channel.bytes.decode()


@pytest.mark.parametrize("term", ["dumb", "unset", ""])
def test_a_terminal_that_cannot_be_drawn_on_is_told(term: str) -> None:
    env = environment(TERM=term)
    if term == "unset":
        del env["TERM"]
    with Terminal([KORTUI], env=env) as t:
        assert t.wait() == 2
        assert t.bytes.count(b"\n") == 1
        assert b"TERM" in t.bytes
        assert b"\x1b" not in t.bytes
