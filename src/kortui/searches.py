"""A person's saved searches: examples kortui brings, and the table ``[saved]`` of the settings file, which wins.

The file is edited in place, one entry a change, so that a person's comments and order stay. What the edit gave is read back
before it is written: a file laid out in a way that a line cannot be changed in is left alone, and said so.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kortui.errors import KortuiError, UsageError

EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "ahead": "is:future has:date -basis:document",
        "arms-deals": "domain:defense type:contract,delivery,programme",
        "big-arms-deals": "saved:arms-deals amount:>=100m",
        "disputed": "is:conflict",
        "korean-war": '"korean war" OR date:1950..1953',
        "visits": "type:visit,meeting rel:bilateral",
    }
)
"""Saved searches that everybody has until their settings say otherwise."""

LONGEST_NAME = 40
_NAME = rf"\w[\w.-]{{0,{LONGEST_NAME - 1}}}"
_TABLE = r"\s*\[\s*saved\s*\]\s*(#.*)?"
_MEND = "change it by hand; `kortui config path` says where it is"


def merged(own: Mapping[str, str]) -> dict[str, str]:
    """All saved searches by name, in order of name.

    Args:
        own: The table of the settings; an empty text takes an example away.
    """
    return {name: text for name, text in sorted({**EXAMPLES, **own}.items()) if text.strip()}


def name_of(typed: str) -> str:
    """A typed name as it is kept: lower case, blanks as hyphens.

    Raises:
        UsageError: When no query could name it.
    """
    name = "-".join(typed.casefold().split())
    if not re.fullmatch(_NAME, name):
        raise UsageError("a name is letters, digits, - and . only", typed.strip() or "", "such as korean-war")
    return name


class Searches:
    """The saved searches of a person.

    Args:
        path: The settings file; None when nothing may be written or read, as in a kiosk.
        own: The table of the settings.
    """

    def __init__(self, path: Path | None = None, own: Mapping[str, str] = MappingProxyType({})) -> None:
        self._path = path
        self.own: dict[str, str] = dict(own)

    @property
    def texts(self) -> dict[str, str]:
        """Query texts by name."""
        return merged(self.own)

    @property
    def writable(self) -> bool:
        """Whether searches can be saved at all."""
        return self._path is not None

    def save(self, name: str, text: str) -> None:
        """Save a search, in place of the one of that name.

        Raises:
            UsageError: When the name cannot be one, or the search would lead back to itself.
            KortuiError: When the settings file cannot be changed; nothing is then.
        """
        self.check(name, text)
        self._write({name_of(name): text})

    def check(self, name: str, text: str) -> None:
        """See whether a search can be saved under a name.

        Raises:
            UsageError: When it cannot.
        """
        from kortui.search.query import parse
        from kortui.search.saved import resolve

        name = name_of(name)
        _, problems = resolve(parse(f"saved:{name}"), {**self.texts, name: text})
        if problems:
            raise UsageError(problems[0].message, "", "save it without that part")

    def delete(self, name: str) -> None:
        """Take a saved search away; an example is hidden.

        Raises:
            KortuiError: When the settings file cannot be changed; nothing is then.
        """
        self._write({name: "" if name in EXAMPLES else None})

    def rename(self, old: str, new: str) -> None:
        """Give a saved search another name, in the searches that use it too.

        Raises:
            UsageError: When the name cannot be one or is taken.
            KortuiError: When the settings file cannot be changed; nothing is then.
        """
        from kortui.search.saved import renamed

        new = name_of(new)
        if new == old:
            return
        if new in self.texts:
            raise UsageError("there is a saved search of that name", new, "take another name")
        users = {name: renamed(text, old, new) for name, text in self.texts.items()}
        changes: dict[str, str | None] = {name: text for name, text in users.items() if text != self.texts[name]}
        self._write({**changes, old: "" if old in EXAMPLES else None, new: users[old]})

    def _write(self, changes: Mapping[str, str | None]) -> None:
        if self._path is None:
            raise UsageError("nothing can be saved in a public session")
        from filelock import FileLock, Timeout  # 25 ms that reading need not pay

        from kortui.files import replace_file, try_folder

        target = Path(os.path.realpath(self._path))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            try_folder(target)
            with FileLock(target.parent / f".{target.name}.lock", timeout=5):
                before = target.read_text("utf-8") if target.exists() else ""
                own, text = edited(before, changes)
                replace_file(target, text.encode())
        except Timeout as error:
            raise KortuiError("another kortui is writing this file", str(self._path), "try again") from error
        except ValueError as error:  # not UTF-8, not TOML
            mend = "see `kortui config check`"
            raise KortuiError("the settings are not TOML; nothing was saved", str(self._path), mend) from error
        except OSError as error:
            raise KortuiError(f"cannot be written: {error.strerror}", str(self._path), _MEND) from error
        self.own = own


def edited(toml: str, changes: Mapping[str, str | None]) -> tuple[dict[str, str], str]:
    """A settings file with entries of its table ``[saved]`` changed, and that table.

    Args:
        toml: The file.
        changes: Texts by name; None takes an entry away.

    Raises:
        KortuiError: When the file is laid out so that this cannot be done line by line.
        ValueError: When it is no TOML.
    """
    import tomllib  # 10 ms that the first frame need not pay

    wanted = tomllib.loads(toml)
    table = wanted.setdefault("saved", {})
    if not isinstance(table, dict):
        raise KortuiError("the setting saved is no table", "", _MEND)
    for name, text in changes.items():
        if text is None:
            table.pop(name, None)
        else:
            table[name] = text
    lines = toml.splitlines()
    for name, text in changes.items():
        _change(lines, name, text)
    result = "\n".join(lines).rstrip() + "\n"
    try:
        found = tomllib.loads(result)
    except ValueError:
        found = {}
    if {"saved": {}, **found} != wanted:
        raise KortuiError("the settings are laid out in a way that cannot be edited here", "", _MEND)
    return {str(name): str(text) for name, text in table.items()}, result


def _change(lines: list[str], name: str, text: str | None) -> None:
    """Change, add or take away one line of the table."""
    entry = [] if text is None else [f"{_key(name)} = {json.dumps(text, ensure_ascii=False)}"]
    begin = next((n for n, line in enumerate(lines) if re.fullmatch(_TABLE, line)), -1)
    if begin < 0:
        if entry:
            lines += [*([""] if lines and lines[-1] else []), "[saved]", *entry]
        return
    end = next((n for n in range(begin + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    at = next((n for n in range(begin + 1, end) if _name_in(lines[n]) == name), -1)
    if at >= 0:
        lines[at : at + 1] = entry
        return
    while end > begin + 1 and not lines[end - 1].strip():
        end -= 1
    lines[end:end] = entry


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _name_in(line: str) -> str | None:
    """The key of a line that is an entry by itself."""
    import tomllib

    try:
        table: dict[str, Any] = tomllib.loads(line)
    except ValueError:
        return None
    return next(iter(table), None)
