"""Who imports whom, looked up in a process of its own for every module: layers hold, and commands stay light."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
MODULES = sorted(
    ".".join(p.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for p in SOURCE.rglob("*.py")
    if p.name != "__main__.py"
)
DRAWING = ("kortui.terminal", "kortui.tui", "kortui.serve")
_PURE = ["records", "errors", "text", "edtf", "edtf_words", "vocabulary", "schema", "model", "commands"]
PURE = tuple(f"kortui.{name}" for name in _PURE)

# Each layer with what it may not import, also inside functions.
FORBIDDEN = {
    "kortui.records": ("kortui.",),
    "kortui.errors": ("kortui.",),
    "kortui.text": ("kortui.",),
    "kortui.edtf_words": ("kortui.model", "kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli"),
    "kortui.edtf": ("kortui.model", "kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli"),
    "kortui.vocabulary": ("kortui.",),
    "kortui.model": ("kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli", "kortui.config"),
    "kortui.schema": ("kortui.model", "kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli"),
    "kortui.sound": ("kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli", "kortui.config"),
    "kortui.layout": ("kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli", "kortui.config"),
    "kortui.store": ("kortui.extract", "kortui.search", "kortui.export", "kortui.cli", "kortui.config"),
    "kortui.extract": ("kortui.search", "kortui.export", "kortui.cli", "kortui.config"),
    "kortui.search": ("kortui.store", "kortui.extract", "kortui.export", "kortui.cli"),
    "kortui.overview": ("kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli", "kortui.config"),
    "kortui.export": ("kortui.store", "kortui.extract", "kortui.search", "kortui.cli", "kortui.config"),
    "kortui.commands": ("kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli", "kortui.config"),
    "kortui.config": ("kortui.store", "kortui.extract", "kortui.search", "kortui.export", "kortui.cli"),
    "kortui.plain": ("kortui.store", "kortui.extract", "kortui.cli", "kortui.config", "kortui.terminal", "kortui.serve"),
    "kortui.tui": ("kortui.cli", "kortui.serve", "kortui.extract"),
    "kortui.terminal": ("kortui.cli", "kortui.serve", "kortui.tui", "kortui.store", "kortui.extract", "kortui.search"),
}  # fmt: skip


def path_of(module: str) -> Path:
    path = SOURCE.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def imported(module: str) -> frozenset[str]:
    """Everything a module's text imports anywhere but under TYPE_CHECKING."""
    tree = ast.parse(path_of(module).read_text("utf-8"))
    typing_only = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test).endswith("TYPE_CHECKING")
        for inner in branch.body
        for node in ast.walk(inner)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{module} imports relatively"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def inside(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package.rstrip(".") or name.startswith(package.rstrip(".") + ".") for package in packages)


def layer(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_there_are_modules_to_look_at() -> None:
    assert {"kortui.store", "kortui.cli.group", "kortui.search.query", "kortui.tui.app"} <= set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_layers_hold(module: str) -> None:
    names = imported(module)
    assert [n for n in names if inside(n, ("tinydb",))] == [] or module == "kortui.store"
    assert [n for n in names if inside(n, ("textual",))] == [] or inside(module, DRAWING)
    assert [n for n in names if inside(n, ("kortui.tui",))] == [] or inside(
        module, ("kortui.tui", "kortui.serve", "kortui.cli.launching")
    )
    if inside(module, ("kortui.search", "kortui.extract", "kortui.export", "kortui.model")):
        assert [n for n in names if inside(n, ("click", "rich.console"))] == []
    forbidden = FORBIDDEN.get(layer(module), ())
    assert [n for n in names if inside(n, forbidden) and layer(n) not in (layer(module), "kortui.records")] == []


LOADED = """
import importlib, json, sys
before = set(sys.modules)
importlib.import_module(sys.argv[1])
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """Modules a fresh interpreter has loaded in the end."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(found)


@pytest.mark.parametrize("module", [m for m in MODULES if not inside(m, (*DRAWING, "kortui.extract"))])
def test_importing_a_module_draws_nothing_in(module: str) -> None:
    found = loaded(LOADED, module)
    assert not {"textual", "asyncio"} & found
    assert "tinydb" not in found or module == "kortui.store" or "kortui.store" in found
    if inside(module, PURE):
        assert not {"tinydb", "click", "rich", "platformdirs", "filelock", "yaml", "sentencex"} & found


COMMAND = """
import contextlib, io, json, sys
from kortui.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    try:
        code = main(sys.argv[1:])
    except SystemExit as leave:
        code = leave.code
assert code in (0, 1), code
print(json.dumps(sorted(sys.modules)))
"""

HEAVY = {"textual", "asyncio", "kortui.tui", "rich.console", "yaml", "sentencex", "kortui.extract", "filelock"}


@pytest.mark.parametrize(
    ("words", "also_not"),
    [
        (["--help"], {"tinydb", "kortui.store", "kortui.search", "kortui.model", "kortui.export", "platformdirs"}),
        (["--version"], {"tinydb", "kortui.store", "kortui.search", "kortui.model", "platformdirs"}),
        (
            ["search", "altay"],
            {"platformdirs", "tomllib", "kortui.check", "importlib.metadata", "kortui.export.styles", "csv", "sqlite3"},
        ),
        (["list"], {"kortui.search", "platformdirs", "importlib.metadata"}),
        (["show", "turkiye"], {"kortui.search", "platformdirs"}),
        (["check"], {"kortui.search", "platformdirs"}),
        (["keys"], {"tinydb", "kortui.search", "kortui.store"}),
        (["config", "path"], {"tinydb", "kortui.search", "kortui.store", "kortui.commands"}),
        (["completion", "bash"], {"tinydb", "kortui.search", "kortui.store"}),
        (["export", "altay"], {"kortui.export.styles", "kortui.export.ics"}),
        (["today"], {"kortui.search"}),
        (["chart"], {"kortui.search"}),
        (["conflicts"], {"kortui.search"}),
        (["cite", "briefing"], {"kortui.search"}),
    ],
    ids=lambda words: "-".join(words) if isinstance(words, list) else "",
)
def test_commands_import_no_more_than_they_need(
    words: list[str], also_not: set[str], database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KORTUI_DB", str(database))
    found = loaded(COMMAND, *words)
    assert sorted((HEAVY | also_not) & found) == []


def test_help_of_the_build_does_not_load_the_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not {m for m in loaded(COMMAND, "build", "--help") if inside(m, ("kortui.extract", "tinydb", "rich"))}
