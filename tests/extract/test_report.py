"""What `kortui build --report` says: how much became records, and what nobody could make out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.extract import pipeline
from kortui.extract.report import MOST, Left, Report, Unknown

WIKI = """= Kenya and India =

== Trade ==

Kenya and India signed a trade agreement in 1981. The hills are green. Trade between them was $60 million in 1986.

Someday Kenya and India met. Talks took five years.

== Aid ==

The Zanobar Institute gave $3 million to Kenya in 1990, and the Zanobar Institute gave $4 million to Kenya in 1991.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kenya.txt").write_text(WIKI, encoding="utf-8")
    (tmp_path / "arms.txt").write_text("Arms\n\nPoland signed a contract with Kenya in 2001.\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "review.toml").write_text('[[reject]]\nid = "e00000000000"\n', encoding="utf-8")
    return tmp_path


def test_sentences_are_counted_with_and_without_records_and_headings_apart(folder: Path) -> None:
    made = pipeline.build([folder])
    arms, kenya = made.report.documents
    told = {e.start for v in made.library.events for e in v.evidence if e.document == kenya.id}
    assert (kenya.told, kenya.told + kenya.silent) == (len(told), 6)
    assert kenya.silent >= 2, "the hills and the talks make no record"
    assert kenya.apart == (("heading", 2), ("headline", 1)) and kenya.sentences == 6 + 3
    assert (arms.told, arms.silent, arms.events) == (1, 0, 1)


def test_rows_of_tables_are_counted_as_read_or_not(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Kenya and India\n\nBilateral trade (million USD)\n\n| Year | Total trade | Mood |\n|---|---|---|\n"
        "| 2021 | 3,511 | good |\n| 2022 | 5,064 | good |\n\nOther words end it.\n\n"
        "| Port | Cranes |\n|---|---|\n| Mombasa | nine |\n| Chennai | ten |\n| Lamu | one |\n",
        encoding="utf-8",
    )
    report = pipeline.build([tmp_path]).report
    (document,) = report.documents
    assert (document.rows_read, document.rows_unread) == (2, 3)
    assert "rows of tables: 2 read, 3 not (kenya-and-india 3)" in list(report.lines())


def test_a_length_of_time_is_not_a_date_without_a_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Talks\n\nKenya and India met recently. Talks took five years. They met in 1981.\n", encoding="utf-8"
    )
    report = pipeline.build([tmp_path]).report
    (document,) = report.documents
    assert report.unresolved == (("recently", 1),)
    assert (document.dates, document.unresolved) == (3, 1)


def test_names_outside_the_gazetteer_come_by_frequency_until_one_adds_them(folder: Path) -> None:
    unknown = pipeline.build([folder]).report.unknown
    assert [(u.name, u.kind, u.mentions) for u in unknown] == [("Zanobar Institute", "organisation", 2)]
    (folder / "gazetteer.toml").write_text('[organisation]\nzanobar-institute = { name = "Zanobar Institute" }\n', "utf-8")
    assert pipeline.build([folder]).report.unknown == ()


def test_decisions_without_a_record_and_files_left_out_stand_apart_with_the_reason(folder: Path) -> None:
    lines = list(pipeline.build([folder]).report.lines())
    decisions, files = lines.index("decisions that found no record"), lines.index("files left out")
    assert lines[decisions + 1] == "  review: reject e00000000000: no record has this id" and files == decisions + 2
    assert lines[files + 1 :] == [f"  {folder / 'empty.txt'}: is empty"]


def test_columns_are_aligned_and_summed(folder: Path) -> None:
    made = pipeline.build([folder])
    lines = list(made.report.lines())
    head, rows = lines[1].split(), [line.split() for line in lines[2:5]]
    assert [row[-1] for row in rows] == ["arms", "kenya-and-india", "all"] and head[-1] == "document"
    assert len({line.rindex(line.split()[-1]) for line in lines[1:5]}) == 1
    for column in (0, 1, 2, 5, 6):
        assert int(rows[2][column]) == int(rows[0][column]) + int(rows[1][column])
    assert int(rows[2][3]) == len(made.library.events)


def test_long_lists_are_cut_and_the_rest_is_counted() -> None:
    names = tuple(Unknown(f"n{i:02}", f"Name {i:02}", "place", 90 - i) for i in range(MOST + 7))
    lines = list(Report(unknown=names).lines())
    assert lines[0] == f"names outside the gazetteer: {MOST + 7}" and lines[-1] == "  and 7 more"
    assert len(lines) == MOST + 2


def test_what_stands_in_a_report_is_safe_for_a_terminal() -> None:
    report = Report(
        left=(Left("\x1b[2Ja\nb.txt", "is empty"),),
        unknown=(Unknown("x", "X\x1b]0;y\x07", "place", 1),),
        unresolved=(("one\nday", 1),),
    )
    lines = list(report.lines())
    assert not any("\x1b" in line or "\n" in line or "\x07" in line for line in lines)
    assert "  1 one day" in lines
