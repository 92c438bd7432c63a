"""The app in terminals of three sizes and three depths of colour, read back cell by cell."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.terminal import Terminal
from tests.tui.test_terminal_app import ready, start

SIZES = ((120, 36), (80, 24), (45, 16))
_SGR = re.compile(rb"\x1b\[([0-9;]*)m")


def _colours(data: bytes) -> set[str]:
    """What kinds of colour were set: ``16``, ``256``, ``true``."""
    found = set()
    for match in _SGR.finditer(data):
        codes = [int(c or 0) for c in match[1].split(b";")]
        at = 0
        while at < len(codes):
            if codes[at] in (38, 48):
                found.add("256" if codes[at + 1] == 5 else "true")
                at += 3 if codes[at + 1] == 5 else 5
                continue
            if 30 <= codes[at] % 60 <= 37 or 40 <= codes[at] % 60 <= 47:
                found.add("16")
            at += 1
    return found


def _seen(t: Terminal, columns: int) -> list[str]:
    """The rows, each of which must fill the window exactly."""
    lines = t.lines()
    assert all(cell_len(line) == columns for line in lines)
    return lines


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"TERM": "xterm-256color"}, {"256"}),
        ({"TERM": "xterm"}, {"16"}),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, set()),
    ],
    ids=["256", "16", "none"],
)
def test_every_size_in_every_depth_of_colour(root: Path, changes: dict[str, str], kinds: set[str]) -> None:
    with start(root / "data" / "kortui.json", columns=SIZES[0][0], rows=SIZES[0][1], **changes) as t:
        ready(t)
        for columns, rows in SIZES:
            t.resize(columns, rows)
            t.settle()
            t.press("escape")
            t.settle()  # or the terminal's next key would be taken for one with alt
            t.press("1")
            t.wait_for(lambda t, rows=rows: " dip " in t.text() and "help" in t.lines()[rows - 1])
            lines = _seen(t, columns)
            marks = [line.index(" dip ") for line in lines if re.search(r"^. +\S.* dip ", line[:40])]
            assert marks and len(set(marks)) == 1, "domains stand in one column"
            t.press("3")
            t.wait_for("trd")
            t.settle()
            t.press("tab")
            t.wait_for("Bilateral trade")
            t.settle()
            assert "┈" in t.text() and "1965" in t.text() and "$10.4bn" in t.text()
            assert any("▒" in line for line in _seen(t, columns)), "hedged figures have their own weave in any colour"
            t.press("J", "J")
            t.wait_for("Investor")
            t.settle()
            lines = _seen(t, columns)
            heading = next(line for line in lines if "When" in line and "Investor" in line)
            firms = [line for line in lines if "GoldStar" in line[: columns // 2 + 8] and "1987" in line[:14]]
            assert firms and firms[0].index("GoldStar") == heading.index("Investor"), "columns are aligned by cells"
            t.press("K", "K", "escape")
            t.settle()
        assert _colours(t.bytes) == kinds
        t.kill(signal.SIGTERM)
        assert t.wait() == 143
