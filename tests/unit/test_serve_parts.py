"""The parts of the server that need no network."""

from __future__ import annotations

import pytest

from kortui.errors import UsageError
from kortui.serve.admission import Admission, network
from kortui.serve.links import Start, of_command, of_user
from kortui.serve.options import parse_duration, parse_listen


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
