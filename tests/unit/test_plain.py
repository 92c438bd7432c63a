"""The linear mode: numbers, words, searches and the way back, as lines and nothing else."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kortui.commands import COMMANDS
from kortui.glossary import TYPES, WORDS
from kortui.model import Evidence, Library
from kortui.notes import Notes
from kortui.plain import finding, texts
from kortui.plain.finding import PANES
from kortui.plain.gathered import spoken
from kortui.plain.loop import read
from kortui.plain.pages import sentence
from kortui.plain.reader import Reader
from kortui.records import replace
from kortui.search.fields import SORTS
from kortui.search.index import Searcher
from kortui.search.query import parse
from kortui.searches import Searches
from kortui.stars import Stars
from kortui.text import one_line
from tests.bench.generate import library as large
from tests.tui.samples import small_library

COMMON = ["1", "2", "next", "back", "charts", "trade", "diplomacy"]


def _run(*lines: str, library: Library | None = None, prompt: bool = False) -> str:
    out = io.StringIO()
    reader = Reader(library or small_library(), out)
    finding.open_pane(reader, "timeline")
    read(reader, io.StringIO("".join(line + "\n" for line in lines)), prompt=prompt)
    return out.getvalue()


def _after(command: str, *before: str) -> list[str]:
    """The lines a command adds."""
    return _run(*before, command)[len(_run(*before)) :].splitlines()


def test_it_begins_with_numbered_records() -> None:
    library = small_library()
    lines = _run().splitlines()
    assert lines[0] == f"Timeline: {len(library.events)} records"
    assert lines[1].startswith("1. ") and library.events[0].title in lines[1]
    assert lines[-1] == f"Records 1 to 10 of {len(library.events)}; next goes on."


@pytest.mark.parametrize("pane", PANES)
def test_panes_are_opened_by_name(pane: str) -> None:
    label = next(c.label for c in COMMANDS if c.id == f"pane.{pane}")
    assert _after(pane)[0].startswith(label)
    assert _after(pane.upper())[0].startswith(label)


def test_a_number_opens_its_line_and_numbers_lead_on() -> None:
    said = _after("1", "timeline", "manisa")
    assert "GoldStar and Vestel found a works at Manisa" in said[0]
    evidence = next(line for line in said if "Evidence:" in line)
    assert "In 1987 it came to this" in evidence
    number = evidence.split(".")[0]
    document = _after(number, "timeline", "manisa", "1")
    assert any("In 1987 it came to this" in line for line in document[:5])
    actor = next(line for line in said if "Actor: Vestel" in line).split(".")[0]
    assert _after(actor, "timeline", "manisa", "1")[0] == "Vestel"


def test_words_search_and_a_pane_without_any_gives_way_to_all() -> None:
    found = _after("altay", "trade")
    assert any("Altay" in line for line in found) and any(line.startswith("Timeline: ") for line in found)
    assert any("Manisa" in line for line in _after("search type:investment"))
    assert _after("clear", "altay")[0].startswith("Timeline: 25")
    assert "no field" in _after("foo:bar")[0]


def test_nothing_found_says_what_to_try_and_the_way_out_and_a_number_tries_it() -> None:
    said = _after("zzzz vestel")
    assert said[:2] == ["Timeline: 0 records, searching zzzz vestel", "Clear takes the search away, back goes back."]
    assert "1. Without zzzz: 1 record" in said
    assert _after("1", "zzzz vestel")[0] == "Timeline: 1 record, searching vestel"
    assert "1. Did you mean manisa: 1 record" in _after("mansia")
    assert _after("defense", "zzzz")[1].startswith("Clear takes the search away"), "a pane under the search says so, too"


def test_a_command_that_cannot_do_what_is_typed_says_that_it_searches() -> None:
    said = _after("trade growth")
    assert said[0] == "Searching for all of it: trade is a command only alone."
    assert said[1] == "Timeline: 0 records, searching trade growth"
    assert _after("growth")[0] == "Timeline: 0 records, searching growth", "what is no command needs no such line"
    assert (
        _after("search trade")[0]
        == f"Timeline: {len(Searcher(small_library()).search(parse('trade')))} records, searching trade"
    )


def test_a_key_is_a_command_alone_and_a_note_is_never_a_search() -> None:
    assert _after("a treaty", "1")[0] == "Searching for all of it: a is a command only alone."
    assert "Your note" not in _run("1", "a treaty", "back", "again")
    assert _after("note a treaty")[0].startswith("Open a record first; note"), "and no search"
    assert _after("save x")[0] == "There is no search to save."
    assert "1987" in _after("t 1987")[0], "a date can be nothing else"


def test_q_goes_back_and_where_there_is_nothing_behind_asks_and_leaves() -> None:
    assert _after("q", "defense", "trade")[0].startswith("Defense: ")
    asked = _after("q", "trade", "q")
    assert asked == ["This is where you began; q again or quit leaves."]
    assert _after("altay", "q", "q") == [] and _after("altay", "q", "trade", "q", "q", "q") == [], "left"
    assert _after("altay", "q", "trade", "q")[0].startswith("Timeline"), "another command is an answer, too"


def test_back_says_the_page_before_where_it_was_left() -> None:
    first = _after("next")
    assert _after("back", "next", "11")[1:] == first
    assert _after("back")[0].startswith("This is where you began")
    assert _after("back", "altay", "defense", "back")[0].startswith("Timeline: 25 records")


def test_next_and_previous_stop_at_the_ends() -> None:
    assert _after("next", "next", "next")[0] == "This is the end of the page."
    assert _after("previous")[0] == "This is the beginning of the page."
    assert _after("previous", "next") == _run().splitlines()[1:]
    assert _after("", "next")[0].startswith("21. "), "an empty line goes on"


def test_charts_are_sentences_and_lead_to_their_figures() -> None:
    said = _after("charts", "trade")
    assert said[1].startswith("1. Bilateral trade KOR–TUR: $8,000 in 1965 to $515 million in 1990")
    figures = _after("1", "trade", "charts")
    assert figures[2] == "1. 1965: 8,000"
    assert "Trade nears 515 million dollars" in _after("2", "trade", "charts", "1")[0]
    assert "Charts are gathered in" in _after("charts")[0]


def test_a_chart_is_of_the_page_it_is_opened_from() -> None:
    first = _after("1", "trade", "charts")
    assert first != _after("1", "defense", "charts")
    assert _after("1", "trade", "charts", "defense", "charts", "back", "back") == first
    assert _after("1", "trade", "charts", "altay", "back") == first, "a search between is another page"


def test_conflicts_say_both_sides_and_the_words_that_differ() -> None:
    said = _after("1", "conflicts")
    assert any("Says mid-1980s." in line and "The words that differ: mid-1980s" in line for line in said)
    assert any("Says 1987." in line and "The words that differ: 1987" in line for line in said)


def test_relations_by_name_alias_or_the_record_at_hand() -> None:
    assert _after("relations vestel")[0] == "Vestel"
    assert _after("relations 터키")[0] == "Türkiye"
    assert _after("r", "manisa", "1")[0] == "GoldStar"
    assert (
        _after("relations nobody at all")[0] == "Nobody here is called nobody at all; search nobody at all looks for the words."
    )


def test_evidence_and_citation_are_of_the_record_at_hand() -> None:
    assert _after("e")[0].startswith("Open a record first")
    assert any("In 1987 it came to this" in line for line in _after("e", "manisa", "1"))
    assert "The Hand Press" in _after("cite", "1")[0] or "Our Desk" in _after("cite", "1")[0]


def test_keys_and_ids_of_the_app_work_too() -> None:
    assert _after("x") == _after("conflicts") == _after("conflicts.open")
    assert _after("?")[0] == _after("help")[0]
    assert _after("<", "altay")[0].startswith("Timeline")


def test_help_names_every_command_once() -> None:
    out = io.StringIO()
    reader = Reader(small_library(), out)
    reader.help()
    lines = out.getvalue().splitlines()
    assert len(lines) == 1 + len(reader.words)
    names = [name for word in reader.words for name in word.names]
    assert len(names) == len(set(names))


def test_the_glossary_says_every_type_and_word() -> None:
    said = " ".join(_after("help glossary", "next", "next", "next")) + _run("glossary", "next", "next", "next")
    assert all(f"{name}: {words}" in said for name, words in [*TYPES.items(), *WORDS])
    assert _after("help glossary") == _after("glossary")
    assert [line for line in _after("glossary derived") if line[:1].isdigit()] == [
        "1. derived: follows from what the source says"
    ]
    assert any("type:deployment" in line for line in _after("1", "glossary deployment"))
    assert _after("glossary of nothing")[1] == "Timeline: 0 records, searching glossary of nothing", (
        "what it does not know is searched for"
    )


def test_a_prompt_only_where_somebody_types() -> None:
    assert "> " not in _run("help", "quit")
    assert _run("quit", prompt=True).endswith("> ")


def test_wrong_numbers_say_which_there_are() -> None:
    assert _after("99")[0].startswith("There is no line 99 here; the numbers are 1 to 25")
    assert _after("0")[0].startswith("There is no line 0")
    assert _after("3", "notes")[0] == "There is no line 3 here: nothing here has a number."


def test_a_search_with_a_mistake_in_it_finds_nothing_and_leaves_the_page() -> None:
    said = _after("kenya type:foo")
    assert said[0].startswith("type: has no 'foo'") and said[1:] == ["Nothing was searched for."]
    assert _after("1", "kenya type:foo") == _after("1"), "the numbers are those of the page still"
    out = io.StringIO()
    finding.search(Reader(small_library(), out), "type:foo")
    assert out.getvalue().splitlines()[2] == f"Timeline: {len(small_library().events)} records", "where one begins with it"


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("there is nothing", "There is nothing."),
        ("type: has no 'foo'", "type: has no 'foo'."),
        ("x.foo: no format has the suffix", "x.foo: no format has the suffix."),
        ("did you mean altay?", "Did you mean altay?"),
    ],
)
def test_a_clause_becomes_a_sentence_and_names_stay_as_they_are(clause: str, said: str) -> None:
    assert sentence(clause) == said


def test_hedges_are_spoken() -> None:
    assert spoken("KOR >$15bn, ~9 and <~$515m; a > b") == "KOR more than $15 billion, about 9 and nearly $515 million; a > b"


def test_following_walks_the_list_a_page_was_opened_from() -> None:
    first, second = _after("1", "timeline")[0], _after("2", "timeline")[0]
    assert _after("following", "1")[:2] == ["Record 2 of 25.", second]
    assert _after("preceding", "1", "following")[:2] == ["Record 1 of 25.", first]
    assert _after("preceding", "1") == ["This is the first one of the list."]
    assert _after("following")[0].startswith("Open a line of a list first")
    assert _after("back", "1", "following")[0].startswith("Timeline: 25"), "the list is one step back"
    assert _after("following", "conflicts", "1")[0] in ("Conflict 2 of 2.", "This is the last one of the list.")


def test_the_evidence_is_marked_in_its_line_and_the_record_stays_at_hand() -> None:
    said = _after("evidence", "manisa", "1")
    line = next(one for one in said if "[evidence:]" in one)
    inside = line.split("[evidence:] ")[1].split(" [end of evidence]")[0]
    assert inside.startswith("In 1987 it came to this") and inside.endswith(".")
    assert any("The evidence stands in line" in one for one in said)
    assert _after("cite", "manisa", "1", "evidence") == _after("cite", "manisa", "1")
    assert _after("evidence 9", "manisa", "1")[0].startswith("The record has 1 sentence")
    assert not any("[evidence:]" in one for one in _after("document", "manisa", "1"))


def test_stars_and_notes_go_through_the_store_of_the_app(tmp_path: Path) -> None:
    library = small_library()
    event = library.events[0]

    def reader(*lines: str) -> str:
        out = io.StringIO()
        stars, notes = Stars(tmp_path / "stars.json"), Notes(tmp_path / "notes.json", library)
        made = Reader(library, out, stars=stars, notes=notes)
        finding.open_pane(made, "timeline")
        for line in lines:
            made.take(line)
        return out.getvalue()

    assert "Note written; undo takes that back." in reader("1", "star", "note a thought of mine")
    assert list(Stars(tmp_path / "stars.json").ids) == [event.id]
    assert Notes(tmp_path / "notes.json", library).of(event) == "a thought of mine"
    said = reader("1")
    assert "Starred." in said and "Your note: a thought of mine" in said and "(starred, noted)" in said
    assert "1 record, searching is:starred" in reader("stars")
    assert f"{event.title}: a thought of mine" in reader("notes")
    assert "Note changed" in reader("1", "note another", "undo")
    assert Notes(tmp_path / "notes.json", library).of(event) == "a thought of mine", "undone"
    assert "Your note: other words" in reader("1", "note other words", "again").split("Note changed")[1]
    reader("1", "star", "note -")
    assert not Stars(tmp_path / "stars.json").ids and not Notes(tmp_path / "notes.json", library).by_record
    assert "Nothing to undo." in reader("undo")


def test_facets_narrow_by_number_and_widen_again() -> None:
    line = next(line for line in _after("facets type") if line.startswith("1. "))
    kind, count = re.fullmatch(r"1\. Type: (\w+), (\d+) records?", line).groups()  # type: ignore[union-attr]
    assert _after("1", "facets type")[0] == f"Timeline: {count} records, searching type:{kind}"
    assert any(one.endswith("chosen") for one in _after("facets type", f"type:{kind}"))
    assert _after("not 1", "facets type")[0] == f"Timeline: {25 - int(count)} records, searching -type:{kind}"
    assert any(one.endswith("excluded") for one in _after("facets type", f"-type:{kind}"))
    assert _after("not 1")[0].startswith("Say facets first") and _after("not 99", "facets")[0].startswith("Say facets first")
    assert _after("not tanks")[0] == "Searching for all of it: not is a command only with the number of a value."
    assert _after("1", f"type:{kind}", "facets type")[0].startswith("Timeline: 25 records")
    assert not any("Domain:" in one for one in _after("facets", "trade")), "the pane is a domain"
    assert _after("facets of my own")[1].startswith("Timeline: 0 records"), "what is no facet is looked for"


def test_saved_searches_are_taken_up_saved_and_forgotten(tmp_path: Path) -> None:
    settings_file = tmp_path / "config.toml"

    def said(*lines: str) -> str:
        out = io.StringIO()
        made = Reader(small_library(), out, searches=Searches(settings_file, {}))
        for line in lines:
            made.take(line)
        return out.getvalue()

    assert "visits: type:visit,meeting" in said("saved")
    assert "searching saved:visits" in said("saved visits")
    assert "Saved; saved bridges takes it up." in said("strait", "save bridges", "saved bridges")
    assert 'bridges = "strait"' in settings_file.read_text("utf-8")
    assert "Undone: saved search." in said("strait", "save spans", "undo") and "spans" not in settings_file.read_text("utf-8")
    assert "Nothing can be saved here." in _after("save x", "strait")[0]


def test_export_writes_what_is_at_hand_whole_or_not_at_all(tmp_path: Path) -> None:
    one, many = tmp_path / "one.jsonl", tmp_path / "many.csv"
    assert _after(f"export {one}", "manisa", "1") == [f"{one}: 1 record written as jsonl."]
    assert "Manisa" in one.read_text("utf-8") and one.read_text("utf-8").count("\n") == 1
    trade = _run("trade").count("; trade")
    assert _after(f"export {many}", "trade")[0].startswith(f"{many}: ") and trade
    before = one.read_bytes()
    assert _after(f"export {one}", "2")[0] == f"{one}: exists already; name another."
    assert one.read_bytes() == before
    assert "no format has the suffix '.zzz'" in _after(f"export {tmp_path}/x.zzz")[0]
    assert "has no place for notes" in _after(f"export {tmp_path}/x.csv with notes")[0]
    calendar = _after(f"export {tmp_path}/days.ics")
    left_out = re.fullmatch(r".*: written as ics; (\d+) of 25 left out: no source gives their day\.", calendar[0])
    assert left_out and (tmp_path / "days.ics").read_text("utf-8").count("BEGIN:VEVENT") == 25 - int(left_out[1])
    (tmp_path / "days.ics").unlink()
    assert "0 of 1 written: no source gives their day" in _after(f"export {tmp_path}/days.ics", "manisa", "1")[0]
    assert "cannot be written" in _after(f"export {tmp_path}/nowhere/x.csv")[0]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["many.csv", "one.jsonl"]
    out = io.StringIO()
    Reader(small_library(), out, files=False).take(f"export {tmp_path}/x.csv")
    assert out.getvalue() == "No file can be written here.\n"


def test_a_nearest_month_is_no_year() -> None:
    assert any("Nearest month, 1957-03: 1 record" in line for line in _after("search type:establishment date:1957-09"))
    assert any("Nearest year, 1957: 1 record" in line for line in _after("search type:establishment date:1960"))


def test_dates_order_context_and_days() -> None:
    told, first, *_ = _after("date 1987")
    number = first.partition(".")[0]
    assert "1987" in first and f"is line {number} of 25; lines keep their numbers" in told
    title = first.partition(": ")[2].partition(" (")[0]
    assert title in _after(number, "date 1987")[0] and title not in _after("1", "date 1987")[0]
    assert _after("date")[0].startswith("Say which: date 1987")
    assert _after("date of birth")[:2] == [
        "Searching for all of it: date is a command only with a date.", "Timeline: 0 records, searching date of birth",
    ], "what is no date is looked for"  # fmt: skip
    titles = [line.split(": ", 1)[1] for line in _after("sort title") if line[0].isdecimal()]
    wanted = [small_library().events[row].title for row in Searcher(small_library()).search(parse("sort:title")).rows]
    assert (
        [t.split(" (")[0] for t in titles]
        == [one_line(t) for t in wanted[:10]]
        != [e.title for e in small_library().events[:10]]
    )
    assert any("more" in line for line in _after("context", "manisa", "1"))
    assert _after("today 1997-01-01")[0] == "1 January 1997"
    assert {name.removeprefix("-") for name in SORTS} == set(finding.ORDERS)


def test_back_and_forward_keep_pane_and_search() -> None:
    assert _after("forward", "trade", "altay", "back")[0].startswith("Timeline: ")
    assert _after("forward")[0] == "There is nothing further on."
    assert _after("back", "trade", "diplomacy")[0].startswith("Trade: ")
    assert _after("charts", "trade", "diplomacy", "back")[0] == "Charts and tables of Trade", "the pane is that of the page"


@pytest.mark.parametrize("line", ["chart", "table", "Charts", "lanes"])
def test_one_chart_or_many_are_no_search(line: str) -> None:
    assert _after(line, "trade")[0] == "Charts and tables of Trade"


def test_a_lane_opens_as_many_records_as_it_counts() -> None:
    lanes = _after("1", "diplomacy", "charts")
    assert lanes[0] == "Contacts"
    for number, line in enumerate(lanes[2:], 1):
        count = re.search(r"(\d+) event", line)[1]  # type: ignore[index]
        opened = _after(str(number), "diplomacy", "charts", "1") if count != "0" else []
        assert not opened or opened[0].startswith(f"Diplomacy: {count} record"), line
    narrowed = _after("1", "ankara", "diplomacy", "charts", "1")
    assert ", searching ankara type:" in next(line for line in narrowed if ", searching " in line)


def test_two_records_are_compared_field_by_field() -> None:
    assert _after("compare")[0].startswith("Open a record first")
    assert _after("compare", "1")[0].startswith("Held;")
    assert _after("compare", "1", "compare") == ["Let go."]
    said = _after("compare", "1", "compare", "back", "2")
    one, two = small_library().events[:2]
    assert said[0] == "Two records" and re.fullmatch(r"They differ in [1-9]\d* of \d+ fields\.", said[1])
    assert said[2] == f"1. First: {one.title}" and said[3] == f"2. Second: {two.title}"
    assert any(f"Date, first: {one.date.display}; second: {two.date.display}" in line for line in said)
    assert _after("2", "1", "compare", "back", "2", "compare")[0].startswith(f"Record {two.id}")


def test_letters_of_stages_are_not_read_out() -> None:
    assert not any("; o ordered" in line or "D delivered" in line for line in _after("charts", "defense"))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from(["1", "2", "next", "back", "charts", "trade", "diplomacy"])), max_size=8
    )
)
def test_no_line_breaks_it_and_no_control_character_comes_out(lines: list[str]) -> None:
    said = _run(*[line.replace("\n", " ") for line in lines])
    assert all(char == "\n" or char.isprintable() or ord(char) > 0x9F for char in said)


def test_a_pasted_megabyte_is_one_command() -> None:
    assert len(_after("x" * 1_000_000)) < 20


def test_through_a_pipe_it_draws_nothing_and_loads_no_textual() -> None:
    code = (
        "import sys; from kortui.cli import main; code = main(['--plain']); "
        "assert 'textual' not in sys.modules and 'kortui.tui' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], input="trade\n1\nquit\n", capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "" and "\x1b" not in done.stdout and "> " not in done.stdout
    assert "Trade: " in done.stdout and "Record e" in done.stdout


def test_in_a_terminal_it_prompts_and_sends_no_escape_code() -> None:
    from tests.tui.terminal import Terminal, environment

    with Terminal([sys.executable, "-m", "kortui", "--plain", "--pane", "defense"], 80, 24, environment(TERM="dumb")) as t:
        deadline = time.monotonic() + 60
        while b"\n> " not in t.bytes and time.monotonic() < deadline:
            t.read(0.1)
        assert b"Defense: " in t.bytes
        t.send(b"quit\n")
        assert t.wait(60) == 0
        assert b"\x1b" not in t.bytes


def _started(*words: str, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "kortui", "--plain", *words]
    around = {**os.environ, "NO_COLOR": "1", **env}
    return subprocess.run(line, input=typed, capture_output=True, text=True, timeout=60, env=around)


def test_started_it_keeps_stars_and_notes_where_the_app_does_and_a_kiosk_keeps_none(tmp_path: Path) -> None:
    typed = f"1\nstar\nnote mine\nexport {tmp_path}/x.md\nquery\nsave x\n"
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    public = _started("--kiosk", typed=typed, **env)
    assert public.returncode == 0 and "Note written" in public.stdout and "No file can be written here." in public.stdout
    assert not list(tmp_path.rglob("*.*")), "a public session leaves nothing"
    assert _started(typed=typed, **env).returncode == 0
    assert {p.name for p in tmp_path.rglob("*") if p.is_file()} >= {"stars.json", "notes.json", "x.md"}
    listed = subprocess.run(
        [sys.executable, "-m", "kortui", "list", "notes"], capture_output=True, text=True, timeout=60, env={**os.environ, **env}
    )
    assert "mine" in listed.stdout


def test_a_pane_query_and_record_to_begin_with() -> None:
    done = _started("--query", "altay", "--event", "ebxpa2")
    assert done.returncode == 0
    assert "searching altay" in done.stdout and "Record ebxpa2onqnyk: Altay tank singled out" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["--event", "zz"], 1, "kortui: there is no record 'zz'"),
        (["--event", "e"], 2, "kortui: 'e' begins "),
        (["--theme", "foo"], 2, "kortui: --theme: read line by line there is nothing to draw"),
        (["--tour"], 2, "kortui: --tour: read line by line there is nothing to draw"),
        (["--pane", "foo"], 2, ""),
    ],
)
def test_what_it_cannot_begin_with_is_told_in_a_line(words: list[str], code: int, line: str) -> None:
    done = _started(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(line) and (not line or done.stderr.count("\n") == 1)


def test_a_long_document_is_read_line_by_line_in_time_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each record is put on its line by where it stands, not by looking through all lines."""
    made = large(400)
    text = "\n".join(f"  Line {number} tells of a thing. \n" for number in range(400))
    starts = [text.index(f"Line {number} ") for number in range(400)]
    book = replace(made.documents[0], text=text)
    events = [
        replace(event, evidence=(Evidence.of(book, start, start + 20),))
        for event, start in zip(made.events, starts, strict=True)
    ]
    library = Library([book], events, made.entities, [], [])
    looks: list[int] = []
    find = texts.bisect_right
    monkeypatch.setattr(texts, "bisect_right", lambda items, offset: looks.append(offset) or find(items, offset))
    cited = events[7].evidence[0]
    page, first = texts.document(library, book, (cited.start, cited.end), events[7])
    assert (page.count, first, len(looks)) == (400, 7, 402)
    assert (
        page.say(7) == f"[evidence:] {cited.exact} [end of evidence]{text[cited.end : text.index(chr(10), cited.end)].rstrip()}"
    )
    assert [page.target(number) for number in range(400)] == [f"event:{event.id}" for event in events]
    assert page.say(8) == "Line 8 tells of a thing." and "400 lines of 400" in " ".join(page.intro)
