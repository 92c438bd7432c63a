"""Every command through its real key in every pane and place that offers it: something must happen, and the right thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kortui.commands import COMMANDS, PLACES, Command
from kortui.model import Library
from kortui.tui.help import HelpScreen
from kortui.tui.panes import PANES
from kortui.tui.screens.chooser import Chooser
from kortui.tui.screens.conflicts import ConflictScreen
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.screens.explorer import Explorer
from kortui.tui.screens.facets import FacetScreen
from kortui.tui.screens.jump import JumpScreen
from kortui.tui.screens.note import NoteScreen
from kortui.tui.screens.review import ReviewScreen
from kortui.tui.screens.saved import SavedScreen
from kortui.tui.screens.shown import ShownText
from kortui.tui.session import Session
from kortui.tui.tour import TourBar
from kortui.tui.trail import Spot
from tests.tui.driving import Driven, driven


@dataclass
class Before:
    """What stood before a key."""

    spot: Spot
    cursor: int
    focus: str
    screen: object


Check = Callable[[Driven, Before], bool]


def _cursor(step: int) -> Check:
    return lambda d, b: d.explorer.list.cursor == max(0, min(b.cursor + step, len(d.explorer.list.source) - 1))


def _at(pick: Callable[[Explorer], int]) -> Check:
    return lambda d, b: d.explorer.list.cursor == pick(d.explorer)


def _screen(kind: type) -> Check:
    return lambda d, b: type(d.screen) is kind


def _says(words: str) -> Check:
    return lambda d, b: words in d.explorer.bar.notice


def _pane(name: str) -> Check:
    return lambda d, b: d.explorer.pane == name


def _copied(words: Callable[[Driven], str]) -> Check:
    return lambda d, b: words(d) in (d.app.clipboard or "")


def _query(part: str) -> Check:
    return lambda d, b: part in d.explorer.text


def _further(d: Driven, b: Before) -> bool:
    return d.explorer.list.cursor > b.cursor or d.explorer.list.cursor == len(d.explorer.list.source) - 1


def _opened(d: Driven, b: Before) -> bool:
    return isinstance(d.screen, DocumentScreen) if b.spot.pane == "documents" else d.explorer.focused is d.explorer.detail


# What each key of the list must have done; the cursor begins on the third item.
IN_LIST: dict[str, Check] = {
    "move.down": _cursor(1),
    "move.up": _cursor(-1),
    "move.page-down": _further,
    "move.page-up": _at(lambda e: 0),
    "move.half-down": _further,
    "move.half-up": _at(lambda e: 0),
    "move.top": _at(lambda e: 0),
    "move.bottom": _at(lambda e: len(e.list.source) - 1),
    "group.next": lambda d, b: (
        d.explorer.list.cursor
        == next((s for s in d.explorer.list.source.groups.starts if s > b.cursor), len(d.explorer.list.source) - 1)
    ),
    "group.previous": lambda d, b: (
        d.explorer.list.cursor == max((s for s in d.explorer.list.source.groups.starts if s < b.cursor), default=0)
    ),
    "record.open": _opened,
    "record.up": lambda d, b: d.explorer.focused is d.explorer.list,
    "record.evidence": _screen(DocumentScreen),
    "record.document": _screen(DocumentScreen),
    "record.context": lambda d, b: isinstance(d.screen, Chooser),
    "record.relations": lambda d, b: isinstance(d.screen, Chooser) or d.screen is not d.explorer,
    "record.star": lambda d, b: b.spot.event in d.explorer.session.stars.ids,
    "record.note": _screen(NoteScreen),
    "record.compare": lambda d, b: d.explorer.session.held == b.spot.event and "Held" in d.explorer.bar.notice,
    "copy.open": lambda d, b: d.explorer.pending == "copy",
    "pane.timeline": _pane("timeline"),
    "pane.defense": _pane("defense"),
    "pane.trade": _pane("trade"),
    "pane.diplomacy": _pane("diplomacy"),
    "pane.documents": _pane("documents"),
    "search.open": lambda d, b: d.explorer.line.typing and d.explorer.focused is d.explorer.line,
    "hit.next": _cursor(1),
    "hit.previous": _cursor(-1),
    "facets.open": _screen(FacetScreen),
    "facets.clear": lambda d, b: d.explorer.text == "",
    "chip.remove": lambda d, b: d.explorer.text == "",
    "chip.choose": lambda d, b: d.explorer.text == "" or isinstance(d.screen, Chooser),
    "saved.open": _screen(SavedScreen),
    "saved.save": lambda d, b: isinstance(d.screen, Chooser) or "no search to save" in d.explorer.bar.notice,
    "sort.next": _query("sort:"),
    "sort.reverse": _query("sort:-date"),
    "date.go": _screen(Chooser),
    "zoom.in": _says("Each bar is"),
    "zoom.out": _says("Each bar is"),
    "chart.mode": lambda d, b: d.explorer.view.axis == d.explorer.view.chart.axes[1] and "again: " in d.explorer.bar.notice,
    "chart.values": lambda d, b: d.explorer.view.stated and "again: short figures" in d.explorer.bar.notice,
    "conflicts.open": _screen(ConflictScreen),
    "stars.open": _says("No record is starred"),
    "notes.open": _says("There is no note"),
    "export.open": _screen(Chooser),
    "review.open": _screen(ReviewScreen),
    "history.back": _says("This is where you began"),
    "history.forward": _says("nothing further"),
    "undo.last": _says("Nothing to undo"),
    "focus.next": lambda d, b: d.explorer.focused is not None and (d.explorer.focused.id or "") != b.focus,
    "focus.previous": lambda d, b: d.explorer.focused is not None and (d.explorer.focused.id or "") != b.focus,
    "jump.open": _screen(JumpScreen),
    "go.cancel": lambda d, b: d.app.is_running and not d.app._exit,
    "go.back": lambda d, b: d.explorer.pending == "quit" or d.explorer.text == "",
    "app.help": _screen(HelpScreen),
    "app.palette": _screen(Chooser),
    "app.tour": lambda d, b: d.app.tour is not None and len(d.screen.query(TourBar)) == 1,
    "app.redraw": lambda d, b: d.explorer.spot == b.spot,
    "app.plain": lambda d, b: isinstance(d.screen, ShownText) and d.screen.plain_text() in d.screen._text,
    "app.mouse": _says("sends no mouse"),
    "app.suspend": lambda d, b: d.suspended == 1 and d.explorer.spot == b.spot,
    "app.quit": lambda d, b: d.app._exit,
}
COPIES: dict[str, Check] = {
    "copy.citation": lambda d, b: isinstance(d.screen, ShownText) or "Citation" in d.explorer.bar.notice,
    "copy.quote": lambda d, b: "In " in d.app.clipboard or "told" in d.app.clipboard,
    "copy.link": lambda d, b: d.app.clipboard == f"kortui --event {b.spot.event}",
    "copy.id": lambda d, b: d.app.clipboard == b.spot.event,
}


async def _reset(d: Driven, pane: str, query: str = "") -> Before:
    while len(d.app.screen_stack) > 1:
        await d.press("escape")
    explorer = d.explorer
    if explorer.line.typing:
        await d.press("escape")
    explorer.pending = ""
    explorer.say("")
    explorer.trail = type(explorer.trail)()
    explorer.session.changes.clear()
    explorer.session.held = ""
    if d.app.tour is not None:
        await d.press("ctrl+t")
    explorer.session.stars.ids.clear()
    explorer.session.stars.version += 1
    explorer.moment = -1
    if explorer.view is not None and hasattr(explorer.view, "modes"):
        explorer.view.modes = {}
    explorer.go(Spot(pane, query), remember=False)
    explorer.list.move(2)
    explorer.list.top = 0
    await d.settle()
    return Before(explorer.spot, explorer.list.cursor, explorer.focused.id or "", d.screen)


def _key(command: Command) -> str:
    return command.keys[0]


@pytest.mark.parametrize("pane", [p.id for p in PANES])
async def test_every_command_of_the_list_in_every_pane(library: Library, pane: str, tmp_path: Path) -> None:
    seen = set()
    async with driven(library, pane=pane, session=Session(library, review_file=tmp_path / "review.toml")) as d:
        for command in COMMANDS:
            if command.scope not in PLACES["list"] or not command.keys or command.id == "app.quit":
                continue
            before = await _reset(d, pane, "korea OR turkiye OR told" if command.scope == "hits" else "")
            if not d.explorer.available(command):
                await d.press(_key(command))
                assert d.explorer.spot == before.spot and d.screen is before.screen, f"{command.id} is shut but did something"
                assert d.explorer.bar.notice, f"{command.id} is shut and does not say so"
                continue
            seen.add(command.id)
            await d.press(_key(command))
            assert IN_LIST[command.id](d, before), f"{command.id} by {_key(command)} in {pane}"
        await _reset(d, pane)
        await d.press("ctrl+q")
        assert d.app._exit
    shut = {"documents": 10, "timeline": 2}.get(pane, 3)
    assert len(seen) >= len(IN_LIST) - 1 - shut


@pytest.mark.parametrize("pane", [p.id for p in PANES if p.lists == "events"])
async def test_every_copy_in_every_pane(library: Library, pane: str) -> None:
    async with driven(library, pane=pane) as d:
        for command in COMMANDS:
            if command.scope == "copy":
                before = await _reset(d, pane)
                await d.press("y", _key(command))
                assert COPIES[command.id](d, before), command.id
                assert d.app.clipboard


async def test_every_command_has_a_check() -> None:
    bound = {c.id for c in COMMANDS if c.keys and c.scope in PLACES["list"]}
    assert bound == set(IN_LIST)
    assert {c.id for c in COMMANDS if c.scope == "copy"} == set(COPIES)


async def test_every_alias_of_a_hangul_layout_does_what_its_letter_does(library: Library) -> None:
    async with driven(library) as d:
        for jamo, check in (("ㅓ", _cursor(1)), ("ㅏ", _cursor(-1)), ("ㅎ", _at(lambda e: 0)), ("ㄹ", _screen(FacetScreen))):
            before = await _reset(d, "timeline")
            await d.press(jamo)
            assert check(d, before), jamo


async def test_every_second_key_of_a_command_works(library: Library) -> None:
    async with driven(library) as d:
        for command in COMMANDS:
            if command.scope in ("move", "open", "app") and command.id != "app.quit":
                for key in command.keys[1:]:
                    before = await _reset(d, "timeline")
                    await d.press(key)
                    assert IN_LIST[command.id](d, before), f"{command.id} by {key}"


async def test_keys_rebound_by_id(library: Library) -> None:
    from kortui.rebinding import rebind

    session = Session(library, commands=rebind({"move.down": "n", "hit.next": "f4", "app.help": ""}).commands)
    async with driven(library, session=session) as d:
        before = d.explorer.list.cursor
        await d.press("n")
        assert d.explorer.list.cursor == before + 1
        await d.press("j")
        assert d.explorer.list.cursor == before + 1
        await d.press("question_mark")
        assert d.screen is d.explorer
        assert any(line.count("n/k move") for line in d.lines())


async def test_the_footer_names_only_keys_that_work(library: Library) -> None:
    async with driven(library) as d:
        for pane in (p.id for p in PANES):
            await _reset(d, pane)
            shown = {h[3] for h in d.explorer.bar.hints}
            assert shown <= {c.id for c in d.explorer.offered()}
            assert ("record.star" in shown) == (pane != "documents")


async def test_palette_and_help_offer_exactly_what_works_here(library: Library) -> None:
    from kortui.tui.palette import entries

    async with driven(library) as d:
        for pane in ("timeline", "documents"):
            await _reset(d, pane)
            offered = d.explorer.offered()
            assert {e.value for e in entries(offered)} == set(offered) - {c for c in offered if c.id == "app.palette"}
            await d.press("question_mark")
            text = "\n".join(p.text for p in d.screen.query_one("#text").paragraphs)
            assert all(c.help in text for c in offered)
            assert not any(c.help in text for c in COMMANDS if c not in offered and c.scope != "copy")
            await d.press("q")


async def test_no_command_of_the_palette_takes_a_screenshot(library: Library) -> None:
    async with driven(library) as d:
        await d.press("colon")
        await d.type("screenshot")
        assert "Nothing by that name" in d.text()


async def test_the_palette_runs_a_command_where_the_focus_was(library: Library) -> None:
    async with driven(library) as d:
        before = d.explorer.record
        await d.press("colon")
        await d.type("star the record")
        await d.press("enter")
        assert before is not None and before.id in d.explorer.session.stars.ids
