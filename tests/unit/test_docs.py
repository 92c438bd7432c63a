"""The pages say what the code does: generated parts are fresh, every name is explained, every link and command works."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from types import ModuleType

import click
import pytest

from kortui import commands, config, errors
from kortui.cli.examples import EXAMPLES
from kortui.cli.group import group, outer
from kortui.cli.names import COMMANDS, reordered
from kortui.cli.opening import open_command as OPEN_COMMAND
from kortui.export import records, registry
from kortui.keyboard import show_key
from kortui.model import (
    Amount,
    Block,
    Conflict,
    DigestOf,
    Document,
    Entity,
    Event,
    EventDate,
    Evidence,
    Office,
    OtherDate,
    Plover,
    Series,
    SeriesPoint,
)
from kortui.schema import key_of
from kortui.search.fields import FIELDS, FLAGS
from kortui.vocabulary import ACTOR_ROLES, DOMAINS, ENTITY_KINDS, EVENT_TYPES, RELEVANCES, STAGES
from tests.unit.conftest import Run
from tests.unit.samples import library

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RECORDS = (
    Document, DigestOf, Block, Event, EventDate, OtherDate, Plover, Amount, Evidence, Entity, Office, Series, SeriesPoint,
    Conflict,
)  # fmt: skip


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_generated_parts_are_fresh(generator: ModuleType, path: Path) -> None:
    text = path.read_text("utf-8")
    assert generator.generated(text) == text, "run `python docs/generate.py`"


def test_the_overview_kept_ready_is_fresh(generator: ModuleType) -> None:
    assert generator.overviews()
    for path, text in generator.overviews().items():
        assert path.read_text("utf-8") == text, "run `python docs/generate.py`"


def test_every_part_stands_somewhere(generator: ModuleType) -> None:
    wanted = {name for path in PAGES for name in re.findall(r"<!-- begin ([\w-]+) -->", path.read_text("utf-8"))}
    assert wanted == set(generator.PARTS)


@pytest.mark.parametrize("path", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda path: path.name)
def test_links_inside_the_checkout_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


def test_every_page_is_reached_from_the_readme() -> None:
    linked = set(re.findall(r"\]\((docs/[^)#]+\.md)\)", page("README.md")))
    assert {str(path.relative_to(ROOT)) for path in PAGES[1:]} <= linked


def test_readme_has_every_command_and_key() -> None:
    readme = page("README.md")
    assert [name for name in COMMANDS if f"`kortui {name}`" not in readme] == []
    rows = [line for line in readme.splitlines() if line.startswith("|")]
    for command in commands.COMMANDS:
        if command.keys:
            (row,) = [row for row in rows if row.rstrip(" |").endswith(f"`{command.id}`")]
            assert all(show_key(key) in row for key in command.keys)


def test_every_option_of_every_command_is_documented_with_help() -> None:
    text = page("docs/commands.md")
    for name in COMMANDS:
        command = group.get_command(outer(), name)
        assert command is not None and command.help and f"### kortui {name}" in text
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{name} {parameter.name}"
                assert max(parameter.opts, key=len) in text


def test_every_format_is_documented() -> None:
    text = page("docs/commands.md")
    assert [name for name in registry.BUILT_IN if f"| `{name}` |" not in text] == []


def test_every_field_of_every_record_is_documented() -> None:
    text = page("docs/records.md")
    names = {key_of(f) for record in RECORDS for f in dataclasses.fields(record)}
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []
    columns = text.split("## Columns of csv and tsv")[1]
    assert [name for name in records.COLUMNS if f"`{name}`" not in columns] == []


def test_every_value_of_the_closed_lists_is_documented() -> None:
    text = page("docs/records.md")
    for values in (DOMAINS, EVENT_TYPES, ACTOR_ROLES, STAGES, RELEVANCES, ENTITY_KINDS):
        assert [value for value in values if f"`{value}`" not in text] == []


def test_every_field_and_flag_of_the_query_language_is_documented() -> None:
    text = page("docs/queries.md")
    assert [name for name in FIELDS if f"`{name}:`" not in text] == []
    assert [f"{name}:{flag}" for name, of in FLAGS.items() for flag in of if f"`{name}:{flag}`" not in text] == []


def test_every_setting_is_documented() -> None:
    text = page("docs/configuration.md")
    assert [f.name for f in dataclasses.fields(config.Settings) if f"| `{f.name}` |" not in text] == []


def test_every_exit_code_is_documented() -> None:
    codes = {
        kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.KortuiError)
    } | {0, 74, 130, 141}
    for name in ("README.md", "docs/commands.md"):
        assert [code for code in codes if not re.search(rf"\b{code}\b", page(name))] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    readme = page("README.md")
    names = [re.split(r"[><=~\[]", one)[0] for one in project["dependencies"]]
    assert [name for name in names if not re.search(rf"^\| \[{name}\]\(http\S+\) \| \S", readme, re.MULTILINE)] == []
    assert all(">=" in one for one in project["dependencies"]), "each with a lower bound"
    assert [extra for extra in project["optional-dependencies"] if f"[{extra}]" not in readme] == []


def test_every_command_shows_an_example() -> None:
    assert list(EXAMPLES) == list(COMMANDS)
    for name, lines in EXAMPLES.items():
        command = group.get_command(outer(), name)
        assert command is not None
        told = command.get_help(click.Context(command, parent=outer(), info_name=name))
        assert all(line in told for line in lines) and all(line.startswith("kortui ") or "$(kortui" in line for line in lines)


def lines_of_the_pages() -> list[tuple[str, str]]:
    """Every command line of the pages and of the commands' help, with where it stands."""
    found = [(f"--help of {name}", line) for name, lines in EXAMPLES.items() for line in lines]
    for path in PAGES:
        text = path.read_text("utf-8").split("<!-- begin command-help -->")[0]
        found += [(path.name, line) for line in re.findall(r"`(kortui [^`\n]*)`", text)]
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            found += [(path.name, line.split(" #")[0].strip()) for line in block.splitlines() if line.startswith("kortui ")]
    # pages on extensions speak of other packages' formats
    return [(where, line) for where, line in dict.fromkeys(found) if where != "extending.md" and not is_form(line)]


