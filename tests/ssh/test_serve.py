"""`kortui serve` from the visitor's side, with a real client on the wire."""

from __future__ import annotations

import asyncio
import gc
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
import weakref
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

asyncssh = pytest.importorskip("asyncssh", reason="needs the extra kortui[ssh]")

from kortui import store  # noqa: E402
from kortui.serve import application  # noqa: E402
from kortui.serve.options import ServeOptions  # noqa: E402
from kortui.serve.server import House, listen  # noqa: E402
from tests.ssh.visitor import Refused, Visitor, refusals  # noqa: E402
from tests.tui.samples import small_library  # noqa: E402
from tests.tui.terminal import Terminal, environment  # noqa: E402
from tests.tui.test_terminal_driver import RESTORED, depths, printable  # noqa: E402

KORTUI = str(Path(sys.executable).parent / "kortui")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small database on disk."""
    path = tmp_path_factory.mktemp("served") / "small.json"
    store.save(path, small_library())
    return path


@pytest.fixture(scope="module")
def host_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps its key."""
    return tmp_path_factory.mktemp("keys") / "deep" / "host"


class Server:
    """A server process, its port and its log."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process, self._log = process, log
        self.port = 0

    @property
    def log(self) -> str:
        """What it has said so far."""
        return self._log.read_text(encoding="utf-8")

    def wait_for(self, pattern: str, timeout: float = 20.0) -> re.Match[str]:
        """Wait until the log holds a pattern."""
        deadline = time.monotonic() + timeout
        while (match := re.search(pattern, self.log)) is None:
            assert time.monotonic() < deadline and self.process.poll() is None, f"{pattern!r} not in\n{self.log}"
            time.sleep(0.05)
        return match


@contextmanager
def serving(database: Path, host_key: Path, log: Path, *arguments: str) -> Iterator[Server]:
    """Run `kortui serve` on a free port of loopback, whatever its own environment says about colours."""
    environ = environment(COLORTERM="truecolor", NO_COLOR="1", TERM="vt100", TEXTUAL_LOG=str(log.with_name("textual.log")))
    base = [KORTUI, "serve", "--db", str(database), "--listen", "127.0.0.1:0", "--host-key", str(host_key)]
    with log.open("wb") as file:
        process = subprocess.Popen([*base, *arguments], stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environ)
    server = Server(process, log)
    try:
        server.port = int(server.wait_for(r"listening on \S+ port (\d+)")[1])
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    assert code == 0, server.log
    assert not log.with_name("textual.log").exists()


@pytest.fixture(scope="module")
def server(database: Path, host_key: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A public server for the tests that ask nothing special."""
    log = tmp_path_factory.mktemp("log") / "log"
    with serving(database, host_key, log, "--public", "--max-per-address", "6") as running:
        yield running


async def test_a_visit(server: Server) -> None:
    async with Visitor(server.port) as v:
        await v.wait_for("kortui")
        await v.read()
        assert len(v.bytes) <= 10_000
        assert 0 < len(await v.press("down")) <= 1_500
        for pane in "23451":
            assert len(await v.press(pane)) <= 6_000
        before = v.text()
        await v.press("/", "zzz")
        assert v.text() != before
        await v.press("escape", quiet=0.5)  # a lone Esc arrives
        assert v.text() == before
        v.send(b"q")
        await v.read()
        v.send(b"q")
        assert await v.end() == 0
        assert all(sequence in v.bytes for sequence in RESTORED)
        assert printable(v.bytes)
    match = server.wait_for(r"close 127.0.0.1 left after (\d+) s, (\d+) B out, (\d+) B in")
    assert int(match[2]) > 1000


async def test_idle_sends_nothing(server: Server) -> None:
    async with Visitor(server.port) as v:
        await v.wait_for("kortui")
        await v.read()
        await v.press("/")
        assert await v.read(1.5) == b""


