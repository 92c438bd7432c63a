"""The pages say what the code does: generated parts are fresh, every name is explained, every link and command works."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import shlex
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from kortui import commands, config, errors
from kortui.cli.group import COMMANDS, group
from kortui.export import records, registry
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
            assert all(commands.show_key(key) in row for key in command.keys)


def test_every_option_of_every_command_is_documented_with_help() -> None:
    text = page("docs/commands.md")
    for name in COMMANDS:
        command = group.get_command(None, name)  # type: ignore[arg-type]
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


def test_queries_in_the_pages_are_understood(run: Run) -> None:
    """Every `kortui …` line of the pages runs on the sample database, whatever it finds."""
    tried = 0
    for path in PAGES:
        for line in re.findall(r"`kortui (search|export|chart|list|conflicts|today|keys)([^`|\n]*)`", path.read_text("utf-8")):
            words = shlex.split(line[1])
            if line[0] == "export" and "-o" in words:
                words = words[: words.index("-o")]
            if any(word.isupper() or "…" in word for word in words) or (line[0] == "search" and not words):
                continue
            done = run(line[0], *words)
            assert done.code in (0, 1), (path.name, line, done.err)
            tried += 1
    assert tried >= 8


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
