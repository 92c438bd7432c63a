"""search, list, show, conflicts: what goes to stdout, what to stderr, and how they leave."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kortui import config, store
from kortui.cli import main
from kortui.cli.output import fitted
from kortui.cli.showing import told_amount
from kortui.model import Amount
from kortui.overview import contrast
from kortui.text import cell_width, one_line
from kortui.vocabulary import DateBasis
from tests.unit.conftest import Run
from tests.unit.samples import library

ROWS = library()
ID = {event.title: event.id for event in ROWS.events}
PLANT, FIRST = ID["Altay Works opens a plant"], ID["First plant of Altay Works"]


def test_search_prints_rows_and_says_how_many_beside_them(run: Run) -> None:
    done = run("search", "plant", "works")
    assert (done.code, [row[0] for row in done.rows[1:]]) == (0, [FIRST, PLANT])
    assert done.rows[0][:3] == ["id", "date", "start"]
    assert done.err == "2 events\n"


def test_search_without_hits_leaves_with_1(run: Run) -> None:
    done = run("search", "submarine")
    assert (done.code, done.err.splitlines()[0]) == (1, "0 events")
    assert "kortui list entities, documents or searches" in done.err, "what to do next is always said"
    assert len(done.rows) == 1, "the heading alone"


def test_a_beginning_is_told_of_to_whoever_searched_for_a_word(run: Run) -> None:
    assert "try a beginning, as in " in run("search", "xyzzyq").err
    for query in ("country:SUN", "xyzzyq*"):
        done = run("search", query)
        assert done.code == 1 and "beginning" not in done.err and "see what there is" in done.err, query


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("plamt", "did you mean plant? 2"),
        ("plant type:visit", "without type:visit: 2"),
        ("actor:turkiyee", "did you mean actor:Türkiye? 1"),
        ("domain:trade minister", "in Diplomacy: 1"),
    ],
)
def test_search_without_hits_says_what_to_try(run: Run, query: str, said: str) -> None:
    done = run("search", query)
    assert (done.code, said) == (1, said if said in done.err.splitlines() else done.err)
    for line in done.err.splitlines():
        if line.startswith("did you mean "):
            word, _, count = line.removeprefix("did you mean ").partition("? ")
            assert len(run("search", word).rows) == int(count) + 1


def test_why_gives_the_sentence_with_its_hits(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    shown = run("search", "plant", "--why", columns=60)
    rows = [json.loads(line) for line in run("search", "plant", "--why", "--format", "jsonl").out.splitlines()]
    assert [row["id"] for row in rows] == [FIRST, PLANT]
    for row in rows:
        [[start, end]] = row["spans"]
        assert row["text"][start:end].casefold() == "plant"
        assert row["id"] in shown.out
    evidence = {event.id: event.evidence[0].exact for event in ROWS.events}
    plain = " ".join(shown.out.replace("\x1b[1m", "").replace("\x1b[0m", "").split())
    assert all(evidence[row["id"]] in plain for row in rows)
    assert all(cell_width(line.replace("\x1b[1m", "").replace("\x1b[0m", "")) <= 60 for line in shown.out.splitlines()[1:])
    assert "\x1b[1mplant\x1b[0m" in shown.out
    columns, *cells = (line.split("\t") for line in run("search", "plant", "--why", "--format", "tsv").out.splitlines())
    for row, cell in zip(rows, cells, strict=True):
        assert dict(zip(columns, cell, strict=True))["spans"] == "-".join(map(str, row["spans"][0]))
    assert json.loads(run("search", "zebra", "--why", "--format", "json").out) == []
    named = [json.loads(line) for line in run("search", "튀르키예", "--why", "--format", "jsonl").out.splitlines()]
    assert named and all(one["spans"] for one in named)
    assert {one["name"] for one in named if one["where"] in ("actor", "place")} <= {"튀르키예"}
    refused = run("search", "plant", "--why", "--format", "ris")
    assert refused.code == 2 and "no place for it" in refused.err and not refused.out


def test_search_says_which_hits_are_only_possible_and_what_else_it_looks_for(run: Run) -> None:
    done = run("search", "date:1985")
    assert done.err == "1 event, 1 possible\n", "the mid-1980s, and not what is wanted by 2030"
    assert "also searching Türkiye" in run("search", "turkey").err


def test_limit_keeps_the_best_in_order_of_date(run: Run) -> None:
    """The target has the word in its title, the older plant only as its place."""
    wanted = ID["Trade of $10 billion wanted"]
    assert [row[0] for row in run("search", "wanted OR manisa").rows[1:]] == [PLANT, wanted]
    assert [row[0] for row in run("search", "wanted OR manisa", "--limit", "1").rows[1:]] == [wanted]
    assert [row[0] for row in run("search", "wanted OR manisa", "--limit", "2").rows[1:]] == [PLANT, wanted]


def test_hits_are_bold_on_a_terminal_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1mMinister\x1b[0m visits" in run("search", "minister", columns=100).out
    assert "\x1b" not in run("search", "minister", "--format", "table").out
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in run("search", "minister", columns=100).out + run("conflicts", columns=100).out
    monkeypatch.setenv("TERM", "xterm")
    bold, plain = (run("search", query, columns=100).out for query in ("minister", "type:visit"))
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain, "columns stand where they stood"


def test_limit_is_never_silent(run: Run) -> None:
    done = run("search", "altay", "--limit", "1")
    assert len(done.rows) == 2
    assert "the best 1 shown, --limit 0 prints all" in done.err
    assert "the first 1 shown" in run("search", "altay", "sort:title", "--limit", "1").err
    done = run("list", "--limit", "2")
    assert done.err == "the first 2 of 6 events shown; --limit 0 prints all\n"
    assert run("list", "entities", "--limit", "0").err == ""


@pytest.mark.parametrize(
    ("query", "caret", "said"),
    [("domain:trade actr:lee", " " * 13 + "^^^^^", "actor:"), ("한국 domain:trdae", " " * 12 + "^^^^^", "trade")],
)
def test_what_is_wrong_with_a_query_is_pointed_at(run: Run, query: str, caret: str, said: str) -> None:
    done = run("search", query)
    assert (done.code, done.out) == (2, "")
    first, second, third = done.err.splitlines()
    assert said in first and "did you mean" in first
    assert (second, third) == (f"  {query}", f"  {caret}")


def test_what_is_wrong_with_a_long_query_is_shown_with_what_stands_around_it(run: Run) -> None:
    done = run("search", "word " * 200 + "actr:lee " + "word " * 200)
    _, shown, caret = done.err.splitlines()
    assert shown.startswith("  …") and shown.endswith("…") and cell_width(shown) < 140
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "actr:"
    done = run("search", f"domain:{'x' * 20_000}")
    assert done.code == 2 and all(len(line) < 320 for line in done.err.splitlines())


def test_word_that_begins_with_a_dash_excludes(run: Run) -> None:
    assert [row[0] for row in run("search", "altay", "-partner").rows[1:]] == [FIRST]
    assert len(run("search", "altay", "-hangar").rows) == 3, "and is not taken for -h"


@pytest.mark.parametrize("style", ["tsv", "csv", "json", "jsonl", "md", "ids", "bibtex", "ris", "csl", "ics", "table"])
def test_every_format_prints_something_for_every_record(run: Run, style: str) -> None:
    done = run("list", "--format", style)
    assert done.code == 0 and done.out
    assert "Traceback" not in done.err


def test_json_is_the_rows_of_the_database(run: Run, database: Path) -> None:
    rows = json.loads(database.read_text("utf-8"))["events"].values()
    assert json.loads(run("list", "--format", "json").out) == list(rows)
    assert [json.loads(line) for line in run("list", "--format", "jsonl").out.splitlines()] == list(rows)


@pytest.mark.parametrize("table", ["events", "documents", "entities", "series", "conflicts", "formats"])
def test_table_fits_the_terminal_and_says_what_was_cut(run: Run, table: str) -> None:
    for columns in (24, 45, 60, 80, 200):
        done = run("list", table, columns=columns)
        assert all(cell_width(line) <= columns for line in done.out.splitlines())
        assert ("cut" in done.err) == ("…" in done.out)
        ids = [row[0] for row in run("list", table).rows[1:]]
        begun = [line.split()[0].rstrip("…") for line in done.out.splitlines()[1:]]
        assert all(one.startswith(begin) and len(begin) >= 2 for one, begin in zip(ids, begun, strict=True))


def test_columns_without_room_are_left_out_and_named(run: Run) -> None:
    done = run("list", columns=40)
    assert "! left out" in done.err and "!:" not in done.err and done.out.splitlines()[0].split()[-1] == "title"
    assert "left out" not in run("list", columns=120).err


@pytest.mark.parametrize(
    ("wanted", "room", "expected"),
    [
        ([12, 8, 40], 80, [12, 8, 40]),  # all fit
        ([12, 8, 40], 58, [12, 8, 34]),  # the flexible one gives way
        ([12, 30, 40], 66, [12, 25, 25]),  # then the widest
        ([12, 8, 40, 9, 3], 35, [11, 8, 12, 0, 0]),  # those at the right are left out
        ([50, 8, 40], 60, [24, 8, 24]),  # an id is cut before prose says nothing
        ([54, 20, 50, 12], 80, [26, 18, 18, 12]),  # and keeps a third of the room
        ([12, 8, 40], 5, [10, 0, 10]),  # too narrow for anything
    ],
)
def test_fitted(wanted: list[int], room: int, expected: list[int]) -> None:
    assert fitted(wanted, room, 2) == expected


def test_table_has_marks_of_the_domains_and_conflicts(run: Run) -> None:
    done = run("list", columns=120)
    lines = {line.split()[0]: line for line in done.out.splitlines()}
    assert "!: sources disagree on it" in done.err and "!:" not in run("search", "trade", columns=120).err
    assert "dip+def" in lines[ID["Minister visits Ankara"]]
    assert lines[PLANT].endswith("!") and not lines[ID["Trade nears $515 million"]].endswith("!")
    assert "600 billion won" not in lines[ID["Trade nears $515 million"]], "a restatement is not a second amount"


@pytest.mark.parametrize("table", ["documents", "entities", "series", "conflicts"])
def test_list_of_other_tables(run: Run, table: str) -> None:
    ids = [one.id for one in getattr(ROWS, table)]
    assert [row[0] for row in run("list", table).rows[1:]] == ids
    assert run("list", table, "--format", "ids").out.split() == ids
    assert [row["id"] for row in json.loads(run("list", table, "--format", "json").out)] == ids
    assert run("list", table, columns=60).code == 0


def test_list_of_other_tables_knows_no_citations(run: Run) -> None:
    done = run("list", "entities", "--format", "bibtex")
    assert done.code == 2 and "is for events" in done.err


def test_list_of_a_digest_gives_what_is_known_of_the_original(run: Run) -> None:
    heading, *rows = run("list", "documents").rows
    note = dict(zip(heading, next(row for row in rows if row[0] == "briefing-note"), strict=True))
    assert (note["publisher"], note["published"], note["digest"], note["events"]) == (
        "The Manisa Herald",
        "2026-01",
        "yes",
        "4",
    )


def test_unknown_format_gets_a_suggestion(run: Run) -> None:
    done = run("list", "--format", "jsnol")
    assert done.code == 2 and "did you mean jsonl?" in done.err


def test_show_has_the_sentence_whose_words_they_are_and_the_conflict(run: Run) -> None:
    text = run("show", PLANT, columns=100).out
    flat = " ".join(text.split())
    assert "The Manisa Herald, " in flat and "(kortui digest)" in flat and "Ministry of Examples, A report" in flat
    assert "conflict" in text and FIRST in text and "reviewed by an editor" in text
    assert all(cell_width(line) <= 100 for line in text.splitlines())


def test_show_in_a_pipe_is_a_field_a_line(run: Run) -> None:
    fields = dict(line.split("\t", 1) for line in run("show", PLANT).out.splitlines() if "evidence" not in line)
    assert fields["id"] == PLANT and fields["places"] == "Manisa"
    assert fields["actors"] == "Altay Works (investor); South Korea (partner)"


def test_show_says_what_an_amount_counts_and_how_it_is_hedged(run: Run, database: Path) -> None:
    event = library().events[0]
    sentence = event.evidence[0].exact
    bare = Amount("count", 36, "tank", ">", "36", None, None, None, 0, event.evidence[0].start, event.evidence[0].start)
    said = replace(bare, text="36 tanks", hedge=None)
    assert told_amount(event, bare) == "more than 36 tanks"
    assert told_amount(event, replace(bare, value=1, text="one", hedge=None)) == "one tank"
    assert told_amount(event, said) == "36 tanks" and sentence
    assert told_amount(event, replace(said, kind="money", unit="USD", text="$36")) == "$36"


def test_show_of_a_document_has_each_field_once(run: Run) -> None:
    names = [row[0] for row in run("show", "briefing-note").rows]
    assert names.count("title") == 1 and names[0] == "title"


def test_no_conflicts_are_an_empty_list_in_a_format_for_programs(run: Run) -> None:
    done = run("conflicts", "zzzz", "--format", "json")
    assert (done.code, done.out) == (1, "[]\n") and "no conflicts" in done.err
    assert done.out == run("search", "zzzz", "--format", "json").out


def test_show_takes_a_beginning_that_fits_one(run: Run) -> None:
    assert run("show", PLANT[:4]).rows[1] == ["id", PLANT]
    done = run("show", "e")
    assert done.code == 2 and "begins 6 names of record" in done.err


def test_show_takes_names_in_any_script(run: Run) -> None:
    for word in ("알타이", "Altay W", "altay-works"):
        assert ["id", "altay-works"] in run("show", word).rows
    for word in ("튀르키예", "Turkey"):
        assert ["id", "turkiye"] in run("show", word).rows


@pytest.mark.parametrize("one", ["briefing-note", "altay-works-plant", "bilateral-trade-kor-tur", "manisa"])
def test_show_of_other_records(run: Run, one: str) -> None:
    assert ["id", one] in run("show", one).rows
    assert json.loads(run("show", one, "--format", "jsonl").out)["id"] == one
    assert run("show", one, "--format", "csv").code == 2


def test_show_of_what_is_not_there_leaves_with_1_and_suggests(run: Run) -> None:
    done = run("show", "manissa")
    assert (done.code, done.out) == (1, "") and "did you mean manisa?" in done.err


def test_show_reads_ids_from_stdin(run: Run) -> None:
    ids = run("search", "altay", "--format", "ids").out
    done = run("show", "-", "--format", "jsonl", stdin=ids)
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [FIRST, PLANT]
    table = run("search", "altay", columns=100).out
    assert run("show", "-", "--format", "ids", stdin=table.split("\n", 1)[1]).out == ids, "rows of a table do as well"
    done = run("show", "-")
    assert done.code == 1 and "no id" in done.err, "an empty search piped on has found nothing"


def test_show_marks_stale_evidence(run: Run, database: Path) -> None:
    raw = database.read_text("utf-8")
    database.write_text(raw.replace("The first plant of Altay Works was opened in the mid-1980s.\\n", "Gone.\\n"), "utf-8")
    assert "[stale: no longer in the document]" in run("show", FIRST).out


def test_every_conflict_of_the_bundle_has_its_sides_kind_and_meaning(run: Run) -> None:
    library = store.load(config.bundle())
    told = (
        run("conflicts", "--db", str(config.bundle()), columns=200)
        .out.replace("\x1b[1m", "")
        .replace("\x1b[0m", "")
        .split("\n\n")
    )
    assert len(library.conflicts) == 4
    for conflict, words in zip(contrast.ordered(library.conflicts), told, strict=False):
        lines = [line.strip() for line in words.splitlines()]
        assert conflict.id in words and contrast.KINDS[conflict.kind][1] in " ".join(lines)
        sides = sum(line.startswith("- ") for line in lines)
        assert sides >= 2 and " ".join(lines).count("“") >= sides, "each side has its sentence"


def test_conflicts_show_both_sides(run: Run) -> None:
    done = run("conflicts", columns=100)
    assert done.code == 0 and PLANT in done.out and FIRST in done.out and "mid-1980s or 1987" in done.out
    narrow = run("conflicts", columns=60).out.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert all(cell_width(line) <= 60 for line in narrow.splitlines())
    assert run("conflicts").rows[1][0] == "altay-works-plant"
    sides = dict(zip(run("conflicts").rows[0], run("conflicts").rows[1], strict=True))["sides"].split(" | ")
    assert len(sides) == 2 and all("“" in side for side in sides)
    assert {side.split(":")[0] for side in sides} == {"1987", "mid-1980s"}
    assert run("conflicts", "ankara").code == 1
    assert run("conflicts", "altay").code == 0


def test_hostile_text_does_not_reach_the_terminal(run: Run, database: Path) -> None:
    raw = database.read_text("utf-8").replace("Minister visits Ankara", "Minister\\u001b[2J\\u202evisits\\nAnkara\\t[red]x")
    database.write_text(raw, "utf-8")
    for words in (["list"], ["list", "--format", "csv"], ["show", ID["Minister visits Ankara"]], ["search", "minister"]):
        for columns in (0, 90):
            out = run(*words, columns=columns).out
            assert "\x1b[2J" not in out and "\u202e" not in out
            assert "[red]" in out
    done = run("search", "\x1b]0;owned\x07\u202e")
    assert "\x1b" not in done.out + done.err and "\u202e" not in done.err


def test_absent_database_is_one_line_and_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "none.json"
    for words in (
        ["list"],
        ["search", "x"],
        ["show", "x"],
        ["check"],
        ["today"],
        ["chart"],
        ["conflicts"],
        ["cite", "x"],
        ["export"],
    ):
        assert main([*words, "--db", str(target)]) == 3
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err == f"kortui: {target}: there is no such file; make it with `kortui build`\n"
    assert not target.exists()


def test_db_option_goes_before_the_environment(run: Run, tmp_path: Path) -> None:
    from dataclasses import replace

    other = tmp_path / "other.json"
    store.save(other, replace(ROWS, events=ROWS.events[:1], series=(), conflicts=()))
    assert len(run("list", "--db", str(other)).rows) == 2
    assert len(run("list").rows) == 7


def test_large_database_is_read_through_its_derived_file(run: Run, monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    from kortui.cli import library
    from kortui.search import derived, deriving

    commands = (
        ["search", "altay"],
        ["list"],
        ["show", PLANT],
        ["show", "알타이"],
        ["cite", PLANT],
        ["conflicts"],
        ["export", "ankara"],
    )
    plain = [run(*words) for words in commands]
    monkeypatch.setattr(library, "LARGE", 0)
    monkeypatch.setattr(library, "_WORTH", 0)
    assert derived.load(database) is None
    assert [run(*words) for words in commands] == plain, "before there is one"
    until = time.monotonic() + 60
    while not deriving.make(database) and derived.load(database) is None:  # one of the commands may have begun to make it
        assert time.monotonic() < until
        time.sleep(0.05)
    monkeypatch.setattr(store, "load", lambda _: pytest.fail("the database was read whole"))
    assert [run(*words) for words in commands] == plain


def test_what_only_its_report_dates_is_not_shown_as_ahead(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kortui.search.days.today", lambda: (2029, 12, 31))
    [aim] = [event for event in ROWS.events if event.title == "Trade of $10 billion wanted"]
    bases: tuple[DateBasis, ...] = ("stated", "document")
    for basis in bases:
        dated = replace(aim, date=replace(aim.date, basis=basis))
        store.save(database, replace(ROWS, events=[dated if event is aim else event for event in ROWS.events]))
        assert [row[7] for row in run("search", "saved:ahead").rows[1:]] == ([aim.title] if basis == "stated" else [])
        assert [row[7] for row in run("search", f"is:future basis:{basis} has:date").rows[1:]] == [aim.title]


def test_what_lies_ahead_depends_on_the_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def titles() -> list[str]:
        return [row[7] for row in run("search", "saved:ahead").rows[1:]]

    monkeypatch.setattr("kortui.search.days.today", lambda: (2029, 12, 31))
    assert titles() == ["Trade of $10 billion wanted"], "it is due by 2030"
    monkeypatch.setattr("kortui.search.days.today", lambda: (2031, 1, 1))
    assert titles() == [], "what is over, and plans without a date, lie not ahead"


def test_a_long_text_is_told_on_one_line_in_pieces() -> None:
    from kortui.cli.showing import _AT_ONCE, _on_one_line

    for text in ("", " ", "a", " a  b\n", "word \n" * 30_000, "x" * (3 * _AT_ONCE) + " y", " " * (2 * _AT_ONCE) + "z "):
        pieces = list(_on_one_line(text))
        assert "".join(pieces) == one_line(text)
        assert all(len(piece) <= _AT_ONCE + 10 or " " not in piece.strip() for piece in pieces)