@pytest.mark.parametrize(
    ("term", "env", "colours"),
    [
        ("xterm-256color", {"LANG": "C.UTF-8"}, {"256"}),
        ("xterm-256color", {"LANG": "C.UTF-8", "COLORTERM": "truecolor"}, {"true"}),
        ("xterm", {"LANG": "C.UTF-8"}, {"16"}),
        ("xterm-256color", {"LANG": "C.UTF-8", "NO_COLOR": "1"}, set()),
        ("vt100", {}, set()),
        ("xterm-256color", {"LANG": "tr_TR.ISO-8859-9"}, {"256"}),
    ],
)
async def test_colours_and_characters_are_the_clients(
    server: Server, term: str, env: dict[str, str], colours: set[str]
) -> None:
    async with Visitor(server.port, term=term, env=env) as v:
        await v.wait_for("kortui")
        await v.press("down")
        assert depths(v.bytes) == colours
        if term == "vt100" or "ISO" in env.get("LANG", ""):
            assert v.bytes.isascii()
        else:
            assert not v.bytes.isascii()


@pytest.mark.parametrize(
    ("command", "word"),
    [("ls", "runs no commands"), ("/bin/sh -i", "runs no commands"), ("event ../../etc/passwd", "runs no commands")],
)
async def test_commands_are_refused(server: Server, command: str, word: str) -> None:
    for term in ("xterm", None):
        async with Visitor(server.port, command, term=term) as v:
            await v.wait_for(word)
            assert await v.end() == 1
            assert b"\x1b" not in v.bytes


async def test_no_terminal_and_dumb_terminals_are_told(server: Server) -> None:
    async with Visitor(server.port, term=None) as v:
        await v.wait_for("ssh -t")
        assert await v.end() == 1
    async with Visitor(server.port, term="dumb") as v:
        await v.wait_for("dumb")
        assert await v.end() == 1


async def test_nothing_but_the_app(server: Server) -> None:
    async with Visitor(server.port) as v:
        await v.wait_for("kortui")
        for refused in refusals(v, server.port):
            with pytest.raises((asyncssh.ChannelOpenError, asyncssh.ChannelListenError, asyncssh.SFTPError, Refused)):
                await refused()
        await v.press("down")
        assert "kortui" in v.text()
    async with asyncssh.connect("127.0.0.1", server.port, username="x", known_hosts=None, config=None, client_keys=None) as c:
        with pytest.raises((asyncssh.ChannelOpenError, asyncssh.SFTPError)):
            await c.start_sftp_client()


async def test_the_clients_environment_reaches_nothing(server: Server, tmp_path: Path) -> None:
    log = tmp_path / "log"
    tricks = {"TEXTUAL_LOG": str(log), "TEXTUAL_DRIVER": "os:path", "KORTUI_DB": "/etc/passwd", "LANG": "C.UTF-8" + "x" * 9000}
    async with Visitor(server.port, env={**tricks, **{f"V{n}": "x" * 1000 for n in range(300)}}) as v:
        await v.wait_for("kortui")
        await v.press("down")
        assert printable(v.bytes)
    assert not log.exists()


async def test_the_text_alone_to_select(server: Server) -> None:
    async with Visitor(server.port) as v:
        await v.wait_for("kortui")
        await v.press("down")
        before = v.text()
        await v.press("L")
        assert "any key goes back" in v.text()
        assert v.bytes.endswith(b"any key goes back to kortui.")
        await v.press("q")
        assert v.text() == before
        await v.press("M")
        assert "drag to select" in v.text()
        assert printable(v.bytes)


