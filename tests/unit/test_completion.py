"""The tab key: candidates for words of a query, and each shell's own script in the shell it is for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kortui.search.completing import candidates
from kortui.search.fields import FIELDS, FLAGS
from tests.unit.conftest import Run
from tests.unit.samples import library

BASH = """
eval "$(kortui completion bash)"
COMP_LINE=$1 COMP_POINT=${#1}
COMPREPLY=()
_kortui_completion kortui 2> /dev/null
printf '%s\\n' "${COMPREPLY[@]}"
"""


def texts(word: str, **more: object) -> list[str]:
    return [one.text for one in candidates(word, **more)]  # type: ignore[arg-type]


def test_every_field_is_offered_with_its_help() -> None:
    offered = {one.text: one.help for one in candidates("")}
    assert offered == {f"{name}:": spec.help for name, spec in FIELDS.items()}


def test_closed_values_keep_what_stands_before_them() -> None:
    assert texts("type:vi") == ["type:visit"]
    assert texts("-(type:visit,agr") == ["-(type:visit,agreement"]
    assert texts("type:visit") == [], "it is whole"
    assert texts("nothing:vi") == []
    assert {one.text.removeprefix("is:"): one.help for one in candidates("is:")} == dict(FLAGS["is"])


def test_open_values_come_from_the_database() -> None:
    known = library()
    assert texts("actor:tu", library=known) == ["actor:turkiye"]
    assert texts("actor:튀르", library=known) == ["actor:turkiye"], "by any name, given by id"
    assert set(texts("country:", library=known)) == {f"country:{e.id}" for e in known.entities if e.kind == "country"}
    assert set(texts("doc:", library=known)) == {f"doc:{d.id}" for d in known.documents}
    assert set(texts("id:e", library=known)) == {f"id:{e.id}" for e in known.events}
    places = {place for event in known.events for place in event.places}
    assert set(texts("place:", library=known)) == {f"place:{place}" for place in places}
    assert texts("cur:u", library=known) == ["cur:USD"]
    assert texts("actor:tu") == []


def test_saved_searches_are_offered_by_name() -> None:
    assert texts("saved:ko", saved={"korean-war": "war", "visits": "type:visit"}) == ["saved:korean-war"]


@pytest.fixture
def shell(tmp_path: Path, database: Path) -> dict[str, str]:
    """An environment in which this interpreter's kortui is found and reads the sample."""
    program = tmp_path / "bin" / "kortui"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kortui "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(tmp_path), "KORTUI_DB": str(database), "LANG": "C.UTF-8"}


def asked(words: list[str], environment: dict[str, str]) -> list[str]:
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert not done.stderr
    return [line.partition("\t")[0] for line in done.stdout.splitlines() if line]


LINES = (
    ("kortui search ty", ["type:"]),
    ("kortui search type:vi", ["type:visit"]),
    ("kortui search -type:vi", ["-type:visit"]),
    ("kortui search altay actor:turk", ["actor:turkiye"]),
    ("kortui chart b", ["bilateral-trade-kor-tur"]),
    ("kortui conf", ["conflicts", "config"]),
)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not here")
@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_bash(shell: dict[str, str], line: str, wanted: list[str]) -> None:
    """Bash has set aside what stands before the colon and wants the rest."""
    rest = [one.partition(":")[2] or one for one in wanted]
    assert sorted(asked(["bash", "--norc", "-c", BASH, "bash", line], shell)) == sorted(rest)


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not here")
@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_fish(shell: dict[str, str], line: str, wanted: list[str]) -> None:
    script = f'kortui completion fish | source; complete -C "{line}"'
    assert sorted(asked(["fish", "--no-config", "-c", script], shell)) == sorted(wanted)


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not here")
def test_zsh_takes_the_script(shell: dict[str, str]) -> None:
    script = 'autoload -U compinit; compinit -D -u; eval "$(kortui completion zsh)"; print ${_comps[kortui]}'
    assert asked(["zsh", "-f", "-c", script], shell) == ["_kortui_completion"]


def test_zsh_is_told_where_a_word_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KORTUI_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_CWORD", "2")
    monkeypatch.setenv("COMP_WORDS", "kortui search ty")
    assert run().out.splitlines() == ["stem", "type:", "_"]
    monkeypatch.setenv("COMP_WORDS", "kortui search is:con")
    assert run().out.splitlines() == ["plain", r"is\:conflict", FLAGS["is"]["conflict"]]


def test_a_name_met_inside_is_given_only_when_it_is_the_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KORTUI_COMPLETE", "fish_complete")

    def offered(word: str) -> list[str]:
        monkeypatch.setenv("COMP_WORDS", f"kortui search {word}")
        monkeypatch.setenv("COMP_CWORD", word)
        return [line.split(",", 1)[1].partition("\t")[0] for line in run().out.splitlines() if line]

    assert offered("actor:튀르키예") == ["actor:turkiye"]
    assert offered("actor:zzz") == []
