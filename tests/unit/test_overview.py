"""Tables and sentences of the panes, on records made for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kortui.model import Actor, Amount, Event, EventDate, Library, Office, Series, SeriesPoint
from kortui.overview import dealings, diplomacy, jubilees, meetings, relations
from kortui.overview.series import figures, of_series
from kortui.overview.words import amount_words, brief_amount, counted, plural, year_span
from kortui.overview.words import number as number_words
from tests.tui.samples import small_library


def _amount(value: float, unit: str, kind: str = "money", hedge: str | None = None, twin: int | None = None) -> Amount:
    return Amount(kind, value, unit, hedge, str(value), None, None, twin, 0, 0, 1)  # type: ignore[arg-type]


def _library(*events: tuple[str, str | None, str, str, Mapping[str, object]]) -> tuple[Library, list[int]]:
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
        ("Undated", None, "investment", "south-korea:investor", {}),
        ("Bridge", "1994", "construction", "south-korea:contractor", {"amounts": (_amount(9e9, "USD"),)}),
        ("No investment", "1990", "visit", "turkiye:visitor", {}),
    )
    table = dealings.investments(library, rows)
    assert [line.cells[0] for line in table.lines] == ["1987", "1995", "undated"]
    assert table.lines[0].cells[1:5] == ("GoldStar", "Vestel", "Manisa", "~$5m")
    assert table.lines[1].cells[1:5] == ("Hyundai Rotem", "", "Türkiye", ""), "a country that takes money is no partner"
    assert [c.name for c in table.columns][:5] == ["When", "Investor", "Partner", "Place", "Amount"]
    assert [library.events[line.row].title for line in table.lines] == ["First", "Later", "Undated"]
    assert table.sentence == "3 investments, 1987–1995; 1 undated; 1 with an amount"


def test_a_table_of_nothing_says_so() -> None:
    library, rows = _library(("Visit", "1990", "visit", "turkiye:visitor", {}))
    for make in (
        dealings.investments,
        dealings.agreements,
        dealings.deals,
        dealings.forces,
        diplomacy.positions,
        diplomacy.missions,
    ):
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
    table = meetings.meetings(library, rows)
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
    assert table.lines[0].said == "South Korea and Türkiye: 2 times, 1982–1986; meeting 1, visit 1"


def test_anniversaries_are_round_ahead_and_only_of_known_years() -> None:
    library, rows = _library(
        ("Embassies", "1957-03-08", "establishment", "turkiye:actor", {}),
        ("Vague", "195X", "establishment", "turkiye:actor", {}),
        ("Planned", "2030", "policy", "turkiye:actor", {}),
        ("Free trade", "2013", "agreement", "turkiye:signatory", {}),
    )
    table = jubilees.anniversaries(library, rows, 2026)
    assert [line.cells[:3] for line in table.lines] == [("2027", "70", "Embassies"), ("2028", "15", "Free trade")]
    assert jubilees.anniversaries(library, rows, 2028).lines[0].cells[:2] == ("2028", "15")
    assert jubilees.anniversaries(library, [3], 2026).lines == ()


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
    more = (*points[:2], SeriesPoint("2007", 4e9, ">", "actual", ids[3]), points[2])
    (one,) = figures(replace(shown, series=(replace(shown.series[0], points=more),)), range(len(ids)))
    assert one.sentence.endswith("4 figures, 2 not exact; none between 1965, 1990 and 2007"), "an aim ends no gap"
    most = (*more[:3], SeriesPoint("2023", 9e9, "~", "actual", ids[4]), points[2])
    (one,) = figures(replace(shown, series=(replace(shown.series[0], points=most),)), range(len(ids)))
    assert one.sentence.endswith("5 figures, 3 not exact; none for most years")


def test_a_range_is_told_with_both_ends_and_is_not_exact() -> None:
    library = small_library()
    ids = [e.id for e in library.events]
    points = (
        SeriesPoint("2021", 600_000_000, None, "actual", ids[0], 650_000_000),
        SeriesPoint("2022", 600_000_000, None, "actual", ids[1]),
    )
    one = Series("s", "exports", "KOR", None, "USD", points)
    told = of_series(replace(library, series=(one,)), one)
    assert told.sentence == "$600m–$650m in 2021 to $600m in 2022: 2 figures, 1 not exact"
    assert told.brief(0) == "$600m–$650m" and [p.exact for p in told.points] == [False, True]
    twice = replace(one, points=(points[0], replace(points[1], date="2021")))
    assert of_series(replace(library, series=(twice,)), twice).sentence.endswith("those of 2021 differ")


def test_of_differing_figures_of_a_date_none_is_chosen_in_whatever_order_they_come() -> None:
    library = small_library()
    ids = [e.id for e in library.events]
    points = (
        SeriesPoint("2021", 8_500_000_000, None, "actual", ids[0]),
        SeriesPoint("2024", 9_100_000_000, None, "actual", ids[1]),
        SeriesPoint("2024", 8_400_000_000, None, "actual", ids[2]),
    )
    for told in (points, (points[0], points[2], points[1])):
        one = Series("s", "bilateral trade", "KOR", "TUR", "USD", told)
        shown = replace(library, series=(one,))
        (of_pane,) = figures(shown, range(len(ids)))
        wanted = "$8.5bn in 2021 to $8.4bn or $9.1bn in 2024: 3 figures, those of 2024 differ"
        assert of_pane.sentence == of_series(shown, one).sentence == wanted
    alone = Series("s", "bilateral trade", "KOR", "TUR", "USD", points[1:])
    sentence = of_series(replace(library, series=(alone,)), alone).sentence
    assert sentence == "$8.4bn or $9.1bn in 2024: 2 figures, those of 2024 differ"


def test_sentence_table_and_csv_of_the_bundle_give_the_same_points() -> None:
    from kortui import config, store

    library = store.load(config.bundle())
    told = [(p.point, one.unit) for one in figures(library, range(len(library.events))) for p in one.points]
    kept = [(p, series.unit) for series in library.series for p in series.points]
    assert sorted(map(repr, told)) == sorted(map(repr, kept)) and kept
    for series in library.series:
        one = of_series(library, series)
        assert [p.point for p in one.points] == list(series.points)
        for number, point in enumerate(one.points):
            stated = one.say(number)
            assert number_words(point.point.value) in stated and one.unit in stated
            assert (point.point.status == "actual") != stated.endswith(f"({point.point.status})")


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("company", "companies"),
        ("soldier", "soldiers"),
        ("percent", "percent"),
        ("day", "days"),
        ("man", "men"),
        ("aircraft", "aircraft"),
        ("batch", "batches"),
    ],
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


def test_a_count_of_firms_stands_with_the_investors_and_a_report_dates_nothing_it_tells_of() -> None:
    many = {"amounts": (_amount(200, "company", "count", ">"),)}
    library, rows = _library(("Many", "2026-01", "investment", "south-korea:investor turkiye:recipient", many))
    told = replace(library.events[0], date=replace(library.events[0].date, basis="document"))
    library = replace(library, events=(told,))
    table = dealings.investments(library, rows)
    cells = dict(zip((c.name for c in table.columns), table.lines[0].cells, strict=True))
    assert cells["When"] == "told January 2026" and cells["Investor"] == "South Korea (>200 companies)" and not cells["Amount"]
    assert table.sentence == "1 investment; 1 told without a date of its own; none with an amount"


def test_each_table_holds_only_what_its_heading_says() -> None:
    library, rows = _library(
        ("Bridge", "1994", "construction", "south-korea:contractor turkiye:customer", {}),
        ("Loan", "1995", "financing", "south-korea:actor", {}),
        ("Works", "1996", "construction", "goldstar:investor", {}),
        ("Pact", "1997", "agreement", "south-korea:signatory turkiye:signatory", {}),
        ("Club", "1998", "membership", "turkiye:member", {}),
        ("League", None, "alliance", "gokturks:member", {}),
        ("Order", "1999", "contract", "hyundai-rotem:supplier turkiye:customer", {"amounts": (_amount(6, "tank", "count"),)}),
        ("Bought", "2000", "programme", "turkiye:partner", {"stage": "ordered"}),
        ("Help", "2001", "programme", "hyundai-rotem:contractor", {}),
        ("Cars", "2002", "commerce", "goldstar:supplier", {}),
        ("Fair", "2003", "exhibition", "turkiye:host", {}),
    )
    held = {
        make.__name__: [library.events[line.row].title for line in make(library, rows).lines]
        for make in (
            dealings.investments, dealings.works, dealings.agreements, dealings.alliances, dealings.deals, dealings.programmes,
            dealings.commerce, diplomacy.visits,
        )
    }  # fmt: skip
    assert held == {
        "investments": ["Works"],
        "works": ["Bridge", "Loan"],
        "agreements": ["Pact"],
        "alliances": ["Club", "League"],
        "deals": ["Order", "Bought"],
        "programmes": ["Help"],
        "commerce": ["Cars", "Fair"],
        "visits": [],
    }
    late = ("Late", "2030", "delivery", "goldstar:supplier", {"stage": "delivered"})
    shown, _ = _library(late)
    planned = replace(shown.events[0], date=replace(shown.events[0].date, role="planned"))
    (line,) = dealings.deals(replace(shown, events=(planned,)), [0]).lines
    assert line.cells[:2] == ("2030, planned", "to be delivered")
    order = dict(
        zip((c.name for c in dealings.deals(library, rows).columns), dealings.deals(library, rows).lines[0].cells, strict=True)
    )
    assert (order["Supplier"], order["Customer"], order["Number"], order["Amount"]) == (
        "Hyundai Rotem",
        "Türkiye",
        "6 tanks",
        "",
    )


def test_a_state_or_a_council_is_no_mission() -> None:
    rule = {"domains": ("diplomacy",)}
    library, rows = _library(
        ("State", "1948", "establishment", "south-korea:actor", {"rule": "establishment.state"}),
        ("Relations", "1957", "establishment", "south-korea:actor turkiye:actor", {"rule": "editor"}),
        ("Embassy", "1958", "establishment", "", {"rule": "establishment.opened"}),
        ("School", "1959", "establishment", "", {"rule": "establishment.opened"}),
        ("Own", "1959", "establishment", "south-korea:actor", {"rule": "editor"}),
        ("Known", "1960", "recognition", "turkiye:actor south-korea:recipient", {"rule": "editor"}),
    )
    library = replace(library, events=tuple(replace(e, **rule) for e in library.events))  # type: ignore[arg-type]
    assert [library.events[line.row].title for line in diplomacy.missions(library, rows).lines] == [
        "Relations", "Embassy", "Known",
    ]  # fmt: skip
    assert [library.events[line.row].title for line in diplomacy.bodies(library, rows).lines] == ["State", "School", "Own"]


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ([("1984~/1986~", "the mid 1980s"), ("1995", "")], "mid 1980s to 1995"),
        ([("1984~/1986~", "the mid 1980s")], "mid 1980s"),
        ([("1982", ""), ("2025-06", "")], "1982–2025"),
        ([("198X/..", ""), ("2026", "")], "1980s to 2026"),
        ([("1950-06-25/1953-07-27", "")], "1950–1953"),
        ([("[2024..2026]", "")], "between 2024 and 2026"),
        ([("1987~", ""), ("1990", "")], "about 1987 to 1990"),
        ([("-0049", ""), ("0014", "")], "50 BC to 14"),
        ([(None, "")], ""),
        ([("1981", ""), ("../2026-01", "")], "1981"),
        ([("../2026-01", "")], "2026"),
    ],
)
def test_no_span_names_a_year_that_no_date_gives(dates: list[tuple[str | None, str]], words: str) -> None:
    library, _ = _library(*[(f"T{n}", date, "visit", "", {}) for n, (date, _) in enumerate(dates)])
    texts = {f"T{n}": text for n, (_, text) in enumerate(dates)}
    events = [replace(e, date=replace(e.date, text=texts[e.title])) for e in library.events]
    assert year_span(events) == words


def test_an_aim_is_due_at_its_end_and_the_past_is_not() -> None:
    library, _ = _library(("First", "1981", "target", "", {}), ("Aim", "../2030", "target", "", {}))
    aims = [replace(e, date=replace(e.date, role="target")) for e in library.events]
    assert year_span(aims) == "1981–2030" and year_span(library.events) == "1981"


def test_investments_name_what_is_counted_with_them_and_what_only_a_report_dates() -> None:
    library, rows = _library(
        ("Joint company", "1987", "investment", "goldstar:investor vestel:partner", {}),
        ("Factory", "1995", "construction", "goldstar:investor", {}),
        ("Firms invest", "2026-01", "investment", "south-korea:investor", {}),
        ("Some day", None, "investment", "goldstar:investor", {}),
    )
    library = replace(
        library,
        events=tuple(
            replace(e, date=replace(e.date, basis="document")) if e.title == "Firms invest" else e for e in library.events
        ),
    )
    table = dealings.investments(library, rows)
    assert table.sentence.startswith("4 investments, 1987–1995; 1 undated; 1 told without a date of its own; ")
    assert "1 of them construction by an investor" in table.sentence


def test_a_president_counts_for_the_country_and_is_named() -> None:
    library, rows = _library(
        ("Talks", "1982", "meeting", "south-korea:actor turkiye:actor", {}),
        ("Visit", "2025", "visit", "lee:visitor turkiye:host", {}),
        ("Firm", "2026", "visit", "goldstar:visitor turkiye:host", {}),
        ("At home", "2026", "meeting", "lee:actor south-korea:actor", {}),
    )
    lee = replace(
        library.index.entity["turkiye"], id="lee", name="Lee", kind="person", country="KOR", offices=(Office("President"),)
    )
    countries = [replace(e, country={"turkiye": "TUR", "south-korea": "KOR"}.get(e.id, e.country)) for e in library.entities]
    library = replace(library, entities=tuple(sorted((*countries, lee), key=lambda e: e.id)))
    table = meetings.meetings(library, rows)
    assert [line.cells for line in table.lines] == [
        ("South Korea", "Türkiye", "2", "1982–2025", "meeting 1, visit 1", "Lee (1 of 2)"),
        ("GoldStar", "Türkiye", "1", "2026", "visit 1", ""),
    ]
    assert table.lines[0].query == "who:south-korea,lee who:turkiye type:visit,meeting"
    assert table.lines[0].said.endswith("; one of them through Lee"), "the talks of 1982 were not through him"
    alone = meetings.meetings(library, [row for row in rows if library.events[row].title == "Visit"])
    assert alone.lines[0].cells[5] == "Lee" and alone.lines[0].said.endswith("; through Lee")


def test_a_jubilee_stands_once_and_the_past_stays_past() -> None:
    pair = "south-korea:actor turkiye:actor"
    ordinal = {"amounts": (_amount(70, "", "ordinal"),)}
    library, rows = _library(
        ("Relations established", "1957", "establishment", pair, {}),
        ("70th anniversary", "2027", "anniversary", pair, ordinal),
        ("70 years of ties", "2027", "anniversary", pair, ordinal),
        ("60 years of help", "2027", "anniversary", "turkiye:actor", {"amounts": (_amount(60, "", "ordinal"),)}),
        ("Sister cities sign", "1971", "agreement", pair, {}),
        ("Told of", "1976", "agreement", pair, {}),
    )
    library = replace(
        library,
        events=tuple(replace(e, date=replace(e.date, basis="document")) if e.title == "Told of" else e for e in library.events),
    )
    table = jubilees.anniversaries(library, rows, 2026)
    assert [line.cells for line in table.lines] == [
        ("2026", "55", "Sister cities sign", "1971", ""),
        ("2027", "70", "Relations established", "1957", "the sources"),
        ("2027", "60", "60 years of help", "", "the sources"),
    ]
    assert table.sentence == "3 anniversaries from 2026 on; next in 2026, 55 years since 1971: Sister cities sign"


def test_a_deal_names_the_state_that_signs_beside_its_firm() -> None:
    library, rows = _library(
        ("Tanks", "2025", "contract", "south-korea:supplier hyundai-rotem:supplier turkiye:customer", {"stage": "ordered"}),
    )
    (line,) = dealings.deals(library, rows).lines
    assert line.cells[2:4] == ("Hyundai Rotem, South Korea", "Türkiye")


def test_the_visits_of_a_pane_say_whose_they_are() -> None:
    library, rows = _library(("A", "1982", "visit", "turkiye:visitor south-korea:host", {}))
    assert diplomacy.visits(library, rows).sentence.startswith("1 diplomatic visit or meeting, 1982; those of defense or trade")
    assert diplomacy.visits(library, rows).lines[0].cells[:5] == ("1982", "visit", "Türkiye", "South Korea", "South Korea")
    assert diplomacy.trade_meetings(library, rows).sentence == "1 trade visit or meeting, 1982"
    assert diplomacy.defense_meetings(library, rows).sentence == "1 defense visit or meeting, 1982"
    from kortui.overview.parts import parts

    assert all("Meetings" in [p.title for p in parts(pane, library, rows)] for pane in ("defense", "trade"))


def test_gaps_that_follow_each_other_are_named_in_one() -> None:
    sample = small_library()
    event = sample.events[0].id
    points = tuple(SeriesPoint(str(year), year, None, "actual", event) for year in (1960, 1970, 1980, 1985, 1995))
    library = replace(sample, series=(Series("s", "guns", "KOR", None, "USD", points),))
    (one,) = figures(library, [library.index.row[event]])
    assert one.sentence.endswith("none of KOR between 1960, 1970 and 1980, or 1985 and 1995")


def test_relations_say_dealings_before_what_is_none() -> None:
    one = relations.Relation("b", "a", (1, 2, 3), ((relations.BESIDE, 2), ("visit", 1)))
    assert one.words == f"visit 1, {relations.BESIDE} 2"
