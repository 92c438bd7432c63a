"""Exporters by name: kortui's own, imported when asked for, and those of other packages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from kortui.errors import UsageError
from kortui.export.base import Exporter

if TYPE_CHECKING:
    from pathlib import Path

GROUP = "kortui.exporters"
"""Entry point group; kortui's own exporters stand in it too, in pyproject.toml."""

BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "json": "kortui.export.records:JsonExporter",
        "jsonl": "kortui.export.records:JsonLinesExporter",
        "csv": "kortui.export.records:CsvExporter",
        "tsv": "kortui.export.records:TsvExporter",
        "ids": "kortui.export.records:IdsExporter",
        "md": "kortui.export.markdown:MarkdownExporter",
        "bibtex": "kortui.export.bibtex:BibtexExporter",
        "ris": "kortui.export.ris:RisExporter",
        "csl": "kortui.export.csl:CslExporter",
        "ics": "kortui.export.ics:IcsExporter",
    }
)
"""Name to module and class; a copy of the entry points, for reading those of all packages takes 20 ms."""


@cache
def _plugins() -> Mapping[str, str]:
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=GROUP) if point.name not in BUILT_IN}


def names() -> tuple[str, ...]:
    """All formats, kortui's own first."""
    return (*BUILT_IN, *sorted(_plugins()))


def get(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        UsageError: When there is none of that name, or a package's cannot be used.
    """
    value = BUILT_IN.get(name) or _plugins().get(name)
    if value is None:
        from difflib import get_close_matches

        close = get_close_matches(name, names(), 1)
        raise UsageError(
            f"there is no format {name!r}", "", f"did you mean {close[0]}?" if close else "use " + ", ".join(names())
        )
    module, _, attribute = value.partition(":")
    try:
        made = getattr(import_module(module), attribute)()
    except (ImportError, AttributeError, TypeError) as error:
        raise UsageError(f"cannot be used: {error}", f"exporter {name} ({value})", "mend or remove its package") from error
    if not isinstance(made, Exporter):
        raise UsageError("is no kortui.export.base.Exporter", f"exporter {name} ({value})", "mend or remove its package")
    return made


def by_suffix(path: Path) -> Exporter | None:
    """The exporter a file's suffix stands for, such as ``.csv`` or ``.csl.json``; None when none does."""
    found = [made for made in map(get, names()) if path.name.lower().endswith(made.suffix)]
    return max(found, key=lambda made: len(made.suffix), default=None)
