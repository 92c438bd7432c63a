"""The parts of the server that need no network."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kortui.errors import UsageError
from kortui.serve import forced
from kortui.serve.admission import Admission, network
from kortui.serve.links import Start, of_command, of_user
from kortui.serve.options import ServeOptions, parse_duration, parse_listen
from kortui.serve.texts import closed, sshd_config, systemd_unit
from kortui.serve.writable import writable


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("2222", ("127.0.0.1", 2222)),
        (":22", ("127.0.0.1", 22)),
        ("0.0.0.0:2222", ("0.0.0.0", 2222)),
        ("[::1]:2222", ("::1", 2222)),
        ("host.example:1", ("host.example", 1)),
    ],
)
def test_addresses(text: str, parsed: tuple[str, int]) -> None:
    assert parse_listen(text) == parsed


@pytest.mark.parametrize("text", ["", "host", "host:", "host:70000", "::1:22", "a b:1:2", "-1"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(UsageError):
        parse_listen(text)


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("90s", 90), ("15m", 900), ("2H", 7200), ("1.5 h", 5400)])
def test_durations(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "0", "-5", "1d", "m", "1m30"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(UsageError):
        parse_duration(text)


@pytest.mark.parametrize(
    ("command", "start"),
    [
        ("event e7k3m9qa2hxw", Start(event="e7k3m9qa2hxw")),
        (" e7k3m9qa2hxw ", Start(event="e7k3m9qa2hxw")),
        ("query actor:KOR 1957..", Start(query="actor:KOR 1957..")),
        ("query 한국", Start(query="한국")),
        ("pane trade", Start(pane="trade")),
        ("trade", Start(pane="trade")),
        ("pane e7k3m9qa2hxw", None),
        ("event trade", None),
        ("query", None),
        ("", None),
        ("ls -la", None),
        ("event e7k3m9qa2hxw; id", None),
        ("query a\nb", None),
        ("query \x1b]0;x\x07", None),
        ("query " + "x" * 300, None),
    ],
)
def test_deep_links(command: str, start: Start | None) -> None:
    assert of_command(command) == start


def test_the_text_for_sshd_names_this_installation() -> None:
    text = sshd_config(Path("/srv/a folder/kb.json"))
    (command,) = re.findall(r"(?m)^    ForceCommand (.*)$", text)
    assert shlex.split(command) == [sys.executable, "-I", "-m", "kortui.serve.forced", "/srv/a folder/kb.json"]
    inside = text.partition("Match User explore\n")[2].splitlines()
    assert all(line.startswith("    ") for line in inside)
    assert {"PermitTTY yes", "DisableForwarding yes", "MaxSessions 1", "PermitUserRC no"} <= {line.strip() for line in inside}
    with pytest.raises(UsageError):
        sshd_config(Path("/srv/kb\nPermitOpen any"))


def test_the_unit_names_this_server(tmp_path: Path) -> None:
    public = ServeOptions(Path("/srv/100% db/kb.json"), host="::1", public=True, workers=2, sessions=30)
    text = systemd_unit(public)
    (line,) = re.findall(r"(?m)^ExecStart=(.*)$", text)
    assert "serve --check --listen [::1]:2222" in line
    assert '"/srv/100%% db/kb.json"' in line
    assert line.endswith("--host-key %d/host_ed25519 --public")
    assert "CapabilityBoundingSet=\n" in text and "SocketBindAllow=tcp:2222" in text
    keyed = systemd_unit(ServeOptions(Path("/srv/kb.json"), port=22, authorized_keys=Path("/etc/kortui/keys")))
    assert "--authorized-keys %d/authorized_keys" in keyed and "LoadCredential=authorized_keys:/etc/kortui/keys" in keyed
    assert "CapabilityBoundingSet=CAP_NET_BIND_SERVICE" in keyed and "--public" not in keyed
    assert int(re.search(r"MemoryMax=(\d+)M", text)[1]) > int(re.search(r"MemoryHigh=(\d+)M", text)[1]) > 2 * 30 * 8  # type: ignore[index]


def test_what_another_account_cannot_reach(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    file = folder / "kb.json"
    file.write_text("{}", encoding="ascii")
    file.chmod(0o600)
    assert [path for path in closed(file) if path.is_relative_to(tmp_path)] == [folder, file]
    assert not list(closed(tmp_path / "absent"))


def test_writable_places_are_found_near_the_root(tmp_path: Path) -> None:
    for name in ("usr/local/bin", "var/lib/thing/deep/deeper", "srv"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "way").symlink_to(tmp_path / "var")
    asked: list[str] = []

    def may_write(path: str) -> bool:
        asked.append(path)
        return path.startswith((f"{tmp_path}/var/lib", f"{tmp_path}/srv/kb.json"))

    database = tmp_path / "srv" / "kb.json"
    database.write_text("{}", encoding="ascii")
    found = [line for line in writable([database], root=str(tmp_path), may_write=may_write) if "capabilities" not in line]
    assert found == [f"{database}: this file can be written to", f"{tmp_path}/var/lib: this folder can be written to"]
    assert f"{tmp_path}/usr/local/bin" in asked and f"{tmp_path}/var/lib/thing/deep" not in asked
    assert not any("/way/" in path for path in asked)
    nothing = writable([database], root=str(tmp_path), may_write=lambda path: False)
    assert [line for line in nothing if "capabilities" not in line] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"TERM": "xterm-256color", "LANG": "ko_KR.UTF-8"}, {"TERM": "xterm-256color", "LANG": "ko_KR.UTF-8"}),
        ({"TERM": "x" * 65, "LC_ALL": "$(id)"}, {"LANG": "C.UTF-8"}),
        ({"TERM": "a b", "COLORTERM": "truecolor", "LC_CTYPE": "C"}, {"COLORTERM": "truecolor", "LC_CTYPE": "C"}),
        ({"TEXTUAL_LOG": "/x", "PYTHONPATH": "/x", "NO_COLOR": "1", "BASH_ENV": "x"}, {"NO_COLOR": "1", "LANG": "C.UTF-8"}),
    ],
)
def test_words_of_a_visitor(given: dict[str, str], kept: dict[str, str]) -> None:
    assert forced.environment(given) == {**kept, "HOME": "/nonexistent", "PATH": "/usr/bin:/bin"}


def test_the_forced_command_wants_one_whole_path() -> None:
    for arguments in ([], ["kb.json"], ["/a", "/b"]):
        run = subprocess.run([sys.executable, "-m", "kortui.serve.forced", *arguments], capture_output=True, check=False)
        assert run.returncode == 2
        assert b"usage" in run.stderr


def test_user_names() -> None:
    assert of_user("e7k3m9qa2hxw").event == "e7k3m9qa2hxw"
    assert of_user("diplomacy").pane == "diplomacy"
    assert of_user("root") == of_user("") == Start()


def test_what_counts_as_one_address() -> None:
    assert network("192.0.2.7") == network("::ffff:192.0.2.7") == "192.0.2.7"
    assert network("2001:db8::1") == network("2001:db8::2:3:4:5") != network("2001:db8:0:1::1")
    assert network("fe80::1%eth0") == network("fe80::2")
    assert network("unknown") == "unknown"


def test_admission() -> None:
    house = Admission(sessions=2, per_address=2)
    assert [house.connect("192.0.2.1") is None for _ in range(3)] == [True, True, False]
    assert house.connect("192.0.2.2") is None
    assert house.connect("192.0.2.3") is None
    assert house.connect("192.0.2.4") is not None  # twice as many connections as sessions
    assert [house.enter() for _ in range(3)] == [True, True, False]
    house.leave()
    assert house.enter()
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.3"):
        house.disconnect(address)
    assert house.connections == 0
    assert house.connect("192.0.2.1") is None
