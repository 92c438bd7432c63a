"""The settings file: every fault with its line, and one setting changed with the rest as it was."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kortui import config
from kortui.errors import OutputError, UsageError
from kortui.keyboard import is_key
from kortui.preferences import change, faults
from kortui.rebinding import rebind
from kortui.terminal.environment import OWN_THEMES, theme_names
from tests.unit.conftest import Run

SAMPLE = """# mine
pane = "tarde"
theme = "ansi-drak"
query = "domian:trade"
colour = 1

[keys]
"search.open" = "n"
"app.quti" = "Q"
'record.star' = ["pgdown"]
"""


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(SAMPLE, "utf-8")
    found = {fault.line: fault.problem for fault in faults(path, theme_names())}
    assert sorted(found) == [2, 3, 4, 5, 8, 9, 10]
    for line, words in {
        2: "did you mean trade?", 3: "there is no theme 'ansi-drak'; did you mean ansi-dark?", 4: "domain", 5: "colour",
        8: "n means both", 9: "did you mean app.quit?", 10: "record.star: no key is called pgdown; did you mean pagedown?",
    }.items():  # fmt: skip
        assert words in found[line], found[line]


@pytest.mark.parametrize(
    ("raw", "line"), [('pane = "trade"\nquery = \n', 2), ('keys."app.quit" = "j"\n', 1), ("keys = 3\n", 1)]
)
def test_other_ways_to_be_wrong(tmp_path: Path, raw: str, line: int) -> None:
    path = tmp_path / "my.toml"
    path.write_text(raw, "utf-8")
    assert [fault.line for fault in faults(path, ())] == [line]


def test_check_names_file_and_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(SAMPLE, "utf-8")
    done = run("config", "check", "--config", str(path))
    assert done.code == 2 and f"{path}:3: theme: there is no theme" in done.err and len(done.err.splitlines()) == 7
    path.write_text('theme = "nord"\nquery = "rel:bilateral"\nstart = "fresh"\n[keys]\n"app.quit" = "ctrl+x"\n', "utf-8")
    assert run("config", "check", "--config", str(path)).code == 0


@pytest.mark.parametrize("key", ["j", "ㅓ", ";", "ctrl+s", "shift+tab", "f12", "alt+enter", "question_mark", "+", "ctrl+left"])
def test_keys_that_can_be_pressed(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["jj", "ctl+s", "f99", "pgdn", "ctrl+", "\x07"])
def test_keys_that_cannot(key: str) -> None:
    assert not is_key(key)
    assert rebind({"app.quit": [key]}).problems


BEFORE = '# about me\npane = "trade"  # first\n# theme = ""\n\n[keys]\n"app.quit" = "Q"\ntheme = "x"\n'


def test_a_setting_is_changed_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(BEFORE, "utf-8")
    change(path, "theme", "nord")
    assert path.read_text("utf-8") == BEFORE.replace('# theme = ""', 'theme = "nord"')
    change(path, "pane", "defense")
    assert 'pane = "defense"  # first\n' in path.read_text("utf-8")
    change(path, "theme", None)
    table = tomllib.loads(path.read_text("utf-8"))
    assert table == {"pane": "defense", "keys": {"app.quit": "Q", "theme": "x"}}


def test_a_setting_is_written_into_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    change(path, "theme", None)
    assert not path.parent.exists()
    change(path, "theme", 'odd "name"')
    assert config.parse(path.read_bytes())[0].theme == 'odd "name"'
    path.write_text('[keys]\n"app.quit" = "Q"\n', "utf-8")
    change(path, "theme", "nord")
    assert config.parse(path.read_bytes())[0] == config.Settings(theme="nord", keys={"app.quit": "Q"})


@pytest.mark.parametrize("raw", ["theme = ", 'theme = """\nnord\n"""\n'])
def test_what_is_not_understood_is_left_alone(tmp_path: Path, raw: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(raw, "utf-8")
    with pytest.raises(UsageError):
        change(path, "theme", "dracula")
    assert path.read_text("utf-8") == raw


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError, match="cannot be"):
        change(tmp_path / "file" / "my.toml", "theme", "nord")


def test_own_themes_are_the_ones_that_are_drawn() -> None:
    from kortui.tui.themes import THEMES

    assert tuple(theme.name for theme in THEMES) == OWN_THEMES and {"ansi-dark", "ansi-light"} <= set(theme_names())
