"""`KortuiDriver` on a real pty: windows of all sizes, lost terminals, hostile keys, hostile data."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.hostile import HOSTILE
from tests.tui.terminal import Terminal, environment

SMALL = [sys.executable, str(Path(__file__).parent / "apps" / "small.py")]
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[?7h")
LEAVES = re.compile(
    rb"\x1b\[[0-9;]*m|\x1b\[[0-9]+(;[0-9]+)?H|\x1b\[[0-9]*[CDGKX]|\x1b\[2J|\x1b\[H|\r\n|[\r\b]"
    rb"|\x1b\[[0-9]+;[0-9]+r\x1b\[[0-9]+H((\r?\n)+|(\x1bM)+)\x1b\[r"
    rb"|\x1b\[\?(1049|25|7|1000|1002|1004|1006|2004|2026)[hl]|\x1b\[\?2026\$p|\x1b\[5n"
)
"""The only sequences that may leave: SGR, cursor moves, erasing, and modes that are known to be undone."""


def small(*arguments: str, **changes: str) -> Terminal:
    return Terminal(SMALL + list(arguments), env=environment(**changes))


def printable(data: bytes) -> bool:
    """Whether nothing but allowed sequences and printable UTF-8 was sent; asserts, so that what was is seen."""
    rest = LEAVES.sub(b"", data).decode("utf-8")
    wrong = [rest[max(m.start() - 20, 0) : m.end() + 20] for m in re.finditer("[\x00-\x1f\x7f-\x9f]", rest)]
    assert not wrong
    return True


def processor_seconds(pid: int) -> float:
    """CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def state(pid: int) -> str:
    """State of a process: R running, S sleeping, T stopped, Z ended."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]


def test_draws_and_gives_the_terminal_back() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.press("down", "down")
        t.wait_for("detail of 2")
        t.press("tab", "tab")
        t.press("q")
        t.press("ctrl+q")
        assert t.wait() == 0
        assert all(sequence in t.bytes for sequence in RESTORED)
        assert printable(t.bytes)
        assert b"1003h" not in t.bytes


def test_idle_sends_nothing_and_costs_nothing() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.settle()
        before = processor_seconds(t.pid)
        assert t.read(1.5) == b""
        assert processor_seconds(t.pid) - before < 0.1


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 2), (5, 3), (9, 30), (45, 12), (60, 18), (80, 24), (120, 40), (200, 60), (700, 300)]
)
def test_windows_of_all_sizes(size: tuple[int, int]) -> None:
    columns, rows = size
    with Terminal(SMALL, columns, rows) as t:
        if columns >= 45:
            t.wait_for("detail of 0")
        else:
            t.wait_for(lambda t: len(t.settle(0.3)) == 0 and len(t.bytes) > 40)
        t.press("down", "up", "x")
        if columns >= 45:  # page keys of OptionList fail in fewer than some ten columns
            t.press("pagedown", "end")
        t.settle()
        assert t.exit_code is None
        t.press("ctrl+q")
        assert t.wait() == 0
        assert printable(t.bytes)
        assert "Traceback" not in t.text()


def test_a_storm_of_resizes_ends_at_the_last_size() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        for n in range(60):
            t.resize(40 + n, 10 + n % 30)
            t.read(0)
        t.resize(70, 20)
        t.settle()
        t.wait_for(lambda t: t.lines()[19].startswith("▊▁") and t.lines()[19].rstrip().endswith("▎"))
        assert len(t.lines()[19].rstrip()) == 70
        assert t.exit_code is None


def test_ctrl_l_draws_all_again() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.settle()
        before = t.text()
        t.screen.reset()  # something else wrote on the terminal
        t.press("ctrl+l")
        t.settle()
        assert t.text() == before


def test_stop_and_continue() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.kill(signal.SIGTSTP)
        t.wait_for(lambda t: b"\x1b[?1049l" in t.bytes and state(t.pid) == "T")
        t.screen.reset()
        start = len(t.bytes)
        t.kill(signal.SIGCONT)
        t.wait_for("detail of 0")
        assert b"\x1b[?1049h" in t.bytes[start:]
        t.press("down")
        t.wait_for("detail of 1")


def test_stopped_without_notice_and_continued() -> None:
    """SIGSTOP cannot be caught: whatever the shell did to the terminal meanwhile is undone."""
    with small() as t:
        t.wait_for("detail of 0")
        t.settle()
        before = t.text()
        t.kill(signal.SIGSTOP)
        t.wait_for(lambda t: state(t.pid) == "T")
        cooked = termios.tcgetattr(t.master)
        cooked[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(t.master, termios.TCSANOW, cooked)
        t.screen.reset()
        threads = len(list(Path(f"/proc/{t.pid}/task").iterdir()))
        t.kill(signal.SIGCONT)
        t.wait_for("detail of 0")
        t.settle()
        assert t.text() == before
        t.press("down")
        t.wait_for("detail of 1")
        assert len(list(Path(f"/proc/{t.pid}/task").iterdir())) == threads
        t.kill(signal.SIGTERM)
        assert t.wait() == 143


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_signals_give_the_terminal_back(number: signal.Signals, code: int) -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.kill(number)
        assert t.wait(3) == code
        assert all(sequence in t.bytes for sequence in RESTORED)
        assert "Traceback" not in t.text()


def ignore_hang_ups() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def leave_the_session() -> None:
    """Keep the terminal as stdin and stderr but not as the controlling one (what `setsid` does)."""
    if os.fork():
        os._exit(os.waitstatus_to_exitcode(os.wait()[1]) & 255)
    os.setsid()


@pytest.mark.parametrize("before", [None, ignore_hang_ups, leave_the_session], ids=["default", "ignored", "no controlling tty"])
def test_a_lost_terminal_ends_the_app(before: Callable[[], None] | None, tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    script = (
        f"import os, runpy; open({str(pid_file)!r}, 'w').write(str(os.getpid()));"
        f"runpy.run_path({SMALL[1]!r}, run_name='__main__')"
    )
    with Terminal([sys.executable, "-c", script], before=before) as t:
        t.wait_for("detail of 0")
        pid = int(pid_file.read_text(encoding="ascii"))
        t.hang_up()
        deadline = time.monotonic() + 3
        while Path(f"/proc/{pid}/stat").exists() and state(pid) != "Z":
            assert time.monotonic() < deadline, "still running 3 s after the terminal was lost"
            time.sleep(0.02)


def test_a_busy_app_ends_too_when_the_terminal_is_lost(tmp_path: Path) -> None:
    """A handler that never returns must not keep a process alive that nobody sees."""
    script = (
        "import os, sys; from kortui.terminal.environment import prepare; prepare(os.environ)\n"
        "from textual.app import App\nfrom kortui.terminal.driver import KortuiDriver\n"
        "class Busy(App):\n"
        "    def on_key(self):\n        while True: pass\n"
        "    def compose(self):\n        from textual.widgets import Static\n        yield Static('ready')\n"
        "Busy(driver_class=KortuiDriver).run()\n"
    )
    with Terminal([sys.executable, "-c", script], before=ignore_hang_ups) as t:
        t.wait_for("ready")
        t.press("x")
        t.settle()
        t.hang_up()
        assert t.wait(4) == 129


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("invalid UTF-8", b"\xff\xfe\xc3("),
        ("Latin-1", "é".encode("latin-1")),
        ("surrogate", b"\xed\xa0\x80"),
        ("key code beyond Unicode", b"\x1b[99999999999999u"),
        ("key code of many digits", b"\x1b[" + b"9" * 5000 + b"u"),
        ("function key out of range", b"\x1b[1114112;99999999;4294967296~"),
        ("forged resize", b"\x1b[48;60000;60000;0;0t"),
        ("forged small resize", b"\x1b[48;1;1;0;0t"),
        ("forged resize support", b"\x1b[?2048;2$y"),
        ("mouse far outside", b"\x1b[<0;99999;99999M\x1b[<35;-5;-7M\x1b[<64;99999999999999999999;1M"),
        ("old mouse", b"\x1b[M\xff\xff\xff"),
        ("NULs", b"\x00" * 3000),
        ("endless OSC", b"\x1b]0;" + b"A" * 8_000),
        ("endless CSI", b"\x1b[" + b";" * 8_000),
        ("lone escapes", b"\x1b" * 2000),
        ("cursor report", b"\x1b[99999;99999R"),
        ("paste end alone", b"\x1b[201~"),
        ("nested paste", b"\x1b[200~a\x1b[200~b\x1b[201~c\x1b[201~"),
        ("keys in a paste", b"\x1b[200~\x1b[48;9999;9999;0;0t\x11q\x1b" + b"q" * 64 + b"\x1b[201~"),
    ],
)
def test_hostile_keys(name: str, data: bytes) -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.send(data)
        t.settle(0.6)
        t.press("escape")
        t.settle(0.3)
        t.press("pageup", "home", "down")
        t.wait_for("detail of 1", 15)
        assert t.exit_code is None
        assert printable(t.bytes)
        assert "Traceback" not in t.text()


def test_ten_thousand_keys_arrive_in_order() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.send(b"\x1b[B" * 10_000 + b"\x1b[H" + b"\x1b[B" * 7, timeout=60)
        t.wait_for("detail of 7", 60)
        t.settle(1, 60)
        assert "detail of 7" in t.text()


@pytest.mark.parametrize("end", [b"\x1b[201~", b""], ids=["ended", "without end"])
def test_a_huge_paste_is_cut(end: bytes) -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.send(b"\x1b[200~" + b"p" * 5_000_000 + end, timeout=60)
        t.wait_for("pasted 65536", 30)
        memory = int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{t.pid}/status").read_text(encoding="ascii"))[1])  # type: ignore[index]
        assert memory < 120_000
        t.press("down")
        t.wait_for("detail of 1")


def test_a_paste_marker_split_between_reads() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        for part in (b"\x1b", b"[20", b"0~twelve", b" byte\x1b[2", b"01", b"~"):
            t.send(part)
            time.sleep(0.01)  # each part is a read of its own
        t.wait_for("pasted 11")


def test_escape_alone_arrives() -> None:
    code = (
        "import os; from kortui.terminal.environment import prepare; prepare(os.environ)\n"
        "from textual.app import App\nfrom textual.widgets import Static\nfrom kortui.terminal.driver import KortuiDriver\n"
        "class Keys(App):\n"
        "    def compose(self):\n        yield Static('ready')\n"
        "    def on_key(self, event):\n        self.query_one(Static).update('key ' + event.key)\n"
        "Keys(driver_class=KortuiDriver).run()\n"
    )
    with Terminal([sys.executable, "-c", code]) as t:
        t.wait_for("ready")
        t.press("escape")
        t.wait_for("key escape", 2)
        for keys, name in (("한", "key 한"), ("İ", "key İ"), ("f1", "key f1"), ("\x1bx", "key alt+x")):
            t.press(keys)
            t.wait_for(name, 2)


@pytest.mark.parametrize("changes", [{}, {"TERM": "xterm"}, {"COLORTERM": "truecolor"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"}])
def test_hostile_data_in_widgets(changes: dict[str, str], tmp_path: Path) -> None:
    rows = [f"{number} {payload}" for number, payload in enumerate(HOSTILE.values())]
    data = tmp_path / "rows.json"
    data.write_text(json.dumps(rows), encoding="utf-8")
    assert len(rows) >= 26
    with small(str(data), **changes) as t:
        t.wait_for("detail of 0")
        for number in range(1, len(rows)):
            t.press("down")
            t.wait_for(f"detail of {number}")
        t.settle()
        assert t.exit_code is None
        assert printable(t.bytes)
        text = t.bytes.decode("utf-8")
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u2028\u2029\U000e0000-\U000e007f]", text)
        assert "52;c" not in LEAVES.sub(b"", t.bytes).decode("utf-8").replace("]52;c;cm0", "")
        if changes.get("LC_ALL") == "C":
            assert t.bytes.isascii()


def test_the_clipboard_is_reached_by_its_own_call_only() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.press("ctrl+y")
        t.wait_for(lambda t: b"\x1b]52;c;eWFua2Vk\x07" in t.bytes, 3)


def test_an_address_is_shown_not_opened(tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f"#!/bin/sh\ntouch {opened}\n", encoding="ascii")
    browser.chmod(0o755)
    with small(BROWSER=str(browser)) as t:
        t.wait_for("detail of 0")
        t.press("ctrl+o")
        t.wait_for("https://example.org/")
        t.settle()
        assert not opened.exists()
        assert b"]0;x\x07" not in t.bytes


def asked(data: bytes) -> dict[str, list[bytes]]:
    """Every kind of colour that was asked for, with the SGR parameters that did and what was drawn with them."""
    found: dict[str, list[bytes]] = {}
    for match in re.finditer(rb"\x1b\[([0-9;]*)m([^\x1b]{0,20})", data):
        rest, indexed = re.subn(rb"[34]8;5;\d+", b"", match[1])
        rest, direct = re.subn(rb"[34]8;2;\d+;\d+;\d+", b"", rest)
        named = any(part and int(part) >= 30 and int(part) not in (39, 49) for part in rest.split(b";"))
        for kind, seen in (("256", indexed), ("true", direct), ("16", named)):
            if seen:
                found.setdefault(kind, []).append(match[0])
    return found


def depths(data: bytes) -> set[str]:
    """Which kinds of colours were asked for."""
    return set(asked(data))


@pytest.mark.parametrize(
    ("changes", "colours", "forbidden"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"true"}, rb"1003h|2048"),
        ({"TERM": "xterm-256color"}, {"256"}, rb"1003h|2048"),
        ({"TERM": "xterm"}, {"16"}, rb"1003h|2048"),
        ({"TERM": "linux"}, {"16"}, rb"1049|1000h|2004|1004|\$p|\xed|\xec"),
        ({"TERM": "vt100"}, set(), rb"1049|1000h|2004|\$p|\x1b\[[0-9]*[GX]|[\x80-\xff]"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, set(), rb"1003h"),
        ({"TERM": "screen-256color"}, {"256"}, rb"\$p|1004"),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_each_terminal_gets_what_it_knows(changes: dict[str, str], colours: set[str], forbidden: bytes) -> None:
    with small(**changes) as t:
        t.wait_for("detail of 0")
        t.press("down", "pagedown")
        t.settle()
        assert depths(t.bytes) == colours, {kind: found[:3] for kind, found in asked(t.bytes).items()}
        assert not re.search(forbidden, t.bytes), re.search(forbidden, t.bytes)
        selected = int(re.search(r"detail of (\d+)", t.text())[1])  # type: ignore[index]
        at = {int(line[2:5]): y for y, line in enumerate(t.lines()) if re.match(r". \d{3} ", line)}
        looks = [(t.cell(at[n], 3).bg, t.cell(at[n], 3).reverse) for n in (selected, selected - 1)]
        assert looks[0] != looks[1], "the selection is not seen"


def test_no_terminal_no_reading_for_ever() -> None:
    """End of input ends the app even where the check before it was left out."""
    process = subprocess.run(SMALL, stdin=subprocess.DEVNULL, capture_output=True, timeout=20, env=environment(), check=False)
    assert process.returncode == 129
    assert b"Traceback" not in process.stderr


def test_a_terminal_that_is_behind_is_sent_the_newest_state_only() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        while b"\x1b[5n" not in t.bytes:  # answered by the helper, as terminals do
            t.press("pagedown", "end", "home")
            t.settle(0.1)
        t.settle()
        t.answers = False
        asked = t.bytes.count(b"\x1b[5n")
        begin = len(t.bytes)
        deadline = time.monotonic() + 2.5
        while time.monotonic() < deadline:
            t.press("end")
            t.read(0.02)
            t.press("home")
            t.read(0.02)
        assert t.bytes.count(b"\x1b[5n") - asked == 2
        assert len(t.bytes) - begin < 16_000
        t.press("home", "down", "down")
        t.wait_for("detail of 2", 8)  # it is waited for three seconds, then sent all the same


def test_answers_to_questions_are_no_keys() -> None:
    with small() as t:
        t.wait_for("detail of 0")
        t.send(b"\x1b[0n\x1b[0n\x1b[B\x1b[0n\x1b[B")
        t.wait_for("detail of 2")
