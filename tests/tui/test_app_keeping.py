"""What the app writes and what it must not: stars, exports, the clipboard, the public session."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kortui.model import Library
from kortui.stars import Stars
from kortui.tui.kiosk import Limits
from kortui.tui.session import Session
from tests.tui.driving import driven


def _files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


async def test_stars_are_saved_on_change_and_come_back(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "state" / "stars.json"
    async with driven(library, session=Session(library, stars=Stars(path))) as d:
        assert not path.exists(), "nothing is written before there is something to keep"
        await d.press("m", "j", "m")
        kept = json.loads(path.read_text("utf-8"))["starred"]
        assert kept == [library.events[0].id, library.events[1].id]
    assert list(Stars(path).ids) == kept
    assert _files(tmp_path) - {"state/.stars.json.lock"} == {"state/stars.json"}


def test_two_apps_do_not_lose_each_other_s_stars(tmp_path: Path) -> None:
    path = tmp_path / "stars.json"
    first, second = Stars(path), Stars(path)
    first.toggle("a")
    second.toggle("b")
    first.toggle("c")
    assert list(first.ids) == ["a", "b", "c"] == list(Stars(path).ids)
    second.toggle("b")
    assert list(second.ids) == ["a", "c"] == list(Stars(path).ids)


def test_a_star_that_could_not_be_kept_is_kept_with_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    path = tmp_path / "stars.json"
    stars = Stars(path)
    monkeypatch.setattr("kortui.files.LOCK_SECONDS", 0)
    with FileLock(tmp_path / ".stars.json.lock"):
        stars.toggle("a")
        assert "another kortui" in stars.problem and not path.exists()
    stars.toggle("b")
    assert not stars.problem and list(Stars(path).ids) == ["a", "b"]


def test_a_stars_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "stars.json"
    path.write_text("{broken", "utf-8")
    stars = Stars(path)
    assert "cannot be read" in stars.problem
    stars.toggle("e1")
    assert path.read_text("utf-8") == "{broken" and "e1" in stars.ids


def test_stars_that_cannot_be_saved_are_told(tmp_path: Path) -> None:
    stars = Stars(tmp_path / "file" / "stars.json")
    (tmp_path / "file").write_text("", "utf-8")
    stars.toggle("e1")
    assert "cannot be kept" in stars.problem and "e1" in stars.ids


async def test_a_star_shows_beside_its_row(library: Library) -> None:
    async with driven(library) as d:
        await d.press("m")
        row = next(line for line in d.lines() if line.startswith("›"))
        assert "*" in row.split("Göktürks")[1][:40]


async def test_export_writes_exactly_what_is_shown(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with driven(library, pane="trade", query="manisa OR korea") as d:
        shown = [library.events[r].id for r in d.explorer.list.source.rows]
        assert 0 < len(shown) < len(library.events)
        await d.press("w")
        await d.type("ids")
        await d.press("enter")
        await d.press("enter")
        await d.until(lambda: "written to" in d.explorer.bar.notice)
    assert [p.read_text("utf-8").split() for p in tmp_path.iterdir()] == [shown]


async def test_an_export_says_what_its_format_left_out(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with driven(library, size=(45, 16)) as d:
        await d.press("w")
        await d.type("icalendar")
        await d.press("enter", "enter")
        await d.until(lambda: "is written" in d.explorer.bar.notice)
        kept = (tmp_path / "kortui-export.ics").read_text("utf-8").count("BEGIN:VEVENT")
        told = f"{len(library.events) - kept} of {len(library.events)} left out: no source gives their day"
        assert 0 < kept < len(library.events) and told in d.explorer.bar.notice
        await d.until(lambda: d.explorer.bar.size.height > 1)
        assert told in " ".join(" ".join(d.lines()[-3:]).split()), "at 45 columns it is shown to its end"


async def test_a_calendar_of_no_day_is_not_written(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with driven(library, query="manisa") as d:
        await d.press("w")
        await d.type("icalendar")
        await d.press("enter", "enter")
        await d.until(lambda: "0 of 1 written: no source gives their day" in d.explorer.bar.notice)
    assert not list(tmp_path.iterdir())


async def test_a_briefing_says_in_words_which_pane_and_search_it_is_of(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with driven(library, pane="trade", query="type:investment") as d:
        await d.press("w")
        await d.type("briefing")
        await d.press("enter", "enter")
        await d.until(lambda: "written to" in d.explorer.bar.notice)
    made = (tmp_path / "kortui-export.md").read_text("utf-8")
    assert made.startswith("# South Korea–Türkiye relations: investment, Trade\n") and "`type:investment domain:trade`" in made


async def test_an_export_that_cannot_be_written_is_told(library: Library, tmp_path: Path) -> None:
    async with driven(library) as d:
        await d.press("w", "enter", "ctrl+u")
        await d.type(str(tmp_path / "no" / "such" / "x.json"))
        await d.press("enter")
        assert "there is no folder" in d.text()
        await d.press("escape")
    assert not _files(tmp_path)


async def test_a_copy_too_long_for_a_line_is_shown_whole(library: Library) -> None:
    async with driven(library, size=(80, 24)) as d:
        await d.press("y", "c")
        copied = d.app.clipboard
        assert "The Hand Press" in copied and "An old chronicle" in copied
        assert "sent to the terminal's clipboard" in d.text()
        await d.press("j")
        assert d.screen is d.explorer


async def test_a_digest_is_never_quoted_as_its_publisher(library: Library) -> None:
    row = next(n for n, e in enumerate(library.events) if e.evidence[0].document == "book-0")
    async with driven(library, event=library.events[row].id) as d:
        assert "The Hand Press, An old chronicle (kortui" in " ".join(d.text().split())
        await d.press("y", "q")
        assert "kortui digest" in d.app.clipboard and "“" not in d.app.clipboard.split("—")[0]


async def test_a_public_session_offers_and_does_nothing_on_disk(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    async with driven(library, session=Session(library, kiosk=True)) as d:
        assert "export.open" not in {c.id for c in d.explorer.offered()}
        await d.press("w")
        assert d.screen is d.explorer
        await d.press("m", "colon")
        await d.type("export")
        assert "Write the records" not in d.text()
        await d.press("escape")
        assert d.app.open_url("https://example.org") is None
        assert d.app.deliver_screenshot() is None
        assert d.explorer.record.id in d.explorer.session.stars.ids, "stars last as long as the session"
    assert not _files(tmp_path)


async def test_an_idle_public_session_is_told_and_ended(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("kortui.tui.kiosk.monotonic", lambda: now[0])
    async with driven(library, session=Session(library, kiosk=True)) as d:
        limits = d.app.limits
        assert isinstance(limits, Limits)
        now[0] += 14.5 * 60
        limits.check()
        assert "ends in 30 seconds" in d.explorer.bar.notice
        await d.press("j")
        limits.check()
        assert not d.app._exit
        now[0] += 15 * 60 + 1
        limits.check()
        assert d.app._exit


async def test_a_public_session_ends_after_two_hours(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("kortui.tui.kiosk.monotonic", lambda: now[0])
    async with driven(library, session=Session(library, kiosk=True)) as d:
        for _ in range(12):
            now[0] += 10 * 60
            await d.press("j")
            d.app.limits.check()
        assert d.app._exit


async def test_a_private_session_has_no_limits(library: Library) -> None:
    async with driven(library) as d:
        assert not hasattr(d.app, "limits")


def test_the_tests_write_nowhere_else() -> None:
    assert os.environ["XDG_STATE_HOME"] != os.path.expanduser("~/.local/state")


@pytest.mark.parametrize("kiosk", [False, True])
async def test_a_fault_is_one_line_and_a_stranger_learns_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kiosk: bool
) -> None:
    said = []
    session = Session(library, kiosk=kiosk, state=None if kiosk else tmp_path)
    with pytest.raises(ZeroDivisionError):
        async with driven(library, session=session) as d:
            monkeypatch.setattr(d.app, "panic", lambda *words: (said.extend(map(str, words)), type(d.app).panic(d.app, *words)))
            d.explorer.call_later(lambda: 1 // 0)
            await d.settle()
    assert len(said) == 1 and "\n" not in said[0] and said[0].startswith("kortui: ")
    assert ("ZeroDivisionError" in said[0]) != kiosk
    assert _files(tmp_path) == (set() if kiosk else {"crash.txt"})


@pytest.mark.parametrize("whole", [True, False])
async def test_an_index_of_another_database_is_told(library: Library, monkeypatch: pytest.MonkeyPatch, whole: bool) -> None:
    monkeypatch.setattr("kortui.tui.screens.readying.WARM", 0.01)
    asked = []
    async with driven(library, session=Session(library, verify=lambda: asked.append(1) or whole)) as d:
        await d.until(lambda: bool(asked))
        await d.settle()
        await d.until(lambda: whole or "open it again: its index does not fit it" in d.lines()[1])
        assert ("open it again: its index does not fit it" in d.text()) != whole


@pytest.mark.parametrize("key", ["w", "O", "R", "ctrl+z"])
async def test_a_key_that_a_public_session_refuses_says_so(library: Library, key: str) -> None:
    async with driven(library, session=Session(library, kiosk=True)) as d:
        await d.press(key)
        assert d.screen is d.explorer and "not in a public session" in d.explorer.bar.notice
        await d.press("/", key)
        assert "public session" not in d.text()