async def test_deep_links(server: Server) -> None:
    event = small_library().events[1]
    async with Visitor(server.port, "query year:1800") as v:
        await v.wait_for("year:1800")
    for start in ({"command": f"event {event.id}"}, {"command": event.id}):
        async with Visitor(server.port, size=(120, 40), **start) as v:
            await v.wait_for(event.title[:20])
    async with Visitor(server.port, user="documents") as v, Visitor(server.port, "pane documents") as w:
        await v.wait_for("kortui")
        await w.wait_for("kortui")
        await v.read()
        await w.read()
        assert v.text() == w.text()
        await w.press("1")
        assert v.text() != w.text()


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\xe9", b"\x1b[99999999999999u", b"\x1b[48;60000;60000;0;0t", b"\x00" * 500, b"\x1b[<0;99999;99999M",
        b"\x1b[200~" + b"p" * 300_000, b"\x1b" * 300, b"\x1b]0;" + b"Q" * 200,
    ],
    ids=["bytes", "key", "resize", "nul", "mouse", "paste", "escapes", "osc"],
)  # fmt: skip
async def test_hostile_keys(server: Server, data: bytes) -> None:
    async with Visitor(server.port) as v:
        await v.wait_for("kortui")
        v.send(data)
        await v.read(1.3)
        await v.press("escape", quiet=0.4)
        await v.press("escape", quiet=0.4)
        await v.press("5", quiet=0.5)
        await v.wait_for("13 records")
        assert "kortui" in v.text()
        assert printable(v.bytes)


async def test_windows_change(server: Server) -> None:
    async with Visitor(server.port) as v:
        await v.wait_for("kortui")
        for columns, rows in ((1, 1), (60_000, 60_000), (0, 0), (100, 30)):
            v.process.change_terminal_size(columns, rows)
        v.screen.resize(30, 100)
        await v.read(0.6)
        assert "help" in v.text().splitlines()[29]


async def test_two_visitors_see_their_own(server: Server) -> None:
    async with Visitor(server.port) as v, Visitor(server.port) as w:
        await v.wait_for("kortui")
        await w.wait_for("kortui")
        await v.press("5")
        await w.press("2")
        both = v.text(), w.text()
        await v.press("down")
        await w.read()
        assert w.text() == both[1] != both[0]


async def test_an_address_has_its_share(server: Server) -> None:
    """Six connections are allowed here; the seventh is closed before it costs a key exchange, and told in the log."""
    visitors = [Visitor(server.port) for _ in range(6)]
    for visitor in visitors:
        await visitor.__aenter__()
    try:
        with pytest.raises((OSError, asyncssh.Error)):
            await Visitor(server.port).__aenter__()
        server.wait_for("refuse 127.0.0.1: too many connections from this address")
    finally:
        for visitor in visitors:
            await visitor.__aexit__(None, None, None)
    deadline = time.monotonic() + 5
    while True:
        try:
            async with Visitor(server.port) as v:
                await v.wait_for("kortui")
            break
        except (OSError, asyncssh.Error):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)


async def test_a_full_house_and_idle_visitors(database: Path, host_key: Path, tmp_path: Path) -> None:
    with serving(database, host_key, tmp_path / "log", "--public", "--max-sessions", "1", "--idle", "3s") as server:
        async with Visitor(server.port) as v:
            await v.wait_for("kortui")
            async with Visitor(server.port) as w:
                await w.wait_for("full")
                assert await w.end() == 1
            begin = time.monotonic()
            assert await v.end(12) == 0
            assert time.monotonic() - begin < 10
            assert all(sequence in v.bytes for sequence in RESTORED)
        assert b"ends in" in v.bytes  # it was said before
        assert v.bytes.endswith(b"Come again with the same command.\r\n")


async def test_only_known_keys_come_in(database: Path, host_key: Path, tmp_path: Path) -> None:
    mine, other = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    known = tmp_path / "authorized_keys"
    known.write_bytes(mine.export_public_key())
    with serving(database, host_key, tmp_path / "log", "--authorized-keys", str(known)) as server:
        async with Visitor(server.port, client_keys=[mine]) as v:
            await v.wait_for("kortui")
        for keys in ([other], None):
            with pytest.raises(asyncssh.PermissionDenied):
                await Visitor(server.port, client_keys=keys).__aenter__()


