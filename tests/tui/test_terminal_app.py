"""The installed `kortui` in a terminal: it starts, obeys keys, keeps to its byte budgets, and gives the terminal back."""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kortui import store
from tests.tui.hostile import HOSTILE
from tests.tui.samples import small_library
from tests.tui.terminal import Terminal, environment
from tests.tui.test_terminal_driver import RESTORED, printable

KORTUI = str(Path(sys.executable).parent / "kortui")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A database built from the digests."""
    path = tmp_path_factory.mktemp("built") / "kortui.json"
    command = [KORTUI, "build", str(root / "data" / "documents"), "-o", str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path


def start(database: Path, *arguments: str, columns: int = 80, rows: int = 24, **changes: str) -> Terminal:
    homes = {name: os.environ[name] for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME") if name in os.environ}
    return Terminal([KORTUI, str(database), *arguments], columns, rows, environment(**homes, **changes))


def ready(t: Terminal) -> None:
    """Wait until the first pane is drawn and still."""
    t.wait_for(lambda t: re.search(r"\d+ (records?|documents?|found)\b", t.text()) is not None, 20)
    t.settle(0.5)


def spent(t: Terminal, *keys: str) -> int:
    """Bytes that the answer to keys takes, also what comes while they are sent."""
    begin = len(t.bytes)
    t.press(*keys)
    t.settle(0.5)
    return len(t.bytes) - begin


def test_starts_obeys_and_leaves(database: Path) -> None:
    with start(database) as t:
        ready(t)
        assert "kortui" in t.lines()[0]
        before = t.text()
        t.press("down", "down", "enter")
        t.wait_for(lambda t: t.text() != before)
        t.settle()
        t.press("escape")
        t.press("5")
        t.wait_for("South Korea")
        t.press("/", "Altay")
        t.wait_for("Altay")
        t.settle()
        t.press("escape", "escape")
        t.settle()
        t.press("ctrl+q")
        t.settle()
        if t.exit_code is None:
            t.press("q")
        assert t.wait() == 0
        assert all(sequence in t.bytes for sequence in RESTORED)
        assert printable(t.bytes)


def test_byte_budgets(database: Path) -> None:
    """80x24 in 256 colours, as over SSH; the limits are those that the design promises."""
    with start(database) as t:
        ready(t)
        assert len(t.bytes) <= 10_000, "first frame"
        for key in ("down", "down", "up", "J", "K"):
            assert spent(t, key) <= 1_500, key
        spent(t, "home")
        rounds = [[spent(t, key) for key in "234512"] for _ in range(2)]
        assert max(map(min, *rounds)) <= 6_000, rounds  # on a busy machine the two frames of a change may go out apart
        spent(t, "1")
        spent(t, "g")
        begin = len(t.bytes)
        for _ in range(40):
            t.press("down")
            t.read(0.03)
        t.settle(0.5)
        assert (len(t.bytes) - begin) / 40 <= 700, "cursor key held"
        spent(t, "/", "19")
        spent(t, "50")
        spent(t, "s")
        assert spent(t, "backspace") <= 10_000
        t.settle()
        begin = len(t.bytes)
        t.read(2.0)
        assert len(t.bytes) == begin, "idle, while the search box has the cursor"


def test_a_search_letter_that_changes_no_row_costs_next_to_nothing(database: Path) -> None:
    with start(database) as t:
        ready(t)
        spent(t, "/")
        spent(t, "battl")
        rows = t.lines()[2:]
        cost = spent(t, "e")
        assert t.lines()[2:] == rows
        assert "battle" in t.lines()[1]
        assert 0 < cost <= 150


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (20, 5), (44, 11), (45, 12), (60, 18), (99, 30), (100, 30), (200, 60)])
def test_windows_of_all_sizes(database: Path, size: tuple[int, int]) -> None:
    columns, rows = size
    with start(database, columns=columns, rows=rows) as t:
        t.wait_for(lambda t: len(t.bytes) > 60, 20)
        t.settle(0.5)
        for key in ("down", "pagedown", "end", "2", "3", "4", "5", "1", "?", "escape", "/", "x", "escape", "escape"):
            t.press(key)
            t.read(0.05)
        t.resize(max(columns - 3, 1), max(rows - 3, 1))
        t.settle()
        t.resize(80, 24)
        t.wait_for(lambda t: "kortui" in t.lines()[0], 10)
        t.settle()
        assert t.exit_code is None
        assert printable(t.bytes)
        t.kill(signal.SIGTERM)
        assert t.wait() == 143


@pytest.mark.parametrize(
    "changes",
    [
        {"TERM": "screen"},
        {"TERM": "linux"},
        {"TERM": "vt100"},
        {"NO_COLOR": "1"},
        {"LC_ALL": "C"},
        {"LC_ALL": "de_DE.ISO-8859-1"},
    ],
    ids=str,
)
def test_terminals_with_less(database: Path, changes: dict[str, str]) -> None:
    with start(database, **changes) as t:
        ready(t)
        rows = t.lines()
        t.press("down")
        t.settle()
        changed = [y for y in range(24) if t.lines()[y] != rows[y]]
        assert changed, "the cursor is seen"
        assert not re.search(r"\\[ux][0-9a-f]{2,4}|\[[0-9;?]+[mhlHJKGXnr]|\x1b", t.text())
        if changes.get("TERM") == "vt100" or "LC_ALL" in changes:
            assert t.bytes.isascii()


MOUSE_ON, MOUSE_OFF = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h", b"\x1b[?1006l\x1b[?1002l\x1b[?1000l"


@pytest.mark.parametrize("arguments", [(), ("--kiosk",)], ids=["private", "kiosk"])
def test_the_text_alone_to_select(database: Path, arguments: tuple[str, ...]) -> None:
    """`L` leaves the app's screen and the mouse for the text, whole paragraphs of it; the next key only comes back."""
    with start(database, *arguments) as t:
        ready(t)
        t.press("down", "down")
        t.wait_for(", at 3")  # a busy machine may be quiet before it has done the keys
        t.settle()
        before, begin = t.text(), len(t.bytes)
        t.press("L")
        t.wait_for("any key goes back")
        t.settle()
        sent = t.bytes[begin:]
        assert MOUSE_OFF in sent and b"\x1b[?1049l" in sent and b"\x1b[?7h" in sent and b"\x1b[?25h" in sent
        text = sent.rpartition(b"\x1b[?25h")[2].decode()
        assert "\x1b" not in text
        assert max(map(len, text.split("\r\n"))) > 100  # the terminal wraps, so that a selection has no line ends of ours
        assert "kortui --event e" in text or f"kortui {database} --event e" in text
        t.read(1.0)
        assert t.bytes[begin:] == sent
        begin = len(t.bytes)
        t.press("q")
        t.wait_for(lambda t: t.text() == before)
        assert b"\x1b[?1049h" in t.bytes[begin:] and MOUSE_ON in t.bytes[begin:]
        assert printable(t.bytes)
        t.press("L")
        t.wait_for("any key goes back")
        begin = len(t.bytes)
        t.kill(signal.SIGTERM)
        assert t.wait() == 143
        assert b"\x1b[2J" not in t.bytes[begin:]  # what is being selected stays
        assert all(sequence in t.bytes for sequence in RESTORED)


