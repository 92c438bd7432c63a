"""Tables and sentences of the panes, on records made for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kortui.model import Actor, Amount, Event, EventDate, Library, Series, SeriesPoint
from kortui.overview import diplomacy, relations, tables
from kortui.overview.series import figures
from kortui.overview.words import amount_words, brief_amount, counted, plural
from tests.tui.samples import small_library


def _amount(value: float, unit: str, kind: str = "money", hedge: str | None = None, twin: int | None = None) -> Amount:
    return Amount(kind, value, unit, hedge, str(value), None, None, twin, 0, 0, 1)  # type: ignore[arg-type]


def _library(*events: tuple[str, str | None, str, str, dict[str, object]]) -> tuple[Library, list[int]]:
    """Events of (title, EDTF, type, "id:role id:role", further fields), in order of date."""
    sample = small_library()
    base = sample.events[0]
    made: list[Event] = []
    for number, (title, date, kind, actors, more) in enumerate(events):
        roles = tuple(Actor(*one.split(":")) for one in actors.split())  # type: ignore[arg-type]
        fields = {"places": (), "amounts": (), "topic": None, "stage": None, **more}
        made.append(
            replace(
                base, id=f"e{number:011d}", title=title, date=EventDate.of(date, "stated" if date else "none"), type=kind,
                actors=roles, domains=("trade",), **fields,
            )  # type: ignore[arg-type]
        )  # fmt: skip
    made.sort(key=lambda e: e.sort_key)
    library = Library(sample.documents, tuple(made), sample.entities, (), (), "0" * 64)
    return library, list(range(len(made)))


def test_an_investment_names_firms_before_their_countries_and_the_money() -> None:
    library, rows = _library(
        ("Later", "1995", "investment", "hyundai-rotem:investor turkiye:recipient", {}),
        (
            "First",
            "1987",
            "investment",
            "south-korea:investor goldstar:investor vestel:partner turkiye:recipient",
            {"places": ("manisa",), "amounts": (_amount(5e6, "USD", hedge="~"), _amount(4e9, "KRW", twin=0))},
        ),
        ("Undated", None, "construction", "south-korea:contractor", {}),
        ("No investment", "1990", "visit", "turkiye:visitor", {}),
    )
    table = tables.investments(library, rows)
    assert [line.cells[0] for line in table.lines] == ["1987", "1995", "undated"]
    assert table.lines[0].cells[1:5] == ("GoldStar", "Vestel", "Manisa", "~$5m")
    assert [library.events[line.row].title for line in table.lines] == ["First", "Later", "Undated"]
    assert table.sentence == "3 investments, 1987–1995; 1 undated; 1 with an amount"


def test_a_table_of_nothing_says_so() -> None:
    library, rows = _library(("Visit", "1990", "visit", "turkiye:visitor", {}))
    for make in (tables.investments, tables.agreements, tables.deals, tables.forces, diplomacy.positions, diplomacy.missions):
        table = make(library, rows)
        assert table.lines == () and table.sentence == "nothing of this kind among these records"


def test_who_met_whom_counts_pairs_and_finds_all_their_records() -> None:
    library, rows = _library(
        ("A", "1982", "visit", "turkiye:visitor south-korea:host", {}),
        ("B", "1986", "meeting", "south-korea:actor turkiye:actor", {}),
        ("C", "1990", "meeting", "south-korea:actor vestel:actor gokturks:other", {}),
        ("D", "1991", "investment", "south-korea:actor turkiye:actor", {}),
        ("E", "1992", "agreement", "south-korea:signatory turkiye:signatory", {}),
    )
    table = diplomacy.meetings(library, rows)
    assert [line.cells[:4] for line in table.lines] == [
        ("South Korea", "Türkiye", "2", "1982–1986"),
        ("South Korea", "Vestel", "1", "1990"),
    ]
    from kortui.search.index import Searcher
    from kortui.search.query import parse

    found = Searcher(library).search(parse(table.lines[0].query))
    assert [library.events[row].title for row in found.rows] == ["A", "B"]
    assert table.lines[1].query == "" and library.events[table.lines[1].row].title == "C"
    assert "most often South Korea and Türkiye, 2 times" in table.sentence


def test_anniversaries_are_round_ahead_and_only_of_known_years() -> None:
    library, rows = _library(
        ("Embassies", "1957-03-08", "establishment", "turkiye:actor", {}),
        ("Vague", "195X", "establishment", "turkiye:actor", {}),
        ("Planned", "2030", "policy", "turkiye:actor", {}),
        ("Free trade", "2013", "agreement", "turkiye:signatory", {}),
    )
    table = diplomacy.anniversaries(library, rows, 2026)
    assert [line.cells[:3] for line in table.lines] == [("2027", "70", "Embassies"), ("2028", "15", "Free trade")]
    assert diplomacy.anniversaries(library, rows, 2028).lines[0].cells[:2] == ("2028", "15")
    assert diplomacy.anniversaries(library, [3], 2026).lines == ()


def test_positions_stand_by_topic_and_those_without_last() -> None:
    library, rows = _library(
        ("Said", "2026-01", "statement", "turkiye:speaker", {"topic": "Ukraine"}),
        ("Else", "2020", "statement", "turkiye:speaker", {}),
        ("Told", "2027", "pledge", "turkiye:actor", {"topic": "Gaza"}),
    )
    table = diplomacy.positions(library, rows)
    assert [(line.cells[0], line.cells[3]) for line in table.lines] == [
        ("Gaza", "Told"),
        ("Ukraine", "Said"),
        ("no topic", "Else"),
    ]


def test_a_series_says_from_what_to_what_what_is_not_exact_and_where_nothing_is() -> None:
    library = small_library()
    ids = [e.id for e in library.events]
    points = (
        SeriesPoint("1965", 8000, None, "actual", ids[0]),
        SeriesPoint("1990", 515_000_000, "<~", "actual", ids[1]),
        SeriesPoint("2030", 20_000_000_000, None, "target", ids[2]),
    )
    shown = replace(library, series=(Series("s", "bilateral trade", "KOR", "TUR", "USD", points),))
    (one,) = figures(shown, range(len(ids)))
    assert one.title == "Bilateral trade KOR–TUR"
    assert one.sentence == (
        "$8,000 in 1965 to <~$515m in 1990, target $20bn in 2030: 3 figures, 1 not exact; none between 1965 and 1990"
    )
    assert figures(shown, [5]) == []


@pytest.mark.parametrize(
    ("noun", "many"), [("company", "companies"), ("soldier", "soldiers"), ("percent", "percent"), ("day", "days")]
)
def test_plurals_of_our_units(noun: str, many: str) -> None:
    assert plural(noun) == many
    assert counted(1, noun) == f"1 {noun}" and counted(2000, noun) == f"2,000 {many}"


def test_amounts_keep_their_hedge_in_words_and_in_brief() -> None:
    assert amount_words(_amount(200, "company", "count", ">")) == "more than 200 companies"
    library, _ = _library(("A", "1990", "aid", "turkiye:actor", {"amounts": (_amount(200, "company", "count", ">"),)}))
    assert brief_amount(library.events[0]) == ">200 companies"


def test_an_enemy_named_in_the_aid_against_it_is_no_party_to_it() -> None:
    library, _ = _library(("A", "1951", "aid", "turkiye:actor south-korea:recipient gokturks:other", {}))
    kinds = {one.other: one.words for one in relations.relations(library, "south-korea")}
    assert kinds == {"turkiye": "aid 1", "gokturks": f"{relations.BESIDE} 1"}
    assert {one.words for one in relations.relations(library, "gokturks")} == {f"{relations.BESIDE} 1"}