def is_form(line: str) -> bool:
    """Whether a line only names a command or shows the form of one."""
    placeholder = re.search(r"\b(?!OR\b|NOT\b|KRW\b|KOTRA\b)[A-Z]{2,}\b", line)
    return placeholder is not None or "…" in line or "[" in line or (len(line.split()) < 3 and line.split()[-1] not in ALONE)


ALONE = ("conflicts", "check", "list", "today", "export", "build", "review")
"""Commands that need no further word."""


RUN = (
    "search",
    "list",
    "show",
    "chart",
    "conflicts",
    "today",
    "cite",
    "export",
    "keys",
    "check",
    "config",
    "annotate",
    "build",
)
"""Commands whose examples run here. The others open the app, serve, or decide on records: of those the options are read."""


def stages(line: str) -> list[list[str]]:
    """The commands of a pipe, each as words; where its output goes is left out."""
    words = shlex.split(line.removeprefix('eval "$(').removesuffix(')"').replace("&&", "|"))
    split: list[list[str]] = [[]]
    for word in words:
        if word == "|":
            split.append([])
        elif word == ">":
            break
        else:
            split[-1].append(word)
    return split


@pytest.mark.parametrize(("where", "line"), lines_of_the_pages())
def test_examples_run(where: str, line: str, database: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the sample database with the files the pages speak of; an id of the pages stands for one that is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "notes").mkdir()
    for name in ("notes/a.txt", "report.md", "report.txt"):
        (tmp_path / name).write_text("In 1987 Korean and Turkish ministers met in Ankara.\n", "utf-8")
    (tmp_path / "settings.toml").write_text("", "utf-8")
    shutil.copy(database, tmp_path / "mine.json")
    output = ""
    for words in stages(line):
        if words[:1] != ["kortui"]:
            continue
        words = [known_id() if re.fullmatch(r"e[0-9a-z]{11}", word) else word for word in reordered(words[1:])]
        name = words[0] if words else ""
        if name in RUN and words != ["build"]:  # which is for the inside of a checkout
            done = run(*words, stdin=output)
            assert done.code in (0, 1), (where, line, done.err)
            output = done.out
        elif name in COMMANDS:
            command = group.get_command(outer(), name)
            assert command is not None
            context = command.make_context(name, words[1:], parent=outer())
            if name == "serve" and not any(context.params[kind] for kind in context.params if kind.startswith("print")):
                assert context.params["authorized_keys"] or context.params["public"], "it would let nobody in"
        else:
            OPEN_COMMAND.make_context("kortui", words)


def known_id() -> str:
    return library().events[0].id


@pytest.mark.parametrize("line", [line for name in ("search", "today", "export") for line in EXAMPLES[name]])
def test_examples_find_something_in_the_bundled_database(
    line: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (words,) = stages(line)
    bundled = config.bundle()
    assert bundled is not None
    assert run(*words[1:], "--db", str(bundled)).code == 0


def test_the_manual_page_is_fresh(generator: ModuleType) -> None:
    made = generator.outputs()[ROOT / "docs" / "kortui.1"]
    assert made == page("docs/kortui.1"), "run `python docs/generate.py`"


def test_the_manual_page_has_every_command_option_example_and_exit_code() -> None:
    text = page("docs/kortui.1").replace("\\-", "-").replace("\\e", "\\")
    for name, entry in COMMANDS.items():
        command = group.get_command(outer(), name)
        assert command is not None
        (part,) = re.findall(rf"^\.SS kortui {name} .*?(?=^\.S[SH] )", text, re.MULTILINE | re.DOTALL)
        assert all(line in part for line in EXAMPLES[name]), name
        options = [max(p.opts, key=len) for p in command.params if p.param_type_name == "option"]
        assert [option for option in options if rf"{option}" not in part] == [], entry
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.KortuiError):
            assert rf"\fB{kind.exit_code}\fR" in text


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not here")
def test_the_manual_page_is_read_without_a_complaint() -> None:
    words = ["groff", "-man", "-Tutf8", "-ww", "-Kutf8", str(ROOT / "docs" / "kortui.1")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    shown = re.sub(r"\x1b\[[\d;]*m|.\x08", "", done.stdout)
    assert (done.returncode, done.stderr) == (0, "") and "kortui search 'date:=1987 OR amount:>=10bn' --format jsonl" in shown


def test_readme_has_one_line_to_start_and_one_to_test_and_ci_runs_the_latter() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", page("README.md"), re.DOTALL)
    (start,), (test,) = ([line for line in block.splitlines() if line] for block in blocks)
    assert start.endswith("&& .venv/bin/kortui") and ".venv/bin/pytest" in test and "'.[test]'" in test
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in (start, test))
    pattern = re.search(r"grep -E '([^']+)' README\.md", page(".ci/run"))
    assert pattern and [line for line in page("README.md").splitlines() if re.search(pattern[1], line)] == [test]


def test_changelog_is_for_users() -> None:
    text = page("CHANGELOG.md")
    entries = [line for line in text.splitlines() if line.startswith("- ")]
    assert entries and all(entry.endswith(".") for entry in entries)
