"""The linear mode: numbers, words, searches and the way back, as lines and nothing else."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kortui.commands import COMMANDS
from kortui.model import Library
from kortui.plain.loop import read
from kortui.plain.pages import spoken
from kortui.plain.reader import Reader
from kortui.plain.words import PANES
from tests.tui.samples import small_library

COMMON = ["1", "2", "next", "back", "charts", "trade", "diplomacy"]


def _run(*lines: str, library: Library | None = None, prompt: bool = False) -> str:
    out = io.StringIO()
    reader = Reader(library or small_library(), out)
    reader.open_pane("timeline")
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


def test_nothing_found_says_what_to_try() -> None:
    said = _after("zzzz vestel")
    assert "No records." in said and len(said) > 2


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
    assert said[1].startswith("1. Bilateral trade KOR–TUR: $8,000 in 1965 to $515m in 1990")
    figures = _after("1", "trade", "charts")
    assert figures[2] == "1. 1965: 8,000"
    assert "Trade nears 515 million dollars" in _after("2", "trade", "charts", "1")[0]
    assert "Charts are gathered in" in _after("charts")[0]


def test_conflicts_say_both_sides_and_the_words_that_differ() -> None:
    said = _after("1", "conflicts")
    assert any("Says mid-1980s." in line and "The words that differ: mid-1980s" in line for line in said)
    assert any("Says 1987." in line and "The words that differ: 1987" in line for line in said)


def test_relations_by_name_alias_or_the_record_at_hand() -> None:
    assert _after("relations vestel")[0] == "Vestel"
    assert _after("relations 터키")[0] == "Türkiye"
    assert _after("r", "manisa", "1")[0] == "GoldStar"
    assert _after("relations nobody at all")[0] == "Nobody here is called nobody at all."


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


def test_a_prompt_only_where_somebody_types() -> None:
    assert "> " not in _run("help", "quit")
    assert _run("quit", prompt=True).endswith("> ")


def test_wrong_numbers_say_which_there_are() -> None:
    assert _after("99")[0].startswith("There is no line 99 here; the numbers are 1 to 25")
    assert _after("0")[0].startswith("There is no line 0")


def test_hedges_are_spoken() -> None:
    assert spoken("KOR >$15bn, ~9 and <~$515m; a > b") == "KOR more than $15bn, about 9 and nearly $515m; a > b"


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


def test_a_pane_query_and_record_to_begin_with() -> None:
    env = {**os.environ, "NO_COLOR": "1"}
    words = [sys.executable, "-m", "kortui", "--plain", "--query", "altay", "--event", "nonsense"]
    done = subprocess.run(words, input="", capture_output=True, text=True, timeout=60, env=env)
    assert done.returncode == 0
    assert "searching altay" in done.stdout and "There is no record nonsense" in done.stdout