@pytest.mark.parametrize("again", [False, True], ids=["once", "twice"])
async def test_stopping_is_told_and_gives_the_terminals_back(
    database: Path, host_key: Path, tmp_path: Path, again: bool
) -> None:
    with serving(database, host_key, tmp_path / "log", "--public") as server:
        v = await Visitor(server.port).__aenter__()
        await v.wait_for("kortui")
        begin = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        await v.wait_for("The server is being stopped: this session ends in 3 seconds")
        with pytest.raises((OSError, asyncssh.Error)):  # nobody is let in any more
            await Visitor(server.port).__aenter__()
        assert RESTORED[0] not in v.bytes
        if again:
            server.process.send_signal(signal.SIGTERM)
        assert await v.end(8) == 0
        await asyncio.to_thread(server.process.wait, 10)
        took = time.monotonic() - begin
        assert took < 2.9 if again else 3 <= took < 9
        assert all(sequence in v.bytes for sequence in RESTORED)
        assert v.bytes.endswith(b"The server is being stopped. Come again in a few minutes.\r\n")
        await v.__aexit__(None, None, None)


async def test_workers_share_a_port(database: Path, host_key: Path, tmp_path: Path) -> None:
    with serving(database, host_key, tmp_path / "log", "--public", "--workers", "2") as server:
        server.wait_for(r"(?s)listening.*listening")
        pids = {int(pid) for pid in re.findall(r"listening .* pid (\d+)", server.log)}
        assert len(pids) == 2
        async with Visitor(server.port) as v:
            await v.wait_for("kortui")
        os.kill(next(iter(pids)), signal.SIGKILL)
        server.wait_for(r"(?s)listening.*listening.*listening")
        visitors = [await Visitor(server.port).__aenter__() for _ in range(3)]
        for v in visitors:
            await v.wait_for("kortui")
        server.process.send_signal(signal.SIGTERM)
        for v in visitors:
            await v.wait_for("The server is being stopped")
            assert await v.end(8) == 0
            await v.__aexit__(None, None, None)


async def test_a_port_that_is_taken_is_told_once(server: Server, database: Path, host_key: Path) -> None:
    where = ["--listen", f"127.0.0.1:{server.port}", "--host-key", str(host_key)]
    for workers in ("1", "2"):
        command = [KORTUI, "serve", "--db", str(database), "--public", "--workers", workers, *where]
        process = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=20, env=environment())
        assert process.returncode == 2
        assert process.stderr.count(b"cannot listen") == 1


READ_ONLY = """\
set -e
mount --make-rprivate /
awk '$6 ~ /(^|,)rw(,|$)/ {print $5}' /proc/self/mountinfo | sort -r | while read -r mounted; do
  mount -o remount,bind,ro "$mounted" 2>/dev/null || true
done
exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$@"
"""
"""Every mount made read-only and all capabilities taken away, as the systemd unit does it."""


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not (shutil.which("unshare") and shutil.which("setpriv")),
    reason="needs root, unshare and setpriv",
)
async def test_check_starts_only_where_nothing_can_be_written(
    database: Path, host_key: Path, server: Server, tmp_path: Path
) -> None:
    serve = [
        KORTUI,
        "serve",
        "--check",
        "--public",
        "--db",
        str(database),
        "--host-key",
        str(host_key),
        "--listen",
        "127.0.0.1:0",
    ]
    refused = await asyncio.to_thread(subprocess.run, serve, capture_output=True, timeout=20, env=environment())
    assert refused.returncode == 2
    assert b"capabilities" in refused.stderr and b"/: this folder can be written to" in refused.stderr
    assert b"serving" not in refused.stderr

    as_nobody = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *serve]  # root's files are still root's
    refused = await asyncio.to_thread(subprocess.run, as_nobody, capture_output=True, timeout=20, env=environment())
    assert refused.returncode == 2
    assert b"capabilities" not in refused.stderr and b"can be written to" in refused.stderr

    log = tmp_path / "log"
    with log.open("wb") as file:
        command = ["unshare", "-m", "sh", "-c", READ_ONLY, "sh", *serve]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment())
    sealed = Server(process, log)
    try:
        async with Visitor(int(sealed.wait_for(r"listening on \S+ port (\d+)")[1])) as v:
            await v.wait_for("kortui")
            await v.press("down", "m", "5", "1")
            assert "kortui" in v.text()
    finally:
        process.terminate()
        process.wait(15)


