"""build and annotate: from documents of our own to a database, with everything that goes wrong named."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from kortui import store
from kortui.cli.pace import Pace
from kortui.extract import reading
from kortui.extract.pipeline import Progress
from kortui.text import cell_width
from tests.unit.conftest import Run

REPORT = """---
title: A report on shipyards
publisher: Ministry of Examples
published: 2021-03-04
---

South Korea and Türkiye signed a free trade agreement in 2012.

Trade between South Korea and Türkiye reached $7 billion last year.
"""
NOTE = "A short note\n\nSouth Korea's foreign minister visited Ankara on 5 May 2005.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notes"
    made.mkdir()
    (made / "report.md").write_text(REPORT, "utf-8")
    (made / "note.txt").write_text(NOTE, "utf-8")
    return made


def test_build_makes_a_database_that_checks_out(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    done = run("build", str(folder), "-o", str(target))
    assert (done.code, done.out) == (0, "")
    library = store.load(target)
    assert done.err == f"{target}: 2 documents, {len(library.events)} events\n" and len(library.events) >= 3
    assert run("check", str(target)).code == 0
    assert run("search", "agreement", "--db", str(target), "--format", "ids").code == 0


def test_build_writes_kortui_json_here_when_not_told_where(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("build", "notes").code == 0
    assert store.load(tmp_path / "kortui.json").documents


def test_report_says_what_each_document_gave(run: Run, folder: Path, tmp_path: Path) -> None:
    plain, full = (run("build", str(folder), "-o", str(tmp_path / "x.json"), *more) for more in ((), ("--report",)))
    assert "a-report-on-shipyards\n" in full.err and "a-report-on-shipyards" not in plain.err
    assert full.out == plain.out == "", "stdout is for data"


def test_what_cannot_be_read_is_named_and_the_rest_is_built(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "image.txt").write_bytes(b"\x89PNG\x00\x01\xff")
    target = tmp_path / "x.json"
    done = run("build", str(folder), "-o", str(target))
    assert done.code == 0 and "image.txt" in done.err and len(store.load(target).documents) == 2
    done = run("build", str(folder), "-o", str(target), "--strict")
    assert done.code == 4 and "1 problem; see the lines above" in done.err and len(store.load(target).documents) == 2


def test_files_of_other_kinds_are_counted_and_named_on_request(run: Run, folder: Path, tmp_path: Path) -> None:
    for name in ("speech.docx", "visit.docx", "map.PNG", "notes"):
        (folder / name).write_bytes(b"\x00")
    words = ("build", str(folder), "-o", str(tmp_path / "x.json"), "--strict")
    done = run(*words)
    assert done.code == 0, "they are nothing wrong"
    assert "4 files left out that kortui does not read (.docx 2, .png 1, without an ending 1); --report names them" in done.err
    assert "visit.docx" not in done.err and "visit.docx: not a kind of file" in run(*words, "--report").err


def test_a_database_is_no_document(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, target = tmp_path / "made.json", tmp_path / "x.json"
    assert run("build", str(folder), "-o", str(made)).code == 0
    turned = tmp_path / "turned.json"
    tables = json.loads(made.read_bytes())
    turned.write_text(json.dumps(dict(reversed(tables.items())), indent=1), "utf-8")
    named = tmp_path / "made.md"
    for name in (made, turned, named):
        if name == named:
            made.rename(named)
        done = run("build", str(name), "-o", str(target))
        assert done.code == 2 and not target.exists() and "is a kortui database, not a document; name the doc" in done.err
        assert name == turned or done.err.count("\n") == 1
    assert "is a kortui database" in run("annotate", str(named)).err
    monkeypatch.setattr("kortui.extract.readers.source.SIZE_AT_MOST", 100)
    assert "is a kortui database" in run("annotate", str(named)).err, "also where it is too big"


def test_a_database_among_documents_is_left_out_and_named(run: Run, folder: Path, tmp_path: Path) -> None:
    made, target = tmp_path / "made.json", tmp_path / "x.json"
    assert run("build", str(folder), "-o", str(made)).code == 0
    done = run("build", str(folder), str(made), "-o", str(target))
    assert done.code == 0 and f"{made}: is a kortui database" in done.err and len(store.load(target).documents) == 2
    assert run("build", str(folder), str(made), "-o", str(target), "--strict").code == 4
    made.rename(folder / "old.json")
    (folder / "other.json").write_text('{"meta": "South Korea and Türkiye signed a treaty in 2012."}', "utf-8")
    done = run("build", str(folder), "-o", str(target), "--strict")
    assert done.code == 0 and f"{folder / 'old.json'}: is a kortui database, not a document; left out" in done.err
    assert "1 file left out that kortui does not read (.json 1)" in done.err
    done = run("build", str(folder / "other.json"), "-o", str(target))
    assert done.code == 0 and len(store.load(target).documents) == 1, "a JSON that is no database stays text"


def test_a_database_beside_its_document_does_not_keep_it_from_being_read(run: Run, folder: Path) -> None:
    for _ in range(2):
        assert run("build", str(folder / "note.txt"), "-o", str(folder / "note.json")).code == 0


def test_a_copy_is_named_with_what_it_is_a_copy_of(run: Run, folder: Path, tmp_path: Path) -> None:
    copy, target = tmp_path / "zz.md", tmp_path / "x.json"
    copy.write_text(REPORT, "utf-8")
    done = run("build", str(folder), str(copy), "-o", str(target), "--strict")
    assert done.code == 0 and f"{copy}: the same as {folder / 'report.md'}; left out" in done.err
    assert "does not read" not in done.err, "it would read it"
    for number in range(22):
        (folder / f"report{number}.md").write_text(REPORT, "utf-8")
    done = run("build", str(folder), "-o", str(target))
    assert done.err.count("the same as") == 20 and "and 2 more files like these; --report names them" in done.err
    assert run("build", str(folder), "-o", str(target), "--report").err.count("the same as") == 22


def test_nothing_readable_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "image.txt").write_bytes(b"\x00\x01")
    target = tmp_path / "x.json"
    done = run("build", str(tmp_path / "image.txt"), "-o", str(target))
    assert done.code == 2 and not target.exists()
    done = run("build", str(tmp_path / "absent"), "-o", str(target))
    assert done.code == 2 and "there is no such file or folder" in done.err and not target.exists()


def test_published_is_for_documents_that_do_not_say(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    assert run("build", str(folder / "note.txt"), "-o", str(target), "--published", "2006-01").code == 0
    assert store.load(target).documents[0].published == "2006-01"
    assert run("build", str(folder), "-o", str(target), "--published", "5 May").code == 2


def test_review_of_the_folder_and_of_the_command_line_are_applied(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    run("build", str(folder), "-o", str(target))
    one, two = store.load(target).events[:2]
    (folder / "review.toml").write_text(f'[[reject]]\nid = "{one.id}"\n', "utf-8")
    (tmp_path / "more.toml").write_text(f'[[accept]]\nid = "{two.id}"\n\n[[accept]]\nid = "e00000000000"\n', "utf-8")
    done = run("build", str(folder), "-o", str(target), "--review", str(tmp_path / "more.toml"), "--strict")
    events = {e.id: e for e in store.load(target).events}
    assert one.id not in events and events[two.id].reviewed
    assert done.code == 4 and "e00000000000" in done.err, "a decision that finds nothing is told"


def test_gazetteer_adds_names(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "new.txt").write_text("News\n\nZyxwar Works delivered tanks to Türkiye in 2019.\n", "utf-8")
    (tmp_path / "names.toml").write_text('[organisation]\nzyxwar = { name = "Zyxwar Works", country = "KOR" }\n', "utf-8")
    target = tmp_path / "x.json"
    assert run("build", str(folder), "-o", str(target), "--gazetteer", str(tmp_path / "names.toml")).code == 0
    assert store.load(target).index.entity["zyxwar"].name == "Zyxwar Works"
    (tmp_path / "names.toml").write_text("[organisation]\nzyxwar = 3\n", "utf-8")
    done = run("build", str(folder), "-o", str(target), "--gazetteer", str(tmp_path / "names.toml"))
    assert done.code == 2 and done.err.count("\n") == 1


def test_jobs_change_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    made = []
    for jobs in ("1", "3"):
        assert run("build", str(folder), "-o", str(tmp_path / jobs), "--jobs", jobs).code == 0
        made.append((tmp_path / jobs).read_bytes())
    assert made[0] == made[1]


def test_bundle_is_for_checkouts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kortui.config.checkout", lambda: None)
    done = run("build")
    assert done.code == 2 and "no documents were named" in done.err


def test_progress_bar_takes_names_for_text(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "[red]odd[link=x]\x1b[2J.txt").write_text(NOTE, "utf-8")
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(NOTE.replace("short", "long"), "utf-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    done = run("build", str(folder), "-o", str(tmp_path / "x.json"))
    assert done.code == 0 and "\x1b[2J" not in done.err


def test_without_a_terminal_a_long_build_says_a_line_now_and_then() -> None:
    said: list[str] = []
    now = [0.0]
    pace = Pace(said.append, lambda: now[0])
    for done in range(1, 10_001):
        now[0] = done / 50
        pace(Progress(done, 10_000, Path("x.txt"), part=done / 10_000))
    assert said[0] == "500 of 10,000 documents, 50.0 a second, 3 min left"
    assert said[-1] == "10,000 documents read in 3 min; merging and writing"
    assert 6 <= len(said) <= 8, "every half minute"


def test_the_time_left_goes_by_what_is_left_to_read_and_not_by_the_number_of_documents(folder: Path) -> None:
    (folder / "a-large-one.txt").write_text(NOTE * 200, "utf-8")
    steps: list[Progress] = []
    reading.read_all(sorted(folder.glob("*.*")), [], progress=steps.append)
    large = next(step for step in steps if step.path.name == "a-large-one.txt")
    assert large.done == 1 < large.total and large.part > 0.9
    assert [step.part for step in steps] == sorted(step.part for step in steps) and steps[-1].part == 1.0
    said: list[str] = []
    now = [0.0]
    pace = Pace(said.append, lambda: now[0])
    now[0] = 60.0
    pace(Progress(4, 107, Path("x.txt"), part=0.8))
    assert said == ["4 of 107 documents, 0.1 a second, 15 s left"]


def test_a_short_build_says_nothing_and_a_large_document_is_announced() -> None:
    said: list[str] = []
    pace = Pace(said.append, lambda: 0.0)
    pace(Progress(0, 2, Path("in/big\x1b[2J.txt"), 20_000_000))
    pace(Progress(1, 2, Path("in/big.txt")))
    pace(Progress(2, 2, Path("in/small.txt")))
    assert said == ["reading big\x1b[2J.txt, 20 MB; that takes a while"]


def test_while_a_large_document_is_read_its_rate_and_the_time_left_are_told() -> None:
    said: list[str] = []
    now = [0.0]
    pace = Pace(said.append, lambda: now[0])
    for second in range(0, 301):
        now[0] = float(second)
        pace(Progress(0, 1, Path("in/big.txt"), 20_000_000, second / 400))
    assert said[:2] == ["reading big.txt, 20 MB; that takes a while", "8% of big.txt, 50 kB a second, 6 min left"]
    assert said[-1] == "75% of big.txt, 50 kB a second, 2 min left"
    assert len(said) == 11, "every half minute"


def test_a_large_document_is_announced_before_it_is_read(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kortui.extract.reading.LARGE", 100)
    done = run("build", str(folder), "-o", str(tmp_path / "x.json"))
    assert done.code == 0 and done.err.startswith("reading report.md, 0 MB; that takes a while\n"), done.err
    assert "note.txt" not in done.err


def test_a_cluster_is_instead_of_processes(run: Run, folder: Path, tmp_path: Path) -> None:
    done = run("build", str(folder), "-o", str(tmp_path / "x.json"), "--jobs", "2", "--cluster", "tcp://127.0.0.1:1")
    assert done.code == 2 and "--jobs and --cluster exclude each other" in done.err
    done = run("build", str(folder), "-o", str(tmp_path / "x.json"), "--cluster", "127.0.0.1")
    assert done.code == 2 and done.err.count("\n") == 1 and "write it like tcp://host:8786" in done.err
    assert not (tmp_path / "x.json").exists()


def test_interrupted_build_leaves_the_old_database(folder: Path, tmp_path: Path) -> None:
    """Ctrl+C while documents are read: 130, one line, nothing touched."""
    target = tmp_path / "x.json"
    target.write_text('{"meta": {}}')
    code = (
        "import sys, kortui.extract.readers as readers\n"
        "def stop(*a, **k): raise KeyboardInterrupt\n"
        "readers.read = stop\n"
        "from kortui.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "build", str(folder), "-o", str(target)]
    done = subprocess.run(command, env={**os.environ}, capture_output=True, text=True, check=False)
    told = f"stopped: {target} was not touched; what was read is remembered for the next build\n"
    assert (done.returncode, done.stdout, done.stderr) == (130, "", told)
    assert target.read_text() == '{"meta": {}}'


def test_annotate_gives_offsets_that_hold(run: Run, folder: Path) -> None:
    done = run("annotate", str(folder / "report.md"))
    assert done.code == 0
    (line,) = done.out.splitlines()
    found = json.loads(line)
    assert found["path"] == "report.md" and found["document"]["published"] == "2021-03-04"
    assert {"sentences", "dates", "amounts", "entities", "events"} <= set(found)
    assert {"2012", "last year"} <= {date["text"] for date in found["dates"]}
    assert "$7 billion" in {amount["text"] for amount in found["amounts"]}
    assert json.loads(run("annotate", str(folder / "report.md"), "--format", "json").out) == [found]


def test_annotate_as_text_has_each_sentence_with_what_is_in_it(run: Run, folder: Path) -> None:
    out = run("annotate", str(folder / "report.md"), "--format", "text").out
    assert "“last year” RELATIVE 2020 (relative)" in out
    assert "“$7 billion” money 7,000,000,000 USD" in out and "country turkiye" in out
    assert run("annotate", str(folder / "report.md"), "--format", "text", columns=80).out == out, "on a terminal as well"


CODES = re.compile(r"\x1b\[[0-9;]*m")
LONG = (
    "Hyundai Rotem signed a 5.6 trillion won contract in 2008 with Türkiye, and in the years that followed it sent one ship "
    "after another over the sea, until the last of them had come to 튀르키예 in 2011.\n"
)


@pytest.fixture
def long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    (folder / "long.txt").write_text(f"A long note\n\n{LONG}", "utf-8")
    return str(folder / "long.txt")


def test_annotate_marks_the_text_for_a_person(run: Run, long: str) -> None:
    out = run("annotate", long, columns=60).out
    plain = CODES.sub("", out)
    for mark in ("{Hyundai Rotem}", "<5.6 trillion won>", "[2008]", "{튀르키예}", "> contract 2008 Hyundai Rotem signs"):
        assert mark in " ".join(plain.split()), "each kind is told by its brackets alone"
    styles = [re.search(rf"\x1b\[([0-9;]+)m{re.escape(mark)}", out) for mark in ("[2008]", "{튀르키예}", "> ", "<5.6")]
    assert len({style[1] for style in styles if style}) == 4, "and by its colour"
    assert "<5.6 trillion won> 5,600,000,000,000 KRW" in " ".join(plain.split()), "what it was read as stands under it"
    assert " ".join(re.sub(r"[][{}<>]", "", plain).split()).find(" ".join(LONG.split())) > 0, "no word of the text is lost"


@pytest.mark.parametrize("columns", [30, 45, 80])
def test_marked_text_keeps_within_the_terminal(run: Run, long: str, columns: int) -> None:
    lines = CODES.sub("", run("annotate", long, columns=columns).out).splitlines()[2:]
    assert len(lines) > 5 and max(map(cell_width, lines)) <= columns


def test_marked_text_has_no_colour_where_none_is_wanted(run: Run, long: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    codes = set(CODES.findall(run("annotate", long, columns=60).out))
    assert codes <= {"\x1b[0m", "\x1b[1m", "\x1b[2m"}, "bold and dim are no colours"
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in run("annotate", long, columns=60).out
    assert "\x1b" not in run("annotate", long, "--format", "marked").out, "nor in a pipe"
    assert run("annotate", long).out.startswith("{"), "where data are the default"


def test_marked_text_lets_no_code_of_a_document_through(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    (folder / "evil\x1b]0;x\x07.txt").write_text(
        "A \x1b[31mred\x1b[0m note\n\n\x9b2JIt \x1b]0;owned\x07 came [bold]in 1957[/].\n", "utf-8"
    )
    out = run("annotate", str(folder / "evil\x1b]0;x\x07.txt"), columns=60).out
    assert not any(unicodedata.category(c) == "Cc" for c in out.replace("\n", ""))
    assert "[bold]in [1957][/]" in out, "and its brackets are no markup"


def test_annotate_goes_on_after_a_file_it_cannot_read(run: Run, folder: Path) -> None:
    done = run("annotate", str(folder / "none.md"), str(folder / "note.txt"), "--published", "2006")
    assert done.code == 0 and "none.md" in done.err and len(done.out.splitlines()) == 1
    assert json.loads(done.out)["document"]["published"] == "2006"
    assert run("annotate", str(folder / "none.md")).code == 1
