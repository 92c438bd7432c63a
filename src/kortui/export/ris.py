"""Sources as RIS, for reference managers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kortui.export.base import Exporter, Selection
from kortui.export.csl import issued_words, items
from kortui.text import one_line

_TYPES = {"article-newspaper": "NEWS", "entry-encyclopedia": "ENCYC", "webpage": "ELEC"}


def record(made: Mapping[str, Any]) -> str:
    """One RIS record of a CSL item; ``PY`` and ``DA`` go no further than the date is known."""
    parts, words = issued_words(made)
    day = [f"{number:04d}" if at == 0 else f"{number:02d}" for at, number in enumerate(parts)]
    tags = [
        ("TY", _TYPES.get(made["type"], "GEN")),
        ("ID", made["id"]),
        ("TI", made["title"]),
        ("T2", made.get("container-title", "")),
        ("PB", made.get("publisher", "")),
        ("PY", day[0] if day else ""),
        ("DA", "/".join([*day, "", "", ""][:3]) + "/" if day else words),
        ("UR", made.get("URL", "")),
        ("LA", made.get("language", "")),
        ("N1", made.get("note", "")),
    ]
    return "".join(f"{tag}  - {one_line(value)}\n" for tag, value in tags if value) + "ER  - \n"


class RisExporter(Exporter):
    """The sources behind the records, for Zotero, EndNote and Mendeley."""

    name, suffix, label = "ris", ".ris", "sources as RIS"

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The records, an empty line between."""
        for number, one in enumerate(items(selection)):
            yield ("\n" if number else "") + record(one)
