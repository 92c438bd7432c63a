"""Datelines: kept out of what a report tells, and a reason for the day it was published."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.extract import datelines, readers
from tests.extract.made import analysis, records

TOLD = "Kenya and India signed a trade agreement on Monday."


def rest(text: str) -> str | None:
    found = datelines.at(text, 0, len(text))
    return text[found.end :] if found else None


@pytest.mark.parametrize(
    "dateline",
    [
        "NAIROBI, June 30 (Yonhap) -- ",
        "NAIROBI, 30 Haziran 2024 (AA) – ",
        "NAIROBI, 30 June 2024 (Yonhap) -- ",
        "NAIROBI, Jan 23 - ",
        "NAIROBI, Kenya (AP) — ",
        "NEW YORK, N.Y., Jan. 3 (AP) — ",
        "WASHINGTON/NAIROBI (Reuters) - ",
        "İSTANBUL – ",
        "NAIROBI: ",
        "Nairobi, June 30 (Namsan News) -- ",
        "Nairobi — ",
        "By Kim So-yeon NAIROBI, June 30 (Yonhap) -- ",
        "(Reuters) - ",
        "BAKU, Azerbaijan, Dec. 9. ",
        "(MENAFN- Trend News Agency) BAKU, Azerbaijan, December 9. ",
        "HÀ NỘI — ",
        "June 30 (Reuters) - ",
        "NAIROBI, June 30 (Xinhua) ",
        "(서울=연합뉴스) 김철수 기자 = ",
    ],
)
def test_a_dateline_ends_where_the_report_begins(dateline: str) -> None:
    assert rest(dateline + TOLD) == TOLD
    assert datelines.without(dateline + TOLD) == TOLD


@pytest.mark.parametrize(
    "text",
    [
        "ASELSAN – Türkiye's largest defence firm – signed a contract.",
        "KAI -- maker of the jet -- said so.",
        "KF-21 – the first jet of its kind – flew.",
        "Nairobi – Mombasa trains began to run in 2017.",
        "Kenya, June 30 — the army withdrew.",
        "Nairobi: the capital of Kenya.",
        "Kenya and India signed an agreement on June 30 - the second of the year.",
    ],
)
def test_a_name_before_a_dash_is_no_dateline(text: str) -> None:
    assert rest(text) is None
    assert datelines.without(text) == text


def test_who_sent_a_report_takes_no_part_in_it() -> None:
    text = "By Kim So-yeon\n\nAnkara — Anadolu Agency\n\nSEOUL, 30 June 2024 (Yonhap) -- " + TOLD
    (event,) = records(text)
    assert {a.id for a in event.actors} == {"kenya", "india"}
    assert event.title == "Kenya and India sign a trade agreement"
    assert event.evidence[0].exact.startswith("SEOUL, 30 June 2024")


def test_a_line_with_only_a_dateline_is_a_byline_and_no_line_between_makes_a_headline_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Nairobi to buy trams\n\nBy Kim So-yeon\n\nAnkara — Anadolu Agency\n\n" + TOLD + "\n", encoding="utf-8")
    assert [block.kind for block in readers.read(path).blocks] == ["headline", "byline", "byline", "paragraph"]


def test_a_dateline_with_a_line_of_its_own_dates_the_report_too() -> None:
    found = analysis("Two sides sign\n\nBAKU, Azerbaijan, July 1\n\nBy Kim So-yeon\n\n" + TOLD, published="2024")
    assert found.document.published_bounds == "2024-07-01"


def test_a_title_made_of_the_first_line_has_no_dateline(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("SEOUL, June 30 (Yonhap) -- " + TOLD + "\n", encoding="utf-8")
    assert readers.read(path).title == TOLD


def test_a_dateline_with_its_year_is_the_day_of_publication() -> None:
    found = analysis("Trade pact\n\nANKARA, 1 Temmuz 2024 (AA) – " + TOLD + " Trade fell last year.")
    assert found.document.published is None
    assert found.document.published_bounds == "2024-07-01"
    assert found.document.published_basis == ('is datelined "1 Temmuz 2024"',)
    assert [d.edtf for d in found.dates] == ["2024-07-01", "2024-07-01", "2023"]


def test_a_dateline_without_its_year_gives_the_day_in_the_year_that_is_known() -> None:
    found = analysis("SEOUL, July 1 (Yonhap) -- " + TOLD + " Trade fell last year.", published="2024")
    assert found.document.published == "2024"
    assert found.document.published_bounds == "2024-07-01"
    assert [d.edtf for d in found.dates] == ["2024-07-01", "2024-07-01", "2023"]


def test_a_dateline_that_lies_outside_what_is_stated_says_nothing() -> None:
    found = analysis("SEOUL, 1 July 2021 (Yonhap) -- " + TOLD, published="2024")
    assert found.document.published_bounds is None


def test_a_dateline_without_its_year_is_the_day_in_each_year_that_is_possible() -> None:
    text = "SEOUL, July 1 (Yonhap) -- " + TOLD + " Trade was worth $9 billion in 2023. The two aim to hold a fair in 2026."
    found = analysis(text)
    assert found.document.published_bounds == "[2024-07-01,2025-07-01]"
    assert found.document.published_basis[0] == 'is datelined "July 1"'
    assert found.dates[1].text == "Monday"
    assert found.dates[1].edtf == "[2024-07-01,2025-06-30]"


def test_a_report_with_a_dateline_is_of_its_own_day() -> None:
    (event,) = records("SEOUL, 1 July 2024 (Yonhap) -- The foreign ministers of Kenya and India held talks on trade.")
    assert (event.date.edtf, event.date.basis) == ("2024-07-01", "document")


def test_a_figure_of_last_year_against_a_named_year_helps_to_date_the_report() -> None:
    text = (
        "NAIROBI, Nov. 12 (Yonhap) -- Kenya and India held talks on Wednesday.\n\n"
        "Kenya's exports to India came to $182 million last year, up 4 percent from 2023. Trains will arrive in 2026."
    )
    found = analysis(text)
    assert found.document.published_bounds == "2025-11-12"
    assert [(e.type, e.date.edtf) for e in found.events][:2] == [("meeting", "2025-11-12"), ("statistic", "2024")]


def test_a_report_without_its_day_is_no_narrative() -> None:
    text = "Kenya's trade with India was worth $9 billion in 2024, he said.\n\nThe minister arrived in Nairobi on Monday."
    assert [(e.type, e.date.edtf) for e in records(text)] == [("statistic", "2024"), ("visit", "[2025..]")]
