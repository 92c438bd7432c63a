"""Sources as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kortui.export.base import Exporter, Selection
from kortui.export.csl import is_inferred, issued_words, items
from kortui.text import one_line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SPECIALS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_TYPES = {"article-newspaper": "article", "entry-encyclopedia": "incollection"}


def escape(text: str) -> str:
    """Text as TeX shows it; letters beyond ASCII stay (BibTeX files are UTF-8)."""
    return _SPECIALS.sub(lambda m: _SPECIAL[m[0]], one_line(text))


def _year(made: Mapping[str, Any], parts: list[int]) -> str:
    """The year, in brackets when it is inferred."""
    if is_inferred(made):
        return f"[{parts[0]}]"
    return f"about {parts[0]}" if made["issued"].get("circa") else str(parts[0])


def entry(made: Mapping[str, Any]) -> str:
    """One BibTeX entry of a CSL item; its key is the document's id."""
    kind = _TYPES.get(made["type"], "misc")
    parts, words = issued_words(made)
    container = made.get("container-title") or made.get("publisher")
    home = {"article": "journal", "incollection": "booktitle"}.get(kind, "publisher")
    fields = {
        "title": "{" + escape(made["title"]) + "}",  # inner braces keep capitals
        home: escape(container) if container else "",
        "year": _year(made, parts) if parts else escape(words),
        "month": _MONTHS[parts[1] - 1] if len(parts) > 1 else "",
        "day": str(parts[2]) if len(parts) > 2 else "",
        "url": re.sub(r"[{}\s\\]", "", made.get("URL", "")),
        "language": escape(made.get("language", "")),
        "note": escape(made.get("note", "")),
    }
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}" for name, value in fields.items() if value]
    return f"@{kind}{{{made['id']},\n" + ",\n".join(lines) + "\n}\n"


class BibtexExporter(Exporter):
    """The sources behind the records, for LaTeX."""

    name, suffix, label = "bibtex", ".bib", "sources as BibTeX"

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The entries, an empty line between."""
        for number, one in enumerate(items(selection)):
            yield ("\n" if number else "") + entry(one)
