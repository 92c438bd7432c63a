"""Figures of tables: rows of years, columns of flows, the unit of the heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.model import Event
from tests.extract.made import library, records

TABLE = """# Kenya and India

Kenya's trade with India, in {unit}

| Year | Exports | Imports | Balance | Share (%) |
|------|---------|---------|---------|-----------|
| 2021 | 1,200   | 3,400   | -2,200  | 12        |
| 2022 | 1,350   | n/a     | -1,100  | 13        |
"""


def _told(found: tuple[Event, ...]) -> list[tuple[str | None, str | None, float | int | None, str | None]]:
    return [(e.date.edtf, e.amounts[0].measure, e.amounts[0].value, e.amounts[0].unit) for e in found]


@pytest.mark.parametrize(
    ("unit", "factor", "code"),
    [
        ("million dollars", 10**6, "USD"),
        ("millions of U.S. dollars", 10**6, "USD"),
        ("US$ million", 10**6, "USD"),
        ("EUR bn", 10**9, "EUR"),
        ("thousand euros", 10**3, "EUR"),
        ("billion won", 10**9, "KRW"),
    ],
)
def test_cells_take_the_unit_of_their_heading(unit: str, factor: int, code: str) -> None:
    found = records(TABLE.format(unit=unit), name="note.md")
    assert _told(found) == [
        ("2021", "exports of Kenya to India", 1200 * factor, code),
        ("2021", "imports of Kenya from India", 3400 * factor, code),
        ("2022", "exports of Kenya to India", 1350 * factor, code),
    ]


def test_a_figure_of_a_table_quotes_its_row_and_points_at_its_cell() -> None:
    text = TABLE.format(unit="million dollars")
    first = records(text, name="note.md")[0]
    assert first.evidence[0].exact.startswith("| 2021 |") and first.amounts[0].text == "1,200"
    assert text[first.amounts[0].start : first.amounts[0].end] == "1,200"
    assert first.title == "Exports of Kenya to India stand at 1,200 million dollars"


@pytest.mark.parametrize("bar", [" | ", "\t"])
def test_rows_of_plain_text_are_a_table_too(bar: str) -> None:
    rows = ["Year|Exports|Total", "2021|1,200|4,600", "2022|1,350|5,250"]
    text = "Notes on Kenya\n\nTrade between Kenya and India ($ million)\n\n" + "\n".join(r.replace("|", bar) for r in rows)
    assert _told(records(text)) == [
        ("2021", "exports", 1.2e9, "USD"),
        ("2021", "bilateral trade", 4.6e9, "USD"),
        ("2022", "exports", 1.35e9, "USD"),
        ("2022", "bilateral trade", 5.25e9, "USD"),
    ]


def test_cells_with_their_own_scale_or_currency_keep_it() -> None:
    text = "Kenya's exports to India (in dollars)\n\nYear | Exports\n2021 | 800 million\n2022 | €900 million\n"
    assert _told(records(f"Notes\n\n{text}")) == [
        ("2021", "exports of Kenya to India", 8e8, "USD"),
        ("2022", "exports of Kenya to India", 9e8, "EUR"),
    ]


def test_a_list_of_years_is_a_column() -> None:
    text = "# Notes\n\nExports of Kenya to India (million dollars)\n\n- 2021: 1,200\n- 2022: 1,350\n"
    assert _told(records(text, name="note.md")) == [
        ("2021", "exports of Kenya to India", 1.2e9, "USD"),
        ("2022", "exports of Kenya to India", 1.35e9, "USD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and India\n\nYear | Exports | Imports\n2021 | 1,200 | 3,400\n2022 | 1,350 | 3,900\n",  # of what unit?
        "Kenya's trade in million dollars\n\nYear | Medals | Rank\n2021 | 12 | 3\n2022 | 13 | 4\n",
        "Kenya's trade in million dollars\n\nTimes: 10:30\nPhone: 2021 1234\n",
    ],
)
def test_what_has_no_unit_or_no_measure_gives_no_figure(text: str) -> None:
    assert [e for e in records(f"Notes\n\n{text}") if e.type == "statistic"] == []


def test_figures_whose_owner_is_unknown_contradict_nobody(tmp_path: Path) -> None:
    told = "Notes {}\n\nYear | Exports ($ million)\n2021 | {}\n2022 | 1,350\n"
    made = library(tmp_path, a=told.format("A", "1,200"), b=told.format("B", "900"))
    assert len(made.events) == 4 - 1 and made.conflicts == ()


def test_trade_without_names_is_of_the_two_countries_the_page_is_about() -> None:
    page = "Relations between Kenya and India\n\nTies are close.\n\nBilateral trade (million USD):\n2021: 3,511\n2022: 5,064"
    found = [e for e in records(page) if e.type == "statistic"]
    assert [(e.title, {a.id for a in e.actors}) for e in found] == [
        ("India–Kenya trade stands at 3,511 million USD", {"india", "kenya"}),
        ("India–Kenya trade stands at 5,064 million USD", {"india", "kenya"}),
    ]
