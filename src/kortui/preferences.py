"""The settings file looked at closely: everything in it tested, each fault with its line; and one setting changed in place."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kortui import config
from kortui.errors import OutputError, UsageError
from kortui.files import replace_file
from kortui.records import dataclass

_TABLE = re.compile(r"^\s*\[\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*(?:keys\s*\.\s*)?(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=""")
_AT_LINE = re.compile(r"\(at line (\d+)")
_TEXT = r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a settings file.

    Attributes:
        line: Line it stands on, from 1; 0 when that cannot be told.
        problem: What is wrong.
    """

    line: int
    problem: str


def line_of(text: str, name: str, table: str = "") -> int:
    """The line on which a setting stands, from 1; 0 when it is not found.

    Args:
        text: The file.
        name: The setting, or a key of a table.
        table: The table; empty for the settings before all tables.
    """
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _TABLE.match(line):
            inside = heading[1]
            if inside == name and not table:
                return number
        elif found := _KEY.match(line):
            here = table in (inside, "keys") if "keys" in line.partition("=")[0] and not inside else inside == table
            if here and name in found.groups():
                return number
    return 0


def faults(path: Path, themes: Collection[str]) -> list[Fault]:
    """Everything wrong with a settings file that exists, in order of its lines.

    Args:
        path: The file.
        themes: Names of all themes.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        return [Fault(0, f"cannot be read: {error.strerror}")]
    text = raw.decode("utf-8", "replace")
    settings, problems = config.parse(raw)
    found = [Fault(_line_of_problem(text, problem), problem) for problem in problems]
    found += [Fault(line_of(text, name), f"{name}: {problem}") for name, problem in _values(settings, themes)]
    found += [Fault(line_of(text, name, "saved"), f"saved: {name}: {problem}") for name, problem in _saved(settings.saved)]
    if settings.keys:
        from kortui.rebinding import rebind

        for problem in rebind(settings.keys).problems:
            named = next((i for i in settings.keys if i in re.split(r"[\s:;?,]+", problem)), "")
            found.append(Fault(line_of(text, named, "keys"), f"keys: {problem}"))
    return sorted(found, key=lambda fault: fault.line)


def _line_of_problem(text: str, problem: str) -> int:
    """The line of a problem that `config.parse` tells: it names the setting, or the place where the TOML breaks off."""
    if broken := _AT_LINE.search(problem):
        return int(broken[1])
    names = re.findall(r"'([^']*)'|(\w+)", problem.removeprefix("there is no setting "))
    return line_of(text, "".join(names[0])) if names else 0


def _values(settings: config.Settings, themes: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with values that are texts of the right kind."""
    if settings.theme and settings.theme not in themes:
        yield "theme", no_theme(settings.theme, themes)
    if settings.query:
        from kortui.search.query import parse

        yield from (("query", problem.message) for problem in parse(settings.query).problems)


def _saved(own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each saved search that finds nothing because of how it is written, with what is wrong with it."""
    from kortui.search.query import parse
    from kortui.search.saved import resolve
    from kortui.searches import merged

    texts = merged(own)
    for name in own:
        if name in texts:
            query = parse(texts[name])
            yield from ((name, problem.message) for problem in (*query.problems, *resolve(query, texts)[1]))


def no_theme(name: str, themes: Collection[str]) -> str:
    """That there is no theme of a name, and which may be meant."""
    close = get_close_matches(name, themes, 1)
    return f"there is no theme {name!r}" + (f"; did you mean {close[0]}?" if close else "")


def change(path: Path, name: str, value: str | None) -> None:
    """Change one setting that is a text, in a file that may be absent; everything else in it stays as it is.

    Args:
        path: The settings file.
        name: The setting, one before all tables.
        value: Its new value; None takes the setting out.

    Raises:
        UsageError: When the file is not TOML or has the setting in a form that is not understood; nothing is written then.
        OutputError: When it cannot be written.
    """
    import tomllib

    try:
        old = path.read_text("utf-8")
        table: dict[str, Any] = tomllib.loads(old)
    except FileNotFoundError:
        old, table = "", {}
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}", str(path)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("is not TOML, nothing was written", str(path), "see `kortui config check`") from error
    new = _changed(old, name, value)
    wanted = {key: entry for key, entry in table.items() if key != name} | ({} if value is None else {name: value})
    try:
        understood = tomllib.loads(new) == wanted
    except tomllib.TOMLDecodeError:
        understood = False
    if not understood:
        raise UsageError(f"{name} stands there in a way that is not understood", str(path), f"write {name} there yourself")
    if new == old:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, new.encode())
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", str(path)) from error


def _changed(text: str, name: str, value: str | None) -> str:
    lines = text.split("\n")
    made = "" if value is None else f"{name} = {json.dumps(value, ensure_ascii=False)}"
    at = line_of(text, name) - 1
    if at >= 0:
        if value is None:
            del lines[at]
        else:
            rest = re.match(rf"^\s*[^=]+=\s*{_TEXT}(.*)$", lines[at])
            lines[at] = made + (rest[2] if rest else "")
        return "\n".join(lines)
    if value is None:
        return text
    off = next((n for n, line in enumerate(lines) if re.match(rf"^#\s*{re.escape(name)}\s*=", line)), -1)
    first = next((n for n, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    if 0 <= off < first:
        lines[off] = made
    else:
        lines.insert(0, made)
    return "\n".join(lines) if text else made + "\n"
