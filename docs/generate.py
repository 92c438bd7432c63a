"""Writes the parts of README.md and docs/ that the code knows better: keys, commands, formats, fields, settings, figures.

Each part stands between ``<!-- begin NAME -->`` and ``<!-- end -->``. Run ``python docs/generate.py`` after a change; a test
fails while the files and the code disagree. The overview that ``kortui --help`` prints is made here too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the pieces beside this one, where a test loads it

import figures

from kortui import commands, config
from kortui.cli import front
from kortui.cli.group import group, outer
from kortui.cli.names import COMMANDS
from kortui.export import registry
from kortui.export.grid import escape_markdown
from kortui.keyboard import show_key
from kortui.search.fields import FIELDS, FLAGS
from kortui.vocabulary import EVENT_TYPES, PLOVER

ROOT = Path(__file__).resolve().parents[1]
_PART = re.compile(r"(?P<begin><!-- begin (?P<name>[\w-]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)
_WIDTH = 100


def _table(heading: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heading) + " |"
    yield "|" + " --- |" * len(heading)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _code(word: str) -> str:
    return f"`{word}`" if "`" not in word and "|" not in word else f"<code>{escape_markdown(word)}</code>"


def _words(text: str) -> str:
    """Our own words in a cell: their backticks mean code."""
    return text.replace("|", "\\|").replace("<", "&lt;")


def keys() -> Iterator[str]:
    """Every command of the app that has a key."""
    bound = [c for c in commands.COMMANDS if c.keys]
    rows = ((" ".join(_code(show_key(k)) for k in c.keys), _words(c.help), _code(c.id)) for c in bound)
    return _table(("key", "does", "id"), rows)


def overview() -> Iterator[str]:
    """Every command of the command line in a line."""
    rows = ((_code(f"kortui {name}"), _words(entry.help)) for name, entry in COMMANDS.items())
    return _table(("command", "does"), rows)


def helps() -> Iterator[str]:
    """The help of every command."""
    for name in COMMANDS:
        context = outer()
        command = group.get_command(context, name)
        assert command is not None
        settings = {**command.context_settings, "max_content_width": _WIDTH, "terminal_width": _WIDTH}
        inner = click.Context(command, parent=context, info_name=name, **settings)
        yield from (f"### kortui {name}", "", "```text", command.get_help(inner), "```", "")


def formats() -> Iterator[str]:
    """Every export format that kortui brings."""
    made = [registry.get(name) for name in registry.BUILT_IN]
    return _table(("format", "suffix", "what it is"), ((_code(m.name), _code(m.suffix), m.label) for m in made))


def query_fields() -> Iterator[str]:
    """Every field of the query language."""
    rows = ((_code(f"{spec.name}:"), _words(spec.help), ", ".join(map(_code, spec.values))) for spec in FIELDS.values())
    return _table(("field", "finds", "values"), rows)


def query_flags() -> Iterator[str]:
    """Every flag of the query language."""
    rows = ((_code(f"{name}:{flag}"), _words(words)) for name, of in FLAGS.items() for flag, words in of.items())
    return _table(("flag", "finds records of which"), rows)


def settings() -> Iterator[str]:
    """Every setting with its default."""
    default = config.Settings()
    rows = (
        (
            _code(one.name),
            _words(one.metadata["help"]),
            ", ".join(map(_code, one.metadata["choices"])),
            _default(default, one.name),
        )
        for one in fields(config.Settings)
    )
    return _table(("setting", "what it does", "one of", "default"), rows)


def _default(default: config.Settings, name: str) -> str:
    value = getattr(default, name)
    return "none" if value in (None, "") or isinstance(value, Mapping) else _code(str(value))


def types() -> Iterator[str]:
    """Every event type with its PLOVER code."""
    rows = ((_code(kind), _plover(kind)) for kind in EVENT_TYPES)
    return _table(("type", "PLOVER"), rows)


def _plover(kind: str) -> str:
    code = PLOVER[kind]  # type: ignore[index]
    return (
        "none"
        if code is None
        else " ".join([code.event, *([code.mode] if code.mode else []), *(f"({c})" for c in code.contexts)])
    )


PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "keys": keys,
    "commands": overview,
    "command-help": helps,
    "formats": formats,
    "query-fields": query_fields,
    "query-flags": query_flags,
    "settings": settings,
    "event-types": types,
    **figures.PARTS,
}


def overviews() -> Mapping[Path, str]:
    """The overview `kortui --help` for the widths it is kept ready for."""
    found = {}
    for columns in front.WIDTHS:
        context = click.Context(group, info_name="kortui", **{**group.context_settings, "terminal_width": columns - 2})
        found[ROOT / "src" / "kortui" / "cli" / front.overview_file(columns)] = group.get_help(context) + "\n"
    return found


def generated(text: str) -> str:
    """A page with its parts made anew.

    Raises:
        KeyError: When a page wants a part that nobody makes.
    """
    return _PART.sub(lambda m: m["begin"] + "\n".join(PARTS[m["name"]]()) + "\n" + m["end"], text)


def pages() -> list[Path]:
    """README.md and the pages of docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def outputs() -> dict[Path, str]:
    """Every file this script writes, with what it should hold: the pages, the manual page and the overviews."""
    import manual

    made = {page: generated(page.read_text("utf-8")) for page in pages()}
    return {**made, **overviews(), ROOT / "docs" / "kortui.1": manual.page()}


def main() -> int:
    """Write the files that changed; with ``--check`` only say which would."""
    stale = {path: text for path, text in outputs().items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        print(path.relative_to(ROOT))
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
