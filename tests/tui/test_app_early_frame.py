"""The first frame of the last start, shown before the app stands: only where it is true, and never in the way."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kortui import sessions, store
from kortui.places import LARGE
from kortui.records import replace
from kortui.search import build, derived, deriving, progress
from kortui.terminal.raw import RawMode
from tests.bench.generate import library
from tests.tui.samples import small_library
from tests.tui.terminal import Terminal, environment

KORTUI = [str(Path(sys.executable).parent / "kortui")]
SIZE = (100, 30)
MODES = 120
"""Bytes that mouse, paste and focus modes take at most; a frame takes thousands."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library as a file that has not been touched for a while; what the cache folder holds is each test's own."""
    path = tmp_path_factory.mktemp("early") / "kortui.json"
    store.save(path, small_library())
    settle(path)
    return path


def settle(path: Path) -> None:
    """Wait until the times of a file tell its next change."""
    while time.time() - path.stat().st_ctime < 2.1:
        time.sleep(0.05)


def frames() -> list[Path]:
    return sorted(Path(os.environ["XDG_CACHE_HOME"]).glob("kortui/frames/*.json"))


def drawn(t: Terminal) -> bool:
    return re.search(r"\d+ (records?|documents?|found)\b", t.text()) is not None


def start(database: Path, *words: str, **env: str) -> Terminal:
    """Start anew, wherever the last run was left; not as somebody who never saw the app, who is greeted once."""
    (Path(os.environ["XDG_STATE_HOME"]) / "kortui" / sessions.FOLDER).mkdir(parents=True, exist_ok=True)
    return Terminal([*KORTUI, str(database), "--fresh", *words], *SIZE, environment(**env))


def stands(t: Terminal) -> bool:
    """Whether the app itself has the terminal: the driver asks for the mouse."""
    return b"\x1b[?1000h" in t.bytes


def came_early(t: Terminal) -> bool:
    """Whether a frame was sent before the app had the terminal; both may be read at once on a busy machine."""
    return len(t.bytes.partition(b"\x1b[?1000h")[0]) > 1_000


def leave(t: Terminal) -> None:
    t.press("ctrl+q")
    assert t.wait(10) == 0


def keep(database: Path, *words: str, **env: str) -> str:
    """Start, have the first frame kept, and leave; the text of the screen."""
    before = set(frames())
    with start(database, *words, **env) as t:
        t.wait_for(drawn, 20)
        t.wait_for(lambda _: set(frames()) != before, 20)
        text = t.text()
        leave(t)
    return text


def test_a_second_start_shows_the_frame_first_and_then_sends_nothing_of_it_again(database: Path) -> None:
    text = keep(database)
    [file] = frames()
    assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700
    kept = file.read_bytes()
    with start(database) as t:
        t.wait_for(drawn, 20)
        assert came_early(t), "the frame came with the app"
        t.wait_for(stands, 20)
        t.settle(1.5)
        assert t.text() == text
        assert len(t.bytes.partition(b"\x1b[?1000h")[2]) < MODES
        assert t.bytes.count(b"\x1b[?1049h") == 1 and t.bytes.count(b"\x1b[2J") == 1
        t.press("j")
        t.wait_for(lambda t: t.text() != text, 10)
        leave(t)
        assert t.bytes.count(b"\x1b[?1049l") == 1
    assert file.read_bytes() == kept


def test_keys_typed_at_the_early_frame_are_done_in_order(database: Path) -> None:
    keep(database)
    with start(database) as t:
        t.wait_for(drawn, 20)
        assert came_early(t)
        t.press("j", "j", "j")
        t.wait_for(lambda t: re.search(r"\d+ records, at 4\b", t.text()) is not None, 20)
        assert "jjj" not in t.text()
        leave(t)


def test_the_place_where_one_left_is_shown_early_too(database: Path) -> None:
    def run(key: str = "") -> tuple[bool, str]:
        """Whether the frame came before the app, and the screen in the end."""
        before = set(frames())
        with Terminal([*KORTUI, str(database)], *SIZE, environment()) as t:
            t.wait_for(stands, 20)
            early = came_early(t)
            t.wait_for(drawn, 20)
            if key:
                t.press(key)
            elif not early:
                t.wait_for(lambda _: set(frames()) != before, 20)
            t.settle(0.5)
            text = t.text()
            leave(t)
        return early, text

    run("3")
    early, text = run()
    assert not early and "Trade" in text
    assert run() == (True, text)


def test_a_changed_database_is_never_shown_as_it_was(tmp_path: Path) -> None:
    library = small_library()
    database = tmp_path / "kortui.json"
    store.save(database, library)
    settle(database)
    keep(database)
    title = library.events[0].title
    changed = replace(library, events=(replace(library.events[0], title="Renamed meanwhile"), *library.events[1:]))
    times = database.stat()
    store.save(database, changed)
    os.utime(database, ns=(times.st_atime_ns, times.st_mtime_ns))
    with start(database) as t:
        t.wait_for(drawn, 20)
        t.settle()
        assert "Renamed meanwhile" in t.text()
        assert title.encode() not in t.bytes
        leave(t)


