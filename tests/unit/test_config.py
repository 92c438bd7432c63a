"""Settings never stop kortui; paths are told and never made."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from kortui import config, places
from kortui.config import Settings
from kortui.errors import KortuiError, UsageError
from kortui.searches import EXAMPLES, Searches
from tests.unit.conftest import Run


def test_defaults_hold_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    loaded = config.settings()
    assert (loaded.settings, loaded.problems) == (Settings(), ())
    assert loaded.path == tmp_path / "none" / "kortui" / "config.toml"
    assert list(tmp_path.iterdir()) == [], "asking makes nothing"


def test_values_are_read() -> None:
    raw = 'theme = "ansi-dark"\npane = "trade"\naxis = "linear"\n[keys]\n"search.open" = ["/", "ctrl+s"]\n"app.quit" = "Q"'
    found, problems = config.parse(raw.encode())
    assert problems == ()
    assert (found.theme, found.pane, found.axis, found.glyphs) == ("ansi-dark", "trade", "linear", "auto")
    assert dict(found.keys) == {"search.open": "/,ctrl+s", "app.quit": "Q"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'theem = "x"', "there is no setting 'theem'; did you mean theme?"),
        (b'pane = "tarde"', "not one of timeline, defense, trade, diplomacy, documents; did you mean trade?"),
        (b"pane = 3", "pane is not a text in quotes"),
        (b"keys = 3", "keys is not a table of keys"),
        (b'[keys]\n"a" = 1', "keys is not a table of keys"),
        (b"pane = ", "is not TOML"),
        (b"\xff\xfe", "is not TOML"),
        (b'"\\u001b[2J" = 1', "there is no setting"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_holds(raw: bytes, said: str) -> None:
    found, problems = config.parse(raw + b"\n" if b"keys" in raw else b'citation = "apa"\n' + raw)
    assert len(problems) == 1 and said in problems[0] and "\x1b" not in problems[0]
    assert found.pane == "timeline"
    if "TOML" not in said and b"keys" not in raw:
        assert found.citation == "apa"


def test_unreadable_file_is_a_problem_not_an_end(tmp_path: Path) -> None:
    loaded = config.settings(tmp_path)  # a folder
    assert loaded.settings == Settings() and "cannot be read" in loaded.problems[0]
    with pytest.raises(UsageError, match="there is no such file"):
        config.settings(tmp_path / "none.toml")


def test_settings_written_are_settings_read() -> None:
    changed = Settings(theme="ansi-dark", pane="trade", query='rel:bilateral "a b"', keys={"app.quit": "Q"}, saved={"a": "b"})
    for one in (Settings(), changed):
        assert config.parse(config.to_toml(one).encode()) == (one, ())
    assert set(tomllib.loads(config.to_toml(changed))) == {f.name for f in fields(Settings)}


def test_every_setting_says_what_it_does() -> None:
    shown = config.to_toml(Settings())
    for one in fields(Settings):
        assert one.metadata["help"].endswith(".") and f"# {one.metadata['help']}" in shown


def test_database_is_the_one_named_then_the_environment_then_the_bundle(root: Path) -> None:
    named = Path("x.json")
    assert config.database(named, {"KORTUI_DB": "y.json"}) == named
    assert config.database(None, {"KORTUI_DB": "y.json"}) == Path("y.json")
    assert config.database(None, {"KORTUI_DB": ""}) == config.bundle() == root / "data" / "kortui.json"


def test_installed_package_has_its_own_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "lib" / "python3" / "site-packages" / "kortui"
    monkeypatch.setattr(places, "_PACKAGE", str(package))
    assert config.checkout() is None
    assert config.bundle() == package / "data" / "kortui.json"


def test_paths_follow_xdg_and_kortui_config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    found = config.paths({})
    assert found.config == tmp_path / "CONFIG" / "kortui" / "config.toml"
    assert (found.state, found.cache) == (tmp_path / "STATE" / "kortui", tmp_path / "CACHE" / "kortui")
    assert config.paths({"KORTUI_CONFIG": "my.toml"}).config == Path("my.toml")
    assert list(tmp_path.iterdir()) == []


def test_config_command(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("config", "check")
    assert done.code == 0 and "does not exist; defaults hold" in done.err
    target = tmp_path / "my.toml"
    monkeypatch.setenv("KORTUI_CONFIG", str(target))
    assert run("config", "path").out == f"{target}\n"
    assert run("config").out == config.to_toml(Settings())
    done = run("config", "check")
    assert done.code == 2 and f"{target}: there is no such file, though KORTUI_CONFIG names it" in done.err
    target.write_text('pane = "tarde"\n[keys]\n"app.quti" = "Q"\n')
    done = run("config", "check")
    assert done.code == 2 and "did you mean trade?" in done.err and "did you mean app.quit?" in done.err
    target.write_text(run("config", "show").out.replace("quti", "quit"))
    assert run("config", "check").err == f"{target}: nothing wrong\n"


def test_keys_command_lists_keys_in_force(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kortui.commands import COMMANDS

    rows = {row[0]: row for row in run("keys").rows[1:]}
    assert list(rows) == [command.id for command in COMMANDS]
    assert rows["search.open"][1] == "/"
    target = tmp_path / "my.toml"
    target.write_text('[keys]\n"search.open" = "ctrl+s"\n')
    monkeypatch.setenv("KORTUI_CONFIG", str(target))
    assert next(row for row in run("keys").rows if row[0] == "search.open")[1] == "^s"
    assert run("keys", columns=80).code == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0 and "_KORTUI_COMPLETE" in done.out


def test_completion_gives_commands_options_and_formats(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KORTUI_COMPLETE", "bash_complete")

    def candidates(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        return [one.split(",", 1)[1] for one in run().out.splitlines() if one]

    assert candidates("kortui sea") == ["search"]
    assert candidates("kortui list --format js") == ["json", "jsonl"]
    assert "--limit" in candidates("kortui list --")
    assert candidates("kortui list doc") == ["documents"]
    assert candidates("kortui show tu") == ["turkiye"]
    assert candidates("kortui cite bri") == ["briefing-note"] and candidates("kortui cite tu") == []
    assert candidates("kortui chart b") == ["bilateral-trade-kor-tur"]
    assert candidates("kortui show --db /none tu") == []
    assert candidates("kortui --pan") == ["--pane"]
    assert candidates("kortui --pane tr") == ["trade"]
    assert candidates("kortui my.js") == ["my.js"], "left to the shell: it may be a file"


def test_a_saved_search_is_one_line_of_the_settings(tmp_path: Path) -> None:
    target = tmp_path / "my.toml"
    target.write_text(
        '# mine\ntheme = "ansi-dark"\n\n[saved] # searches\n# the big ones\nbig = "amount:>=1bn"\n\n[keys]\n"app.quit" = "Q"\n'
    )
    searches = Searches(target, config.settings(target).settings.saved)
    searches.save("Two Words", 'type:visit "a b"')
    searches.save("big", "amount:>=2bn")
    text = target.read_text()
    assert '# the big ones\nbig = "amount:>=2bn"\ntwo-words = "type:visit \\"a b\\""\n\n[keys]' in text and text.startswith(
        "# mine\n"
    )
    searches.delete("big")
    searches.delete("visits")
    assert config.settings(target) == config.Loaded(
        Settings(theme="ansi-dark", keys={"app.quit": "Q"}, saved={"two-words": 'type:visit "a b"', "visits": ""}), (), target
    )
    assert set(searches.texts) == {*EXAMPLES, "two-words"} - {"visits"}
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".tmp"] == []


def test_a_renamed_search_is_renamed_where_it_is_used(tmp_path: Path) -> None:
    searches = Searches(tmp_path / "deep" / "config.toml")
    searches.save("mine", "saved:visits date:1980s OR -saved:VISITS,ahead tank")
    searches.rename("visits", "Trips")
    assert searches.texts["mine"] == "saved:trips date:1980s OR -saved:trips,ahead tank"
    assert searches.texts["trips"] == EXAMPLES["visits"] and "visits" not in searches.texts
    assert Searches(searches._path, config.settings(searches._path).settings.saved).texts == searches.texts
    with pytest.raises(KortuiError, match="of that name"):
        searches.rename("trips", "mine")


@pytest.mark.parametrize(
    ("file", "name", "text", "said"),
    [
        ("", "a,b", "tank", "letters, digits"),
        ("", "", "tank", "letters, digits"),
        ("", "a", "saved:a tank", "leads back to itself"),
        ("", "a", "type:vist", "vist"),
        ("", "a", "saved:none", "no saved search none"),
        ('saved = {b = "tank"}\n', "a", "tank", "laid out"),
        ("saved = 3\n", "a", "tank", "no table"),
        ('[saved]\na = """\ntwo\nlines"""\n', "a", "tank", "laid out"),
        ("[saved\n", "a", "tank", "not TOML"),
        ("\ufffe", "a", "tank", "not TOML"),
    ],
)
def test_what_cannot_be_saved_changes_nothing(tmp_path: Path, file: str, name: str, text: str, said: str) -> None:
    target = tmp_path / "my.toml"
    target.write_text(file)
    searches = Searches(target)
    with pytest.raises(KortuiError, match=said):
        searches.save(name, text)
    assert target.read_text() == file and searches.own == {}


def test_examples_are_good_queries() -> None:
    from kortui.search.query import parse
    from kortui.search.saved import resolve

    for name in EXAMPLES:
        assert resolve(parse(f"saved:{name}"), EXAMPLES)[1] == ()


def test_saved_searches_in_the_shell(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "my.toml"
    target.write_text('[saved]\nmine = "saved:arms-deals armour"\nloop = "saved:pool"\npool = "saved:loop"\nahead = ""\n')
    monkeypatch.setenv("KORTUI_CONFIG", str(target))
    rows = run("list", "searches").rows
    assert ["mine", "saved:arms-deals armour", "settings"] in rows and ["visits", EXAMPLES["visits"], "example"] in rows
    assert not [row for row in rows if row[0] == "ahead"]
    plain = run("search", f"{EXAMPLES['arms-deals']} armour", "--format", "ids")
    assert plain.out and run("search", "saved:mine", "--format", "ids").out == plain.out
    assert run("export", "saved:mine", "--format", "ids").out == plain.out
    done = run("search", "tank", "saved:loop")
    assert done.code == 2 and "saved:loop leads back to itself" in done.err and done.err.rstrip().endswith("^" * 10)
    done = run("search", "saved:visit")
    assert done.code == 2 and "did you mean saved:visits?" in done.err
    monkeypatch.setenv("_KORTUI_COMPLETE", "fish_complete")
    monkeypatch.setenv("COMP_WORDS", "kortui search saved:mi")
    monkeypatch.setenv("COMP_CWORD", "saved:mi")
    assert "saved:mine" in run().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("value", [None, "", "  ", "/somewhere", "relative", "~/home"])
def test_places_are_those_of_platformdirs(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import PlatformDirs

    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    dirs = PlatformDirs("kortui", appauthor=False)
    found = config.paths()
    assert found.config == dirs.user_config_path / "config.toml"
    assert (found.state, found.cache) == (dirs.user_state_path, dirs.user_cache_path)


READERS = (
    ("search", "domain:defense"), ("list", "searches"), ("list",), ("chart", "trade"), ("conflicts",), ("cite", "a-report"),
    ("export",), ("review", "list"), ("keys",),
)  # fmt: skip


@pytest.mark.parametrize("words", READERS, ids=" ".join)
@pytest.mark.parametrize("how", ["option", "variable"])
def test_broken_settings_are_told_by_each_command_that_uses_them(
    words: tuple[str, ...], how: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "my.toml"
    target.write_text("theme = [\n")
    plain = run(*words)
    if how == "variable":
        monkeypatch.setenv("KORTUI_CONFIG", str(target))
    done = run(*words, *(["--config", str(target)] if how == "option" else []))
    assert (done.code, done.out) == (plain.code, plain.out)
    told = [line for line in done.err.splitlines() if "my.toml" in line]
    assert len(told) == 1 and "is not TOML" in told[0] and "kortui config check" in told[0]


def test_several_faults_are_one_line_and_a_file_that_is_not_there_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "my.toml"
    target.write_text('axis = "round"\nthemes = "x"\n')
    (told,) = [line for line in run("search", "domain:defense", "--config", str(target)).err.splitlines() if "my.toml" in line]
    assert "axis is 'round'" in told and "and 1 more" in told
    missing = str(tmp_path / "none.toml")
    done = run("search", "domain:defense", "--config", missing)
    assert (done.code, done.out) == (2, "") and f"{missing}: there is no such file" in done.err
    monkeypatch.setenv("KORTUI_CONFIG", missing)
    done = run("search", "domain:defense")
    assert done.code == 0 and f"{missing}: there is no such file, though KORTUI_CONFIG names it" in done.err


def test_a_named_file_gives_saved_searches_axis_and_style(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "my.toml"
    target.write_text('axis = "linear"\ncitation = "apa"\n[saved]\nmine = "domain:defense"\n')
    named = ("--config", str(target))
    wanted = run("search", "domain:defense", "--format", "ids").out
    assert wanted and run("search", "saved:mine", "--format", "ids", *named).out == wanted
    assert run("search", "saved:mine", "--why", "--format", "ids", *named).out == wanted
    assert run("export", "saved:mine", "--format", "ids", *named).out == wanted
    assert "saved:mine" not in run("conflicts", "saved:mine", *named).err
    document = run("list", "documents", "--format", "ids").out.split()[0]
    assert run("cite", document, *named).out == run("cite", document, "--format", "apa").out
    drawn = run("chart", "trade", "--linear", columns=80).out
    assert drawn == run("chart", "trade", *named, columns=80).out != run("chart", "trade", columns=80).out


def test_line_breaks_in_names_and_words_make_no_second_line(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "my.toml"
    target.write_text('[saved]\n"a\\ntwo\\u2028lines" = "korea"\n')
    told = run("search", "saved:no\nne", "--config", str(target)).err.splitlines()
    assert told[0].startswith("kortui: there is no saved search no; there are a two lines, ") and told[1] == "  saved:no ne"
    assert run("today", "one\ntwo").err.endswith("(one two)\n")


def test_saved_searches_are_checked(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "my.toml"
    target.write_text('[saved]\nfine = "type:visit"\nbad = "type:vist"\nuses = "saved:bad"\nloop = "saved:loop"\nahead = ""\n')
    done = run("config", "check", "--config", str(target))
    lines = done.err.splitlines()
    assert done.code == 2 and [line.split(": ")[0] for line in lines] == [f"{target}:{n}" for n in (3, 4, 5)]
    assert "did you mean type:visit?" in lines[0] and "leads back to itself" in lines[2]