def test_what_was_copied_can_be_selected(database: Path) -> None:
    with start(database) as t:
        ready(t)
        t.press("y", "c")
        t.wait_for("clipboard")
        copied = base64.b64decode(re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", t.bytes)[-1])
        begin = len(t.bytes)
        t.press("L")
        t.wait_for("any key goes back")
        t.settle()
        assert copied in t.bytes[begin:]


def test_the_mouse_is_given_and_taken_back(database: Path) -> None:
    with start(database) as t:
        ready(t)
        for sequence, words in ((MOUSE_OFF, "drag to select"), (MOUSE_ON, "kortui's again"), (MOUSE_OFF, "drag to select")):
            begin = len(t.bytes)
            t.press("M")
            t.wait_for(words)
            assert sequence in t.bytes[begin:]
        begin = len(t.bytes)
        t.press("L")
        t.wait_for("any key goes back")
        t.press("x")
        t.settle()
        assert MOUSE_ON not in t.bytes[begin:]
        assert b"\x1b[?1049h" in t.bytes[begin:]
    with start(database, TERM="linux") as t:
        ready(t)
        t.press("M")
        t.wait_for("sends no mouse")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals(database: Path, number: signal.Signals) -> None:
    with start(database) as t:
        ready(t)
        t.kill(number)
        assert t.wait(3) == 128 + number
        assert all(sequence in t.bytes for sequence in RESTORED)
        assert "Traceback" not in t.text()


def test_a_lost_terminal_ends_it(database: Path) -> None:
    with start(database) as t:
        ready(t)
        t.hang_up()
        assert t.wait(3) in (129, -signal.SIGHUP)


def test_no_terminal_is_said_in_one_line(database: Path) -> None:
    begin = time.monotonic()
    process = subprocess.run(
        [KORTUI, str(database)], stdin=subprocess.DEVNULL, capture_output=True, timeout=10, env=environment(), check=False
    )
    assert process.returncode == 2
    assert process.stdout == b""
    assert process.stderr.count(b"\n") == 1
    assert b"ssh -t" in process.stderr
    assert b"\x1b" not in process.stderr
    assert time.monotonic() - begin < 3


def test_a_dumb_terminal_is_said_in_one_line(database: Path) -> None:
    with start(database, TERM="dumb") as t:
        assert t.wait() == 2
        assert t.bytes.count(b"\n") == 1
        assert b"dumb" in t.bytes
        assert b"\x1b" not in t.bytes


def poisoned(tmp_path: Path) -> Path:
    """A database whose titles, names, publishers and texts try to talk to the terminal."""
    path = tmp_path / "poisoned.json"
    store.save(path, small_library())
    tables = json.loads(path.read_text(encoding="utf-8"))
    payloads = itertools.cycle(HOSTILE.values())
    for table, fields in (
        ("events", ("title", "topic")),
        ("entities", ("name",)),
        ("documents", ("title", "publisher", "text")),
    ):
        for row in tables[table].values():
            for field in fields:
                row[field] = f"{next(payloads)}{row.get(field) or ''}{next(payloads)}"
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
def test_hostile_data_stays_text(tmp_path: Path, size: tuple[int, int]) -> None:
    columns, rows = size
    with start(poisoned(tmp_path), columns=columns, rows=rows) as t:
        ready(t)
        for pane in "12345":
            t.press(pane)
            for _ in range(12):
                t.press("down")
                t.read(0.02)
            t.press("enter")
            t.settle(0.2)
            t.press("escape")
            t.settle(0.2)
        t.press("/", "PWNED")
        t.settle(0.3)
        assert t.exit_code is None
        assert "PWNED" in t.text()
        assert printable(t.bytes)
        text = t.bytes.decode("utf-8")
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u2028\u2029\U000e0000-\U000e007f]", text)
        assert "Traceback" not in t.text()


def test_hostile_keys_do_not_end_it(database: Path) -> None:
    with start(database) as t:
        ready(t)
        for data in (b"\xff\xfe\xe9", b"\x1b[999999999999u", b"\x1b[48;60000;60000;0;0t", b"\x00" * 100, b"\x1b[<0;9999;9999M"):
            t.send(data)
            t.settle(0.2)
        t.send(b"\x1b[200~" + b"p" * 300_000 + b"\x1b[201~")
        t.settle(0.5)
        assert t.exit_code is None
        t.press("escape")
        t.settle(0.3)
        before = t.text()
        t.press("5")
        t.wait_for(lambda t: t.text() != before)


def test_a_kiosk_offers_nothing_of_the_host(database: Path) -> None:
    with start(database, "--kiosk") as t:
        ready(t)
        t.press("ctrl+z")
        t.settle()
        assert Path(f"/proc/{t.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "T"
        t.press("ctrl+p")
        t.settle()
        assert not re.search("[Ss]creenshot", t.text())
