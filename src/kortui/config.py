"""Where kortui keeps things, and the settings file. Nothing here has side effects on import, and no getter makes a folder.

The settings are one TOML file. A file that cannot be used never stops kortui: what is wrong is told, the rest holds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kortui import places
from kortui.errors import UsageError
from kortui.records import dataclass, field, fields_of
from kortui.text import one_line, sanitise

if TYPE_CHECKING:
    from pathlib import Path  # 5 ms, which a search does without


def _setting(default: Any, words: str, choices: tuple[str, ...] = ()) -> Any:
    return field(default=default, metadata={"help": words, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings file, one field a key; the metadata holds what `kortui config show` and docs/configuration.md say."""

    theme: str | None = _setting(None, "Theme of the app; unset follows the terminal.")
    start: str = _setting(
        "last", "Where the app opens: where it was left, or afresh on the pane and query set here.", ("last", "fresh")
    )
    pane: str = _setting(
        "timeline", "Pane the app opens on afresh.", ("timeline", "defense", "trade", "diplomacy", "documents")
    )
    query: str = _setting("", "Query the app starts with afresh; rel:bilateral, say.")
    glyphs: str = _setting(
        "auto",
        "Signs for lines, dots and bars: ascii where the terminal draws them two cells wide.",
        ("auto", "unicode", "ascii"),
    )
    axis: str = _setting("log", "Axis of money charts, in the app and in `kortui chart`.", ("log", "linear"))
    citation: str = _setting("chicago", "Style of copied citations and of `kortui cite`.", ("chicago", "apa"))
    early_frame: str = _setting(
        "on", "Show the first frame of the last start at once while the app starts, where it would be the same.", ("on", "off")
    )
    keys: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}),
        metadata={
            "help": "Keys by command id, as `kortui keys` lists them; several keys as a list or joined by commas.",
            "choices": (),
        },
    )
    saved: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}),
        metadata={
            "help": "Saved searches by name, for saved:name; an empty one hides the example of that name.",
            "choices": (),
        },
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as read.

    Attributes:
        settings: What holds: the file's values where they can be used, defaults elsewhere.
        problems: What is wrong with the file, a line each.
        path: The file, whether it exists or not.
    """

    settings: Settings
    problems: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Paths:
    """Places of the user's own files, none of them made by asking.

    Attributes:
        config: The settings file.
        state: Folder of stars, notes and the app's state.
        cache: Folder of what can be made again.
    """

    config: Path
    state: Path
    cache: Path


def paths(environ: Mapping[str, str] = os.environ) -> Paths:
    """The platform's places for settings, state and cache (XDG on Linux); `KORTUI_CONFIG` names another settings file."""
    from pathlib import Path

    return Paths(Path(places.settings_file(environ)), Path(places.state()), Path(places.cache()))


def checkout() -> Path | None:
    """The root of the source checkout kortui runs from (an editable install); None for an installed wheel."""
    from pathlib import Path

    root = places.checkout()
    return Path(root) if root is not None else None


def bundle() -> Path:
    """The database kortui comes with: the checkout's `data/kortui.json`, else the one inside the package."""
    from pathlib import Path

    return Path(places.bundle())


def database(explicit: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The database to read; whether it exists is for `kortui.store.load` to say.

    Args:
        explicit: What the command line names.
        environ: Where `KORTUI_DB` is looked up next; the bundle is last.
    """
    from pathlib import Path

    return explicit if explicit is not None else Path(places.database(None, environ))


def review_file(database: Path) -> Path:
    """The file that decisions on a database's records go into, where nobody names one; it need not exist.

    It stands beside the database, in a checkout beside the bundle. The package of an installed kortui is no place to write
    in: decisions on its bundle go into the working directory.

    Args:
        database: The database that is read.
    """
    if checkout() is None and database == bundle():
        from pathlib import Path

        return Path("review.toml")
    return database.parent / "review.toml"


def settings(path: Path | None = None) -> Loaded:
    """Read the settings.

    Args:
        path: The file a person named; None takes the one of `paths`, which may be absent.

    Raises:
        UsageError: When a file that was named does not exist; one that only `KORTUI_CONFIG` names is a problem instead.
    """
    target = path or paths().config
    try:
        raw = target.read_bytes()
    except FileNotFoundError as error:
        if path is not None:
            raise UsageError("there is no such file", str(path), "see `kortui config path`") from error
        missing = (
            (f"{target}: there is no such file, though KORTUI_CONFIG names it",) if os.environ.get("KORTUI_CONFIG") else ()
        )
        return Loaded(Settings(), missing, target)
    except OSError as error:
        return Loaded(Settings(), (f"{target}: cannot be read: {error.strerror}",), target)
    found, problems = parse(raw)
    return Loaded(found, tuple(f"{target}: {problem}" for problem in problems), target)


def parse(raw: bytes) -> tuple[Settings, tuple[str, ...]]:
    """Settings of a TOML file's bytes, and what is wrong with it; a value that is wrong leaves its default."""
    import tomllib

    defaults = Settings()
    try:
        table = tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return defaults, (f"is not TOML: {one_line(sanitise(str(error)))}",)
    known = fields_of(Settings)
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in table.items():
        if name not in known:
            problems.append(f"there is no setting {_shown(name)}{_near(name, list(known))}")
            continue
        problem = _problem(name, value, getattr(defaults, name), known[name].metadata["choices"])
        if problem:
            problems.append(f"{name} {problem}")
        else:
            values[name] = _keys(value) if isinstance(value, dict) else value
    return Settings(**values), tuple(problems)


def _problem(name: str, value: Any, default: Any, choices: tuple[str, ...]) -> str:
    """What is wrong with a setting's value; empty when nothing is."""
    if name == "saved":
        whole = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
        return "" if whole else 'is not a table of queries such as deals = "type:contract"'
    if isinstance(default, Mapping):
        whole = isinstance(value, dict) and all(isinstance(v, str) or _is_texts(v) for v in value.values())
        return "" if whole else 'is not a table of keys such as "search.open" = "/"'
    if not isinstance(value, str):
        return "is not a text in quotes"
    if choices and value not in choices:
        return f"is {_shown(value)}, not one of {', '.join(choices)}{_near(value, list(choices))}"
    return ""


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _keys(table: dict[str, Any]) -> Mapping[str, str]:
    return MappingProxyType({name: keys if isinstance(keys, str) else ",".join(keys) for name, keys in table.items()})


def _shown(value: str) -> str:
    return repr(one_line(sanitise(value)))


def _near(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1)
    return f"; did you mean {close[0]}?" if close else ""


def to_toml(current: Settings) -> str:
    """Settings as a TOML file with a comment above each, fit to be saved and edited."""
    import json

    lines: list[str] = []
    for one in fields_of(Settings).values():
        value, choices = getattr(current, one.name), one.metadata["choices"]
        lines.append(f"# {one.metadata['help']}" + (f" One of: {', '.join(choices)}." if choices else ""))
        if isinstance(value, Mapping):
            lines += [f"[{one.name}]", *(f"{json.dumps(k)} = {json.dumps(v, ensure_ascii=False)}" for k, v in value.items())]
        elif value is None:
            lines.append(f'# {one.name} = ""')
        else:
            lines.append(f"{one.name} = {json.dumps(value, ensure_ascii=False)}")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
