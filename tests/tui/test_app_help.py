"""Help for the place of the focus, narrowed by what is typed; the footer follows the focus and shrinks by rank."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.commands import PLACES
from kortui.model import Library
from kortui.tui.glyphs import Glyphs, glyphs, use
from kortui.tui.help import HelpScreen, help_lines, wanted
from kortui.tui.session import Session
from tests.tui.driving import Driven, driven


def _shown(d: Driven) -> str:
    assert isinstance(d.screen, HelpScreen)
    return "\n".join(p.text for p in d.screen.query_one("#text").paragraphs)


async def test_what_is_typed_narrows(library: Library) -> None:
    async with driven(library) as d:
        await d.press("question_mark")
        whole = _shown(d)
        await d.type("sentence docu")
        assert "Show the sentence behind the record in its document" in _shown(d)
        assert len(_shown(d)) < len(whole) / 10 and "1 line" in d.lines()[1]
        lit = [p.text[a:b] for p in d.screen.query_one("#text").paragraphs for a, b in p.hits]
        assert lit == ["sentence", "docu"]
        await d.press("backspace", "escape")
        assert isinstance(d.screen, HelpScreen) and _shown(d) == whole
        await d.press("escape")
        assert d.screen is d.explorer


async def test_a_single_key_finds_what_it_does(library: Library) -> None:
    async with driven(library) as d:
        await d.press("question_mark", "w")
        assert "Write the records shown to a file" in _shown(d) and "Go down one line" not in _shown(d)
        await d.press("ctrl+u", "q")
        assert d.screen is d.explorer, "q leaves while nothing is typed"
        await d.press("question_mark", "x", "q")
        assert isinstance(d.screen, HelpScreen)
        assert "Nothing by that name" in _shown(d)


async def test_what_works_elsewhere_is_found_too(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        await d.press("question_mark")
        assert "Go to the chart before" not in _shown(d)
        await d.type("chart before")
        assert "Works on the chart" in _shown(d) and "Go to the chart before" in _shown(d)


def test_words_case_and_accents() -> None:
    from kortui.commands import COMMANDS

    lines = help_lines(COMMANDS)
    assert wanted(lines, "") == lines
    assert [line.sign for line in wanted(lines, "TÜRKISH dots")] == ["word word"]
    assert wanted(lines, "record.evidence")[0].words.startswith("Show the sentence")


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("", "list"),
        ("enter", "detail"),
        ("tab", "strip"),
        ("3 tab", "chart"),
        ("e", "document"),
        ("x", "conflicts"),
        ("r enter", "entity"),
        ("d j d", "compare"),
        ("R", "review"),
    ],
)
async def test_help_and_footer_are_of_the_place(library: Library, keys: str, place: str, tmp_path: Path) -> None:
    async with driven(library, session=Session(library, review_file=tmp_path / "review.toml")) as d:
        await d.press("j", *keys.split())
        screen = d.screen
        assert screen.place == place
        offered = screen.offered()
        assert {c.scope for c in offered} <= set(PLACES[place])
        assert {h[3] for h in screen.bar.hints} <= {c.id for c in offered}
        await d.press("question_mark")
        assert all(c.help in _shown(d) for c in offered)
        assert "Keys that work here" not in d.lines()[0]


@pytest.mark.parametrize("width", [45, 60, 80, 120, 200])
async def test_the_footer_drops_keys_by_rank(library: Library, width: int) -> None:
    async with driven(library, size=(width, 24)) as d:
        hints = sorted(d.explorer.bar.hints, key=lambda h: h[2])
        line = d.lines()[-1]
        kept = [f"{key} {label}  " in line + "  " for key, label, _, _ in hints]
        assert kept == sorted(kept, reverse=True) and sum(kept) >= 3, "what is kept ranks before what is dropped"


async def test_help_explains_every_type_and_word_of_a_record(library: Library) -> None:
    from kortui.glossary import TYPES
    from kortui.vocabulary import EVENT_TYPES

    assert tuple(TYPES) == EVENT_TYPES and all(TYPES.values())
    async with driven(library) as d:
        await d.press("?")
        await d.type("glossary establishment")
        assert TYPES["establishment"] in d.text()


async def test_the_code_book_is_explained_where_its_codes_stand(library: Library) -> None:
    from kortui.tui.detail import event_paragraphs

    visit = next(e for e in library.events if e.plover)
    async with driven(library, size=(120, 36), event=visit.id) as d:
        shown = " ".join(d.text().replace("│", " ").replace("┃", " ").split())
        assert "PLOVER CONSULT" in shown and "code book of political events" in shown
    labels = [p.label for p in event_paragraphs(library, visit) if p.text]
    assert labels[-2] == "PLOVER", "behind all that a reader comes for"


async def test_arrows_are_words_where_only_ascii_is_drawn(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Glyphs.__slots__:  # put back what `use` changes
        monkeypatch.setattr(glyphs, name, getattr(glyphs, name))
    use(ascii_only=True)
    async with driven(library) as d:
        await d.press("question_mark")
        signs = {p.label.strip() for p in d.screen.query_one("#text").paragraphs}
        assert {"j down", "enter l right", "h left"} <= signs, "not h <, which is another key"
        assert "down/up scroll" in d.lines()[-1]


async def test_a_blank_turns_the_page_until_something_is_typed(library: Library) -> None:
    async with driven(library) as d:
        await d.press("question_mark", "space")
        text = d.screen.query_one("#text")
        assert text.top > 0 and not d.screen.editor.text and not d.screen.bar.notice
        await d.press("b", "space")
        assert d.screen.editor.text == "b ", "behind a letter it is typed"


@pytest.mark.parametrize("sign", ["•", "━", "─", "+", "n.d.", "▒", "░"])
async def test_the_signs_of_charts_are_explained(library: Library, sign: str) -> None:
    from kortui.commands import COMMANDS

    told = [line for line in help_lines(COMMANDS) if line.group == "Signs in charts"]
    assert any(sign in line.sign.split() for line in told)


async def test_lanes_have_a_legend_where_there_is_room(library: Library) -> None:
    async with driven(library, pane="diplomacy", size=(200, 40)) as d:
        assert "• event" in d.text() and "2 several" in d.text()
