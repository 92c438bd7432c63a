"""The edges of the command line: first words, streams that break, exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from kortui import store
from kortui.cli.names import COMMANDS, first_word
from kortui.errors import OUTPUT_FAILED
from tests.unit.conftest import Run
from tests.unit.samples import library

KORTUI = [sys.executable, "-m", "kortui"]


def environ(database: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "KORTUI_DB": str(database), **more}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ([], None),
        (["--pane", "trade"], None),
        (["--pane", "trade", "my.json"], "my.json"),
        (["--pane=trade", "search"], "search"),
        (["--query", "search", "my.json"], "my.json"),
        (["--kiosk", "build"], "build"),
        (["--", "search"], None),
    ],
)
def test_first_word(words: list[str], first: str | None) -> None:
    assert first_word(words) == first


@pytest.mark.parametrize("words", [[], ["--pane", "trade"], ["./build"], ["--", "build"], ["sample.json", "--query", "altay"]])
def test_anything_but_a_command_opens_the_app(run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.setattr("kortui.terminal.tty.refuse_reason", lambda _: "no terminal today")
    done = run(*words)
    assert (done.code, done.out, done.err) == (2, "", "no terminal today\n")


def test_app_is_given_what_was_asked(run: Run, monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    seen = {}

    def app(path: Path, **asked: object) -> int:
        seen.update(path=path, **asked)
        return 129

    monkeypatch.setattr("kortui.terminal.tty.refuse_reason", lambda _: None)
    monkeypatch.setattr("kortui.tui.app.run", app)
    assert run("--pane", "trade", "--query", "altay", "--event", "e1", "--theme", "ansi-dark").code == 129
    assert seen == {
        "path": database, "pane": "trade", "query": "altay", "event": "e1", "theme": "ansi-dark", "kiosk": False,
        "fresh": False, "tour": False,
    }  # fmt: skip
    run("./search", "--kiosk")
    assert (seen["path"], seen["kiosk"], seen["pane"]) == (Path("search"), True, None)


def test_settings_file_that_was_named_must_exist(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kortui.terminal.tty.refuse_reason", lambda _: None)
    monkeypatch.setattr("kortui.tui.app.run", lambda *_, **__: 0)
    assert run("--config", str(tmp_path / "none.toml")).code == 2
    (tmp_path / "some.toml").write_text('pane = "trade"\n')
    monkeypatch.setenv("KORTUI_CONFIG", "")
    assert run("--config", str(tmp_path / "some.toml")).code == 0
    assert os.environ["KORTUI_CONFIG"] == str(tmp_path / "some.toml")


def test_without_a_terminal_one_line_says_what_to_do(database: Path) -> None:
    done = subprocess.run(KORTUI, env=environ(database), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "ssh -t" in done.stderr and done.stderr.count("\n") == 1


def test_misspelt_command_gets_a_suggestion(run: Run) -> None:
    done = run("serach", "altay")
    assert done.code == 2 and done.err == "kortui: serach: there is no such command; did you mean `kortui search`?\n"
    assert run("serach").code == 2
    assert run("a.json", "b.json").code == 2


def test_help_names_every_command_and_option_of_the_app(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for name, entry in COMMANDS.items():
        assert f"  {name} " in done.out and entry.help.split(".")[0][:30] in done.out
    for option in ("--pane", "--query", "--event", "--theme", "--config", "--kiosk", "--version"):
        assert option in done.out
    assert run("-h").out == done.out


def test_version(run: Run) -> None:
    assert run("--version").out == "kortui 0.1.0\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_says_what_the_overview_says(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.code == 0 and f"Usage: kortui {name}" in done.out


@pytest.mark.parametrize("words", [["list", "--nope"], ["show"], ["list", "gadgets"], ["annotate"], ["completion", "tcsh"]])
def test_wrong_usage_is_2_on_stderr(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "") and "Usage:" in done.err


def test_closed_pipe_is_quiet(database: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*KORTUI, "list"], env=environ(database), stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_disk_on_stdout_is_told(database: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*KORTUI, "list"], env=environ(database), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 74
    assert done.stderr == "kortui: the output cannot be written: No space left on device\n"


def test_interrupt_leaves_with_130(database: Path) -> None:
    process = subprocess.Popen(
        [*KORTUI, "show", "-"], env=environ(database), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not _waits_for_stdin(process.pid):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


def _waits_for_stdin(pid: int) -> bool:
    return "pipe" in Path(f"/proc/{pid}/wchan").read_text() if Path(f"/proc/{pid}/wchan").exists() else True


def test_output_is_utf8_in_a_pipe_whatever_the_locale(database: Path) -> None:
    env = environ(database, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    done = subprocess.run([*KORTUI, "list", "entities"], env=env, capture_output=True, check=False)
    assert done.returncode == 0 and "튀르키예" in done.stdout.decode("utf-8")


def test_collector_is_off_for_commands_that_leave_at_once_and_till_the_app_stands(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gc

    from kortui.cli import PASSING, reading

    assert set(PASSING) - {"--help"} <= set(COMMANDS) and not {"build", "serve", "annotate"} & set(PASSING)
    seen = []
    plain = reading.write_events
    monkeypatch.setattr(reading, "write_events", lambda *args: (seen.append(gc.isenabled()), plain(*args)))
    run("list")
    monkeypatch.setattr("kortui.terminal.tty.refuse_reason", lambda _: None)
    monkeypatch.setattr("kortui.tui.app.run", lambda *_, **__: seen.append(gc.isenabled()) or 0)
    run()
    assert seen == [False, False] and gc.isenabled()
    monkeypatch.setattr("kortui.cli.reading_out.read_out", lambda *_: seen.append(gc.isenabled()) or 0)
    run("--plain")
    assert seen[2:] == [True] and gc.isenabled(), "line by line one reads for hours"
    monkeypatch.setattr("kortui.cli.annotating.annotate_command.callback", lambda **_: seen.append(gc.isenabled()))
    run("annotate", "x.txt")
    assert seen[3:] == [True] and gc.isenabled()


@pytest.mark.parametrize("command", ["search", "export", "conflicts", "review"])
def test_an_unknown_option_of_a_command_with_a_query_is_no_word(run: Run, command: str) -> None:
    words = ["list", "--fromat", "ids"] if command == "review" else ["--fromat", "ids"]
    done = run(command, *words)
    assert (done.code, done.out) == (2, "") and "--format" in done.err
    assert run(command, "-h").out == run(command, "--help").out != ""


def test_a_word_behind_two_dashes_is_a_word(run: Run) -> None:
    assert run("search", "--", "--fromat").code == 1


@pytest.mark.parametrize("style", ["tsv", "csv", "jsonl", "ids", "table"])
def test_the_output_of_a_search_is_the_input_of_show(run: Run, style: str) -> None:
    ids = run("search", "altay", "--format", "ids").out
    assert ids
    found = run("search", "altay", "--format", style).out
    done = run("show", "-", "--format", "ids", stdin=found)
    assert (done.code, done.out) == (0, ids)


@pytest.mark.parametrize("command", ["show", "cite"])
def test_no_ids_on_stdin_is_nothing_found(run: Run, command: str) -> None:
    done = run(command, "-", stdin="")
    assert (done.code, done.out) == (1, "") and "no id" in done.err
    assert run(command, "-", stdin='{"title": "x"}\n').code == 2


def test_a_file_that_cannot_be_written_is_74_for_every_command(run: Run, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none" / "out.md")
    (tmp_path / "note.txt").write_text("South Korea and Türkiye signed an agreement in 1974.\n", "utf-8")
    for words in (
        ["export", "-o", nowhere], ["build", str(tmp_path / "note.txt"), "-o", nowhere],
        ["review", "accept", library().events[0].id, "--file", nowhere],
    ):  # fmt: skip
        done = run(*words)
        assert done.code == OUTPUT_FAILED and nowhere in done.err and "Traceback" not in done.err
    assert run("build", str(tmp_path / "note.txt"), "-o", str(tmp_path)).code == OUTPUT_FAILED
    assert not (tmp_path / "none").exists(), "nothing is made on the way"


def test_a_build_that_cannot_be_written_reads_no_document(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: object, **__: object) -> None:
        raise AssertionError("it should have been refused before")

    monkeypatch.setattr("kortui.extract.pipeline.build", build)
    (tmp_path / "note.txt").write_text("South Korea and Türkiye signed an agreement in 1974.\n", "utf-8")
    (tmp_path / "report.md").write_text("Mine.", "utf-8")
    assert run("build", str(tmp_path / "note.txt"), "-o", str(tmp_path / "none" / "e.json")).code == OUTPUT_FAILED
    done = run("build", str(tmp_path / "note.txt"), "-o", str(tmp_path / "report.md"))
    assert done.code == 3 and "no database" in done.err and (tmp_path / "report.md").read_text("utf-8") == "Mine."
    assert sorted(p.name for p in tmp_path.iterdir() if p.name[0] != "." and p.suffix != ".json") == ["note.txt", "report.md"]


def test_the_app_takes_its_database_by_name_wherever_the_option_stands(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("kortui.terminal.tty.refuse_reason", lambda _: None)
    monkeypatch.setattr("kortui.tui.app.run", lambda path, **_: opened.append(path) or 0)
    for words in (["--pane", "trade", "--db", "my.json"], ["--fresh", "--db=my.json"], ["--db", "my.json", "--fresh"]):
        assert run(*words).code == 0
    assert opened == [Path("my.json")] * 3
    done = run("--fresh", "--db", "my.json", "your.json")
    assert done.code == 2 and "two databases" in done.err
    assert "--db PATH" in run("--help", columns=100).out


@pytest.mark.parametrize("command", ["show", "cite"])
def test_one_word_that_names_nothing_costs_the_others_nothing(run: Run, command: str) -> None:
    good = library().events[0].id
    wanted = run(command, good).out
    assert wanted
    for words, stdin in (([good, "zzz"], None), (["zzz", good, "yyy"], None), (["-"], f"{good}\nzzz\n")):
        done = run(command, *words, **({"stdin": stdin} if stdin else {}))
        assert (done.code, done.out) == (1, wanted) and "there is no record 'zzz'" in done.err
    assert "'yyy'" in run(command, "zzz", good, "yyy").err
    assert run(command, good, "e").code == 2, "the worst mistake gives the code"


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a POSIX shell")
@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("list >&-", OUTPUT_FAILED, "the output cannot be written"),
        ("--help >&-", OUTPUT_FAILED, "the output cannot be written"),
        ("show - <&-", 1, "no id was given on stdin"),
        ("--plain <&- >/dev/null", 0, ""),
        ("check 2>&-", 0, ""),
        ("check 2>/dev/full", 0, ""),
    ],
)
def test_closed_streams_are_no_crash(database: Path, line: str, code: int, told: str) -> None:
    command = f'"{sys.executable}" -m kortui {line}'
    done = subprocess.run(["sh", "-c", command], env=environ(database), capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, told in done.stderr, "Traceback" in done.stderr) == (code, True, False), done.stderr


def test_annotations_in_a_closed_pipe_leave_as_all_output_does(database: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Kenya and India signed a trade agreement in 1981.\n\n" * 2_000, "utf-8")
    command = [*KORTUI, "annotate", "--format", "marked", str(tmp_path / "note.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ(database)) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (141, b"")


def test_a_build_of_nothing_outside_the_checkout_leaves_the_bundle_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("build")
    assert done.code == 2 and "no documents were named" in done.err and list(tmp_path.glob("kortui.json")) == []


def test_options_before_the_command_are_the_commands(run: Run, database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    store.save(other, replace(library(), events=library().events[:1]))
    wanted = run("list", "--db", str(other), "--format", "ids")
    assert wanted.out.split() == [library().events[0].id] != run("list", "--format", "ids").out.split()
    for before in (["--db", str(other)], [f"--db={other}"]):
        assert run(*before, "list", "--format", "ids") == wanted
    done = run("--config", str(tmp_path / "none.toml"), "search", "tank")
    assert done.code == 2 and "none.toml: there is no such file" in done.err
    assert run("--db", str(tmp_path / "none.json"), "search", "tank").code == 3
    assert run("--db", str(other), "nosuchcmd").err == "kortui: nosuchcmd: there is no such command; see `kortui --help`\n"


def test_a_database_before_no_command_is_the_apps(
    run: Run, database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("kortui.terminal.tty.refuse_reason", lambda _: None)
    monkeypatch.setattr("kortui.tui.app.run", lambda path, **_: opened.append(path) or 0)
    assert run("--db", "my.json", "--pane", "trade").code == 0
    assert opened == [Path("my.json")]


@pytest.mark.parametrize(("word", "said"), [("serch", "did you mean `kortui search`?"), ("nosuchcmd", "no file of that name")])
def test_an_unknown_command_is_told_where_there_is_no_terminal_too(word: str, said: str, database: Path) -> None:
    done = subprocess.run(
        [*KORTUI, word], env=environ(database), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and f"{word}: there is no such command" in done.stderr and said in done.stderr


@pytest.mark.parametrize("words", [["show", "-"], ["cite", "-"], ["review", "accept", "-"]], ids=" ".join)
def test_bytes_of_no_text_on_stdin_are_told_in_harmless_lines(words: list[str], database: Path) -> None:
    raw = bytes(range(1, 10)) + b"\x1b[31m\x9b\xff\xfe" * 9 + b"\xc2\x9b" + b"x" * 100_000 + b"\n" + bytes(range(256))
    env = environ(database) | {"PYTHONIOENCODING": "utf-8:strict"}
    done = subprocess.run([*KORTUI, *words], env=env, input=raw, capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode in (1, 2) and done.stdout == b""
    lines = said.splitlines()
    assert 1 <= len(lines) <= (1 if words[0] == "review" else 3), "a line a word at most"
    assert all(line.startswith("kortui: there is no record") and len(line) < 300 for line in lines)
    assert not [char for char in "".join(lines) if unicodedata.category(char).startswith("C")]


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder that takes no files, of root too")
def test_a_folder_that_takes_no_files_is_no_lock_that_somebody_holds(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "note.txt"
    document.write_text("South Korea and Türkiye signed an agreement in 1974.\n")
    for words in (["build", str(document), "-o", "/proc/x.json"], ["export", "-o", "/proc/x.md"]):
        done = run(*words)
        assert done.code == 74 and "/proc/x" in done.err and "cannot be written: No such file or directory" in done.err
    done = run("review", "accept", library().events[0].id, "--file", "/proc/review.toml")
    assert done.code == 74 and "cannot be written; No such file or directory" in done.err
    assert "space" not in run("build", str(document), "-o", "/proc/x.json").err, "none is wanting"


@pytest.mark.parametrize(("words", "code"), [(["list", "--format", "ids"], 0), (["search", "nothingsuch"], 1), (["search"], 2)])
def test_a_command_that_only_reads_leaves_at_once_with_all_it_wrote(words: list[str], code: int, database: Path) -> None:
    script = "import atexit, sys; from kortui.cli import main\natexit.register(lambda: print('taken down'))\nsys.exit(main())"
    command = [sys.executable, "-c", script, *words]
    done = subprocess.run(command, env=environ(database), capture_output=True, text=True, check=False)
    assert done.returncode == code and "taken down" not in done.stdout and (done.stdout or done.stderr)
    if code == 0:
        assert done.stdout.split() == [event.id for event in library().events]