def test_check_makes_no_key(database: Path, tmp_path: Path) -> None:
    key = tmp_path / "none"
    command = [KORTUI, "serve", "--check", "--public", "--db", str(database), "--host-key", str(key)]
    process = subprocess.run(command, capture_output=True, timeout=20, env=environment(), check=False)
    assert process.returncode == 2
    assert b"no host key" in process.stderr
    assert not key.exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
@pytest.mark.parametrize("more", [["--public"], ["--listen", "0.0.0.0:22", "--workers", "2", "--authorized-keys", "{keys}"]])
def test_systemd_takes_the_unit(database: Path, tmp_path: Path, more: list[str]) -> None:
    keys = tmp_path / "some keys"
    keys.write_text("", encoding="ascii")
    command = [KORTUI, "serve", "--print-systemd-unit", "--db", str(database), *(word.format(keys=keys) for word in more)]
    printed = subprocess.run(command, capture_output=True, timeout=20, env=environment(), check=True, text=True).stdout
    unit = tmp_path / "kortui.service"
    unit.write_text(printed, encoding="utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, timeout=30, check=False, text=True)
    assert not [line for line in verified.stderr.splitlines() if "kortui.service" in line]
    assert verified.returncode == 0
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=40", unit], capture_output=True, timeout=30, check=False
    )
    assert rated.returncode == 0, rated.stdout.decode()[-400:]


