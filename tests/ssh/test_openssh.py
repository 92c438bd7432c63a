"""A real sshd: a person's own account, and the public account as `kortui serve --print-sshd-config` prints it, word for word.

Where `tests.ssh.daemon` cannot run one, these tests are skipped.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

asyncssh = pytest.importorskip("asyncssh", reason="needs the extra kortui[ssh]")

from kortui import store  # noqa: E402
from tests.ssh.daemon import USER, CannotRun, needed, running_sshd  # noqa: E402
from tests.ssh.visitor import Refused, Visitor, refusals  # noqa: E402
from tests.tui.samples import small_library  # noqa: E402
from tests.tui.terminal import Terminal  # noqa: E402
from tests.tui.test_terminal_driver import RESTORED, printable  # noqa: E402

KORTUI = str(Path(sys.executable).parent / "kortui")
pytestmark = pytest.mark.skipif(needed() is None, reason="needs root, unshare and sshd (openssh-server, or KORTUI_SSHD)")


@pytest.fixture(scope="module")
def key() -> object:
    """The person's key."""
    return asyncssh.generate_private_key("ssh-ed25519")


@pytest.fixture(scope="module")
def port(key: asyncssh.SSHKey, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """An sshd with both accounts."""
    folder = tmp_path_factory.mktemp("sshd")
    store.save(folder / "kb.json", small_library())
    try:
        with running_sshd(folder, key) as (number, _):
            yield number
    except CannotRun as error:
        pytest.skip(f"sshd cannot run here: {error}")


def database(port: int, tmp: Path) -> Path:
    """A database of a test's own."""
    path = tmp / f"{port}.json"
    store.save(path, small_library())
    return path


def mine(key: object) -> dict[str, object]:
    """Options of a person who comes with their key."""
    return {"user": "root", "client_keys": [key]}


def forced() -> list[int]:
    """Processes of the public account's command."""
    return running(Path("kortui.serve.forced"))


def owner(pid: int) -> int:
    """The user of a process."""
    return int(re.search(r"Uid:\t(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))[1])  # type: ignore[index]


def running(path: Path) -> list[int]:
    """Processes that were given a path as an argument."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                arguments = (entry / "cmdline").read_bytes().split(b"\0")
                state = (entry / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
            except (OSError, IndexError):
                continue
            if str(path).encode() in arguments and state != "Z":
                found.append(int(entry.name))
    return found


async def test_a_persons_own_account(port: int, key: object, tmp_path: Path) -> None:
    path = database(port, tmp_path)
    async with Visitor(port, f"{KORTUI} {path}", **mine(key)) as v:  # type: ignore[arg-type]
        await v.wait_for("kortui", 20)
        await v.read(0.5)
        assert len(v.bytes) <= 10_000
        assert 0 < len(await v.press("down")) <= 1_500
        v.process.change_terminal_size(100, 30)
        v.screen.resize(30, 100)
        await v.read(0.6)
        assert "help" in v.text().splitlines()[29]
        before = v.text()
        await v.press("5", quiet=0.5)
        assert v.text() != before
        await v.press("1", "/", "manisa", quiet=0.5)
        assert "GoldStar" in v.text()
        await v.press("escape", "escape")
        await v.press("q")
        v.send(b"q")
        assert await v.end() == 0
        assert all(sequence in v.bytes for sequence in RESTORED)
        assert printable(v.bytes)


async def test_without_a_terminal_it_says_so(port: int, key: object, tmp_path: Path) -> None:
    path = database(port, tmp_path)
    async with Visitor(port, f"{KORTUI} {path}", term=None, **mine(key)) as v:  # type: ignore[arg-type]
        assert await v.end(10) == 2
        assert b"ssh -t" in v.bytes
        assert b"\x1b" not in v.bytes
    assert not running(path)


@pytest.mark.parametrize("wrapper", ["{}", "sh -c '{}; true'", 'trap "" HUP; {}', "setsid -w {}"])
async def test_a_lost_connection_ends_it(port: int, key: object, tmp_path: Path, wrapper: str) -> None:
    path = database(port, tmp_path)
    async with Visitor(port, wrapper.format(f"{KORTUI} {path}"), **mine(key)) as v:  # type: ignore[arg-type]
        await v.wait_for("kortui", 20)
        assert running(path)
    deadline = time.monotonic() + 4
    while running(path):
        assert time.monotonic() < deadline, "still there 4 s after the connection was cut"
        time.sleep(0.05)


async def test_sigterm_gives_the_terminal_back(port: int, key: object, tmp_path: Path) -> None:
    path = database(port, tmp_path)
    async with Visitor(port, f"exec {KORTUI} {path}", **mine(key)) as v:  # type: ignore[arg-type]
        await v.wait_for("kortui", 20)
        for pid in running(path):
            os.kill(pid, signal.SIGTERM)
        assert await v.end() == 143
        assert all(sequence in v.bytes for sequence in RESTORED)


EXPLORE = {"user": "explore", "client_keys": None, "password": ""}


async def test_the_public_account_reads(port: int) -> None:
    async with Visitor(port, **EXPLORE) as v:  # type: ignore[arg-type]
        await v.wait_for("kortui", 20)
        await v.read(0.5)
        before = v.text()
        await v.press("5", quiet=0.5)
        assert v.text() != before
        await v.press("ctrl+p", quiet=0.5)
        assert not re.search("[Ss]creenshot", v.text())
        await v.press("escape")
        await v.press("q")
        v.send(b"q")
        assert await v.end() == 0
        assert printable(v.bytes)


@pytest.mark.parametrize("command", ["id; cat /etc/passwd", "/bin/sh -i", "scp -t /tmp", "kortui build /tmp"])
async def test_the_public_account_runs_no_command(port: int, command: str) -> None:
    async with Visitor(port, command, term=None, **EXPLORE) as v:  # type: ignore[arg-type]
        assert await v.end(10) == 1
        assert v.bytes == b"kortui needs a terminal: use ssh -t\n"
    async with Visitor(port, command, **EXPLORE) as v:  # type: ignore[arg-type]
        await v.wait_for("kortui", 20)
        assert b"uid=" not in v.bytes
        assert printable(v.bytes)


async def test_the_public_account_opens_a_record(port: int) -> None:
    event = small_library().events[1]
    async with Visitor(port, f"event {event.id}", size=(120, 40), **EXPLORE) as v:  # type: ignore[arg-type]
        await v.wait_for(event.title[:20], 20)
    async with Visitor(port, "query year:1800", **EXPLORE) as v:  # type: ignore[arg-type]
        await v.wait_for("year:1800", 20)
    for trick in ("event $(id)", "event x; id", "event --help"):
        async with Visitor(port, trick, **EXPLORE) as v:  # type: ignore[arg-type]
            await v.wait_for("kortui", 20)
            assert b"uid=" not in v.bytes
            assert b"Usage" not in v.bytes


async def test_the_public_account_is_offered_nothing_else(port: int) -> None:
    async with Visitor(port, **EXPLORE) as v:  # type: ignore[arg-type]
        await v.wait_for("kortui", 20)
        for refused in refusals(v, port):
            with pytest.raises((asyncssh.ChannelOpenError, asyncssh.ChannelListenError, asyncssh.SFTPError, Refused)):
                await refused()
        await v.press("5")
        assert "kortui" in v.text()
    async with asyncssh.connect(
        "127.0.0.1", port, username="explore", known_hosts=None, config=None, client_keys=None, password=""
    ) as c:
        with pytest.raises((asyncssh.ChannelOpenError, asyncssh.SFTPError)):
            await c.start_sftp_client()


async def test_the_public_account_is_confined(port: int, tmp_path: Path) -> None:
    """What the process of a visitor has and may do, seen from the host: no user, no words of theirs, no room to write."""
    log = tmp_path / "textual.log"
    tmp_path.chmod(0o777)
    tricks = {
        "TEXTUAL_LOG": str(log), "TEXTUAL_DRIVER": "os:path", "PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": "/etc/passwd",
        "LD_PRELOAD": "/tmp/x.so", "KORTUI_DB": "/etc/passwd", "BROWSER": "/bin/sh", "SHELL": "/bin/sh", "LANG": "$(id)",
        "COLORTERM": "truecolor; id",
    }  # fmt: skip
    async with Visitor(port, env=tricks, **EXPLORE) as v:  # type: ignore[arg-type]
        await v.wait_for("kortui", 20)
        (pid,) = [pid for pid in forced() if owner(pid) == USER]
        environ = Path(f"/proc/{pid}/environ").read_bytes()
        given = {entry.partition(b"=")[0].decode() for entry in environ.split(b"\0") if entry}
        assert not given & (set(tricks) - {"LANG", "COLORTERM", "SHELL"})
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        assert re.search(r"CapEff:\t0+\n", status)
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
        for name, bound in (
            ("Max file size", "0"),
            ("Max core file size", "0"),
            ("Max open files", "64"),
            ("Max cpu time", "600"),
        ):
            assert re.search(rf"{name}\s+{bound}\s+{bound}\s", limits), limits
        assert os.readlink(f"/proc/{pid}/cwd") == "/"
        await v.press("w", "R", "ctrl+z", "ctrl+c", "ctrl+o", "!", "m", "M", quiet=0.1)
        await v.press("e", "escape", "x", "escape", "?", "escape", "L", "escape", "ctrl+p", "escape", quiet=0.1)
        assert not Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        assert {os.readlink(fd)[:5] for fd in Path(f"/proc/{pid}/fd").iterdir()} <= {"/dev/", "anon_", "pipe:", "socke"}
        assert not log.exists()
        assert printable(v.bytes)


async def test_no_other_account_is_open(port: int) -> None:
    with pytest.raises(asyncssh.PermissionDenied):
        await Visitor(port, user="root", client_keys=None, password="").__aenter__()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_a_client_that_is_killed_leaves_nothing(
    port: int, key: asyncssh.SSHKey, tmp_path: Path, number: signal.Signals
) -> None:
    """The usual client, killed as a closed lid or a crash does it."""
    path = database(port, tmp_path)
    file = tmp_path / "key"
    key.write_private_key(file)
    file.chmod(0o600)
    options = ["StrictHostKeyChecking=no", f"UserKnownHostsFile={os.devnull}", "LogLevel=ERROR", f"IdentityFile={file}"]
    words = [word for option in options for word in ("-o", option)]
    with Terminal(["ssh", "-F", os.devnull, *words, "-tt", "-p", str(port), "root@127.0.0.1", f"{KORTUI} {path}"]) as t:
        t.wait_for("kortui", 20)
        assert running(path)
        t.kill(number)
        deadline = time.monotonic() + 3
        while running(path):
            assert time.monotonic() < deadline, "still there 3 s after its client was killed"
            time.sleep(0.05)