def test_another_size_terminal_or_opening_is_another_frame(database: Path) -> None:
    keep(database)
    for words, env, size in [
        (["--pane", "trade"], {}, SIZE),
        ([], {"NO_COLOR": "1"}, SIZE),
        ([], {}, (90, 30)),
        (["--no-early-frame"], {}, SIZE),
        (["--kiosk"], {}, SIZE),
    ]:
        with Terminal([*KORTUI, str(database), "--fresh", *words], *size, environment(**env)) as t:
            t.wait_for(lambda t: drawn(t) or stands(t), 20)
            assert stands(t), (words, env, size)
            leave_kiosk = t.wait_for(drawn, 20)
            assert leave_kiosk is None


def test_nothing_is_kept_where_nothing_is_wanted(database: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('early_frame = "off"\n')
    for words in (["--no-early-frame"], ["--kiosk"], ["--config", str(settings)]):
        with start(database, *words) as t:
            t.wait_for(drawn, 20)
            t.settle(1.6)
            assert frames() == [], words


def test_a_window_resized_meanwhile_is_drawn_anew(database: Path) -> None:
    keep(database)
    with start(database) as t:
        t.wait_for(drawn, 20)
        assert came_early(t)
        t.resize(120, 36)
        t.wait_for(stands, 20)
        t.wait_for(lambda t: t.bytes.count(b"\x1b[2J") >= 2 and drawn(t), 20)
        t.settle(1)
        after = t.text()
        leave(t)
    with Terminal([*KORTUI, str(database), "--fresh", "--no-early-frame"], 120, 36, environment()) as t:
        t.wait_for(drawn, 20)
        t.settle(1)
        assert t.text() == after
        leave(t)


_DOOR = """
import sys, kortui.tui.app
from kortui.errors import DatabaseDamagedError
from kortui.cli import main

def run(*words, **options):
    sys.stdin.read(1) if sys.argv[1] == "wait" else None
    raise DatabaseDamagedError("is cut short", "some.json", "make it again")

kortui.tui.app.run = run
code = main(sys.argv[2:])
print("code", code)
sys.exit(code)
"""


def _screen_given_back(t: Terminal) -> bool:
    after = t.bytes.rpartition(b"\x1b[?1049l")
    return bool(after[1]) and b"\x1b[?25h" in after[2] and b"\x1b[?7h" in t.bytes


def test_a_failure_behind_the_early_frame_gives_the_terminal_back_and_says_one_line(database: Path) -> None:
    keep(database)
    with Terminal([sys.executable, "-c", _DOOR, "fail", "--fresh", str(database)], *SIZE, environment()) as t:
        before = termios.tcgetattr(t.master)
        assert t.wait(20) == 3
        assert b"\x1b[?1049h" in t.bytes and _screen_given_back(t)
        behind = t.bytes.rpartition(b"\x1b[?25h")[2].decode()
        assert behind.split("\r\n")[:2] == ["kortui: some.json: is cut short; make it again", "code 3"]
        assert termios.tcgetattr(t.master) == before


@pytest.mark.parametrize(("number", "code"), [(15, 143), (1, 129), (2, 130)])
def test_a_signal_behind_the_early_frame_gives_the_terminal_back(database: Path, number: int, code: int) -> None:
    keep(database)
    with Terminal([sys.executable, "-c", _DOOR, "wait", "--fresh", str(database)], *SIZE, environment()) as t:
        before = termios.tcgetattr(t.master)
        t.wait_for(drawn, 20)
        os.kill(t.pid, number)
        assert t.wait(20) == code
        assert _screen_given_back(t)
        assert termios.tcgetattr(t.master) == before


def test_a_file_that_was_tampered_with_is_drawn_over_by_the_app(database: Path) -> None:
    text = keep(database)
    [file] = frames()
    data = file.read_text("utf-8")
    word = "\\t".join("kortui")
    assert word in data
    file.write_text(data.replace(word, "\\t".join(("\\u001b", *"]0;x", "\\u0007"))), "utf-8")
    with start(database) as t:
        t.wait_for(lambda t: drawn(t) or stands(t), 20)
        assert stands(t), "a control character was taken from the file"
        t.wait_for(drawn, 20)
        t.settle(1.5)
        assert t.text() == text and b"\x1b]0;" not in t.bytes
        leave(t)
    assert file.read_text("utf-8") == data, "it is kept anew"
    file.write_text(data.replace(word, "\\t".join("xxxxxx")), "utf-8")
    with start(database) as t:
        t.wait_for(stands, 20)
        t.wait_for(lambda t: t.text() == text, 10)
        leave(t)


def test_a_large_database_without_an_index_is_said_to_be_read_in_a_raw_terminal(tmp_path: Path) -> None:
    large, path = small_library(), tmp_path / "large.json"
    first, *rest = large.documents
    store.save(path, replace(large, documents=(replace(first, text=first.text + " " * LARGE), *rest)))
    with start(path, COLUMNS="100") as t:
        t.wait_for(lambda t: b"index opens it at once; ctrl+c leaves" in t.bytes, 30)
        assert not termios.tcgetattr(t.master)[3] & termios.ECHO, "what is typed meanwhile is kept for the app"
        assert t.bytes.index(b"Opening large.json, 8 MB") < t.bytes.index(b"index opens it at once"), "before Textual is there"
        t.press("j")
        t.wait_for(lambda t: ", at 2" in t.text(), 30)
        assert "Reading" not in t.text()
        leave(t)
    broken = tmp_path / "broken.json"
    broken.write_bytes(path.read_bytes()[:-100])
    with start(broken) as t:
        assert t.wait(30) == 3
        assert t.bytes.count(b"\x1b[?1049h") == t.bytes.count(b"\x1b[?1049l"), "the screen is given back"
        assert "broken.json" in t.text()


def test_a_large_database_that_is_written_over_is_read_anew_and_one_that_is_none_any_more_is_told(tmp_path: Path) -> None:
    padding, path = " " * LARGE, tmp_path / "large.json"
    for number, file in enumerate((path, tmp_path / "other.json")):
        made = library(60 - number)
        store.save(file, replace(made, documents=(replace(d := made.documents[0], text=d.text + padding), *made.documents[1:])))
    assert deriving.make(path) and deriving.make(tmp_path / "other.json")
    with start(path, "--pane", "defense") as t:
        t.wait_for(lambda t: stands(t) and drawn(t), 20)
        assert b"Reading" not in t.bytes, "it was opened by its index"
        path.write_bytes((tmp_path / "other.json").read_bytes())
        t.press("G")
        t.wait_for(lambda t: b"Read anew: the database was changed in place" in t.bytes, 30)
        t.wait_for(lambda t: "1 Timeline 59  2 Defense" in t.text(), 10)
        leave(t)
    path = tmp_path / "other.json"
    with start(path) as t:
        t.wait_for(lambda t: stands(t) and drawn(t), 20)
        path.write_text("{}")
        t.press("G")
        assert t.wait(20) == 3
        assert "other.json:isnokortuidatabase" in "".join(t.text().split())
        assert t.bytes.count(b"\x1b[?1049h") == t.bytes.count(b"\x1b[?1049l"), "the screen is given back"


_SMALL_AWAITED = """
import sys
from kortui.cli import main
from kortui.tui import starting

starting.LARGE = starting.AWAITED_FILE = 0
sys.exit(main(sys.argv[1:]))
"""


def test_the_index_of_a_very_large_database_is_awaited_and_how_far_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "very-large-base.json"
    store.save(path, small_library())
    target = derived.path_of(path)
    target.parent.mkdir(parents=True)
    lock = os.open(progress.lock_of(target), os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)  # as another program that makes it
    progress.write(lock, progress.Progress(5_000, 20_000))
    command = [sys.executable, "-c", _SMALL_AWAITED, str(path), "--fresh"]
    try:
        with Terminal(command, 45, 16, environment()) as t:
            t.wait_for("5,000 of 20,000 records", 30)
            said = " ".join(t.text().split())
            assert said.startswith("Making the search index of very-large-base.json, 0 MB, which is done once; ctrl+c leaves")
            progress.write(lock, progress.Progress(12_000, 20_000))
            t.wait_for("12,000 of 20,000 records", 30)
            assert "5,000" not in t.text()
            progress.write(lock, progress.Progress(20_000, 20_000))
            t.wait_for("writing it", 30)
            build.make(path, target)
            os.close(lock)
            t.wait_for(drawn, 30)
            assert "index" not in t.text()
            leave(t)
    finally:
        with suppress(OSError):
            os.close(lock)


def test_who_makes_an_index_says_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    store.save(path, small_library())
    assert progress.read(path) is None
    target = derived.path_of(path)
    target.parent.mkdir(parents=True)
    lock = os.open(progress.lock_of(target), os.O_RDWR | os.O_CREAT)
    build.make(path, target, lock=lock)
    os.close(lock)
    whole = len(small_library().events)
    assert progress.read(path) == progress.Progress(whole, whole)


def test_what_is_said_while_a_large_database_is_read_leaves_ctrl_c_to_end_it() -> None:
    master, terminal = pty.openpty()
    try:
        mode = RawMode(terminal)
        before = termios.tcgetattr(terminal)
        assert mode.enter(interruptible=True)
        flags, keys = termios.tcgetattr(terminal)[3], termios.tcgetattr(terminal)[6]
        assert flags & termios.ISIG and not flags & (termios.ECHO | termios.ICANON)
        assert keys[termios.VINTR] == b"\x03" and keys[termios.VSUSP] == keys[termios.VQUIT] == b"\0"
        assert mode.enter()
        assert not termios.tcgetattr(terminal)[3] & termios.ISIG, "the app reads it as a key"
        mode.leave()
        assert termios.tcgetattr(terminal) == before
    finally:
        os.close(master)
        os.close(terminal)