def test_the_host_key_is_private_and_kept(server: Server, host_key: Path) -> None:
    assert stat.S_IMODE(host_key.stat().st_mode) == 0o600
    first = re.search(r"host key (SHA256:\S+)", server.log)
    assert first is not None
    assert asyncssh.read_private_key(host_key).get_fingerprint() == first[1]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "nobody could come in"),
        (["--public", "--authorized-keys", "x"], "one of them"),
        (["--authorized-keys", "/nonexistent/keys"], "no such file"),
        (["--authorized-keys", "{junk}"], "no public key that can be used"),
        (["--public", "--host-key", "{junk}"], "--host-key"),
        (["--public", "--listen", "here"], "HOST:PORT"),
        (["--public", "--idle", "soon"], "length of time"),
        (["--public", "--max-sessions", "0"], "at least 1"),
        (["--public", "--db", "/nonexistent/kb.json"], "kb.json"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_line(database: Path, arguments: list[str], word: str, tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.write_text("nothing that is a key\n", encoding="utf-8")
    arguments = [argument.replace("{junk}", str(junk)) for argument in arguments]
    base = [KORTUI, "serve", *([] if "--db" in arguments else ["--db", str(database)])]
    process = subprocess.run([*base, *arguments], capture_output=True, timeout=20, env=environment(), check=False)
    assert process.returncode in (2, 3)
    assert word in process.stderr.decode()
    assert b"Traceback" not in process.stderr and b"serving" not in process.stderr


_TOLD_WHILE_FORKING = """
import os, signal, sys, time
from pathlib import Path
from kortui.serve import workers
from kortui.serve.options import ServeOptions

forks, fork = [], os.fork

def told_after_the_second():
    child = fork()
    forks.append(child)
    if child and len(forks) == 2:
        os.kill(os.getpid(), signal.SIGTERM)
    return child

os.fork = told_after_the_second
workers._serve = lambda options, library: time.sleep(30) or 0
code = workers._supervise(ServeOptions(Path("x"), port=0, public=True, workers=4), None)
print(code, len(forks))
"""


def test_workers_end_also_when_told_while_they_are_made(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TOLD_WHILE_FORKING], capture_output=True, text=True, timeout=20, check=False, cwd=root
    )
    assert done.stdout == "0 2\n", done.stderr


# --- In one process with the test ---------------------------------------------------------------------------------------


@asynccontextmanager
async def house(database: Path, host_key: Path, sessions: int = 50, **more: float) -> AsyncIterator[tuple[House, int]]:
    """A server in this event loop."""
    options = ServeOptions(database, port=0, host_key=host_key, public=True, sessions=sessions, per_address=sessions, **more)
    inside = House(options, store.load(database))
    acceptor = await listen(inside)
    try:
        yield inside, acceptor.get_port()
    finally:
        acceptor.close()
        await inside.close()
        await acceptor.wait_closed()


async def test_ended_sessions_leave_nothing(database: Path, host_key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every app is freed: a parser kept by a cached method, or a swapped stdout, would keep 5 MB per visitor."""
    apps: list[weakref.ref[object]] = []
    make = application.make

    def remembered(*arguments: object, **named: object) -> object:
        app = make(*arguments, **named)  # type: ignore[arg-type]
        apps.append(weakref.ref(app))
        return app

    monkeypatch.setattr(application, "make", remembered)
    before = sys.stdout, sys.stderr
    async with house(database, host_key) as (inside, port):
        for number in range(12):
            async with Visitor(port) as v:
                await v.wait_for("kortui")
                await v.press("down", "/", "a", quiet=0.1)
                if number % 2:
                    v.send(b"\x03")
        while inside.tasks:
            await asyncio.sleep(0.05)
        assert inside.admission.sessions == 0
    assert len(apps) == 12
    deadline = time.monotonic() + 12  # a cancelled timer of the event loop keeps its context until its time has come
    while sum(ref() is not None for ref in apps) > 1:  # Textual's own caches may hold the last
        assert time.monotonic() < deadline, [ref() is not None for ref in apps]
        await asyncio.sleep(0.3)
        gc.collect()
    assert (sys.stdout, sys.stderr) == before


async def test_a_flood_of_one_visitor_does_not_stop_the_others(database: Path, host_key: Path) -> None:
    async with house(database, host_key) as (_, port), Visitor(port) as flooder, Visitor(port) as v:
        await flooder.wait_for("kortui")
        await v.wait_for("kortui")
        await v.read()
        for _ in range(40):
            flooder.send(b"12345" * 100)
        took = []
        for _ in range(15):
            begin = time.monotonic()
            v.send(b"\x1b[A" if len(took) % 2 else b"\x1b[B")
            while not await asyncio.wait_for(v.process.stdout.read(65536), 10):
                pass
            took.append(time.monotonic() - begin)
            await asyncio.sleep(0.05)
        assert sorted(took)[-2] < 1.5  # 95th percentile 0.2 s on a quiet machine; without one event in flight it is many


async def test_a_client_that_is_silent_is_let_go(database: Path, host_key: Path) -> None:
    """A cable pulled out: nothing is sent any more and nothing says so."""
    async with house(database, host_key, keepalive=0.3) as (inside, port), Visitor(port) as v:
        await v.wait_for("kortui")
        await v.read(1.2)
        assert len(inside.visitors) == 1  # one that answers stays
        v.connection._transport.pause_reading()  # type: ignore[union-attr]
        async with asyncio.timeout(8):
            while inside.tasks:
                await asyncio.sleep(0.05)
        assert inside.admission.sessions == inside.admission.connections == 0


async def test_ten_thousand_keys_at_once_keep_nobody_from_leaving(database: Path, host_key: Path) -> None:
    async with house(database, host_key) as (_, port), Visitor(port) as v:
        await v.wait_for("kortui")
        v.send(b"jk" * 5_000 + b"\x11")
        assert await v.end(20) == 0


async def test_a_visitor_who_reads_nothing_costs_little(database: Path, host_key: Path) -> None:
    async with house(database, host_key) as (inside, port), Visitor(port, window=1 << 30) as v:
        await v.wait_for("kortui")
        v.connection._transport.pause_reading()  # type: ignore[union-attr]
        for _ in range(30):
            v.send(b"12345")
            await asyncio.sleep(0.05)
        (visitor,) = inside.visitors
        waiting = visitor.backlog()
        assert waiting < 60_000
        v.connection._transport.resume_reading()  # type: ignore[union-attr]
        await v.press("1", quiet=0.6)
        assert "kortui" in v.text()


async def test_an_error_is_told_in_a_line_and_logged(
    database: Path,
    host_key: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("secret of the server")

    monkeypatch.setattr(application.VisitorApp, "action_app_help", fails)
    async with house(database, host_key) as (_, port), Visitor(port) as v:
        await v.wait_for("kortui")
        v.send(b"?")
        assert await v.end() == 1
        assert b"An error ended this session" in v.bytes
        assert b"secret" not in v.bytes
        assert b"Traceback" not in v.bytes
    assert "secret of the server" in caplog.text
    assert "\x1b" not in capfd.readouterr().err


async def test_connections_that_come_to_nothing_are_closed(database: Path, host_key: Path) -> None:
    """One that never logs in, and one that logs in and opens no session (``ssh -N``)."""
    options = ServeOptions(database, port=0, host_key=host_key, public=True, login=1.0)
    inside = House(options, store.load(database))
    acceptor = await listen(inside)
    try:
        begin = time.monotonic()
        silent, writer = await asyncio.open_connection("127.0.0.1", acceptor.get_port())
        connection = await asyncssh.connect(
            "127.0.0.1", acceptor.get_port(), username="x", known_hosts=None, config=None, client_keys=None
        )
        async with asyncio.timeout(8):
            await silent.read()
            assert time.monotonic() - begin >= 0.9
            await connection.wait_closed()
        assert time.monotonic() - begin >= 1.9
        writer.close()
        while inside.admission.connections:
            await asyncio.sleep(0.05)
    finally:
        acceptor.close()
        await acceptor.wait_closed()


@pytest.mark.skipif(shutil.which("ssh") is None, reason="needs the OpenSSH client")
def test_with_the_usual_client(server: Server) -> None:
    """OpenSSH's own client in a terminal: a visit, a deep link, a window that changes, commands and forwarding refused."""
    event = small_library().events[1]
    quiet = [
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        f"UserKnownHostsFile={os.devnull}",
        "-o",
        "LogLevel=ERROR",
        "-F",
        os.devnull,
    ]
    ssh = ["ssh", "-p", str(server.port), *quiet]
    with Terminal([*ssh, "reader@127.0.0.1"]) as t:
        t.wait_for("kortui", 15)
        t.settle()
        assert len(t.bytes) < 11_000
        t.press("down", "5")
        t.settle()
        t.resize(100, 30)
        t.wait_for(lambda t: "help" in t.lines()[29], 10)
        t.press("q")
        t.settle()
        t.press("q")
        assert t.wait(10) == 0
        assert all(sequence in t.bytes for sequence in RESTORED)
    with Terminal([*ssh, "-t", "-C", "127.0.0.1", f"event {event.id}"], 120, 40) as t:
        t.wait_for(event.title[:20], 15)
        t.hang_up()
        t.wait(10)
    without = subprocess.run([*ssh, "127.0.0.1", "id"], capture_output=True, timeout=20, stdin=subprocess.DEVNULL, check=False)
    assert without.returncode == 1
    assert b"uid=" not in without.stdout
    assert b"runs no commands" in without.stdout
    server.wait_for(r"open 127.0.0.1 user=reader")
