"""The page of an entity: names in every script, partners to walk along, mentions that open their place."""

from __future__ import annotations

from kortui.model import Library
from kortui.tui.screens.chooser import Chooser
from kortui.tui.screens.document import DocumentScreen
from kortui.tui.screens.entity import EntityScreen
from tests.tui.driving import Driven, driven


async def _open(d: Driven, library: Library, name: str) -> None:
    d.explorer.open_entity(name)
    await d.settle()
    assert isinstance(d.screen, EntityScreen) and d.screen.entity == library.index.entity[name]


async def test_names_in_all_scripts_and_counts(library: Library) -> None:
    async with driven(library) as d:
        await _open(d, library, "turkiye")
        text = d.text()
        assert "튀르키예" in text and "터키" in text and "Turkey" in text
        rows = library.index.rows_of_entity["turkiye"]
        assert f"{len(rows)} records" in text
        assert len(d.screen.list.source) == len(rows)


async def test_partners_are_walked_along_and_back(library: Library) -> None:
    together = [
        other
        for row in library.index.rows_of_entity["vestel"]
        for event in [library.events[row]]
        for other in [*(a.id for a in event.actors), *event.places]
        if other != "vestel"
    ]
    async with driven(library) as d:
        await _open(d, library, "vestel")
        await d.press("enter")
        assert isinstance(d.screen, EntityScreen) and d.screen.entity.id in together
        await d.press("q")
        assert d.screen.entity.id == "vestel"
        await d.press("J", "enter")
        assert d.screen.entity.id in together
        await d.press("h", "h")
        assert d.screen is d.explorer


async def test_a_mention_opens_its_place_lit(library: Library) -> None:
    async with driven(library) as d:
        await _open(d, library, "altay")
        await d.press(*["J"] * 30, "enter")
        assert isinstance(d.screen, DocumentScreen)
        assert "Altay" in d.text()


async def test_a_record_of_the_list_is_gone_to(library: Library) -> None:
    async with driven(library, pane="trade") as d:
        await _open(d, library, "hyundai-rotem")
        await d.press("tab", "enter")
        assert d.screen is d.explorer and "Altay" in d.explorer.record.title


async def test_relations_ask_whose_page(library: Library) -> None:
    async with driven(library, event=next(e.id for e in library.events if "Manisa" in e.title)) as d:
        await d.press("r")
        assert isinstance(d.screen, Chooser)
        await d.type("vestel")
        await d.press("enter")
        assert isinstance(d.screen, EntityScreen) and d.screen.entity.id == "vestel"


async def test_every_entity_has_a_page_at_every_size(library: Library) -> None:
    for size in ((20, 5), (45, 12), (80, 24), (140, 40)):
        async with driven(library, size=size) as d:
            for entity in library.entities:
                await _open(d, library, entity.id)
                await d.press("tab", "j", "J", "q")
                assert d.screen is d.explorer
