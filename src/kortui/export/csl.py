"""Sources as CSL-JSON, the form all other citations are made from.

A citation names the original: where a document is kortui's digest, the original's title, publisher, date and address, and a
note that it was read as a digest. No sentence of a digest is ever given as the original's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kortui import edtf, edtf_words
from kortui.export.base import Exporter, Selection
from kortui.export.grid import dump
from kortui.links import is_link
from kortui.model import Document

DIGEST_NOTE = "Consulted as a kortui digest."
"""What every citation of an original says that was read as a digest."""

INFERRED_NOTE = "Date inferred from the text."
"""What every citation says whose date the source does not state and kortui read off its words."""

_ENCYCLOPEDIA = re.compile(r"wikipedia|encyclop", re.IGNORECASE)
_NEWSPAPER = re.compile(
    r"\b(daily|herald|times|post|news|press|gazette|journal|tribune|agency|yonhap|sabah|hürriyet|world)\b", re.IGNORECASE
)
_CSL_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}
_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?[?~%]?")


def item(document: Document) -> dict[str, Any]:
    """The CSL-JSON item of a document's source.

    Args:
        document: The document; its original is cited where it is a digest.
    """
    source = document.digest_of or document
    kind = _kind(source.publisher, next((url for url in (source.url, document.url) if url and is_link(url)), None))
    made: dict[str, Any] = {"id": document.id, "type": kind, "title": source.title}
    if source.publisher:
        made["container-title" if kind in ("article-newspaper", "entry-encyclopedia") else "publisher"] = source.publisher
        if kind == "webpage":
            made["container-title"] = source.publisher
    if source.published:
        made["issued"] = csl_date(source.published)
    elif inferred := _inferred(document):
        made["issued"] = {**csl_date(inferred), "circa": True}  # CSL has no other way to say so
        made["note"] = INFERRED_NOTE
    if source.url and is_link(source.url):
        made["URL"] = source.url
    if document.digest_of is None and document.language:
        made["language"] = document.language
    if document.digest_of is not None:
        made["note"] = DIGEST_NOTE
    return made


def _inferred(document: Document) -> str | None:
    """The date a document has by its own words alone; None for a digest, whose words are not the original's, and for bounds."""
    bounds = document.published_bounds
    if document.digest_of is not None or bounds is None or edtf.parse(bounds).kind != "date":
        return None
    return bounds


def is_inferred(made: Mapping[str, Any]) -> bool:
    """Whether the date of an item is kortui's inference; styles put such dates in square brackets."""
    return made.get("note") == INFERRED_NOTE


def _kind(publisher: str | None, url: str | None) -> str:
    """CSL type: by the publisher's name, else a web page when there is an address, else a document."""
    if publisher and _ENCYCLOPEDIA.search(publisher):
        return "entry-encyclopedia"
    if publisher and _NEWSPAPER.search(publisher):
        return "article-newspaper"
    return "webpage" if url else "document"


def csl_date(value: str) -> dict[str, Any]:
    """An EDTF date as a CSL date, never finer than it: parts where CSL has them, else words.

    Args:
        value: EDTF.
    """
    date = edtf.parse(value)
    if date.kind == "date" and (match := _DAY.fullmatch(value)):
        numbers = [int(part) for part in match.groups() if part is not None]
        made: dict[str, Any] = {}
        if len(numbers) == 2 and numbers[1] > 12:
            if numbers[1] not in _CSL_SEASONS:
                return {"literal": edtf_words.display(value)}
            made["season"] = _CSL_SEASONS[numbers.pop()]
        made["date-parts"] = [numbers]
        if date.uncertain or date.approximate:
            made["circa"] = True
        return made
    return {"literal": edtf_words.display(value)}


def issued_words(made: Mapping[str, Any]) -> tuple[list[int], str]:
    """Year, month and day of an item's date as far as known, and its words where it has no parts."""
    issued = made.get("issued", {})
    return (issued.get("date-parts") or [[]])[0], issued.get("literal", "")


def items(selection: Selection) -> list[dict[str, Any]]:
    """The sources of a selection, each once."""
    return [item(document) for document in selection.documents()]


class CslExporter(Exporter):
    """The sources behind the records, for Zotero, pandoc and other CSL programs."""

    name, suffix, label = "csl", ".csl.json", "sources as CSL-JSON"

    def pieces(self, selection: Selection) -> Iterator[str]:
        """One array, a source a line."""
        yield "[" + ",".join("\n" + dump(one) for one in items(selection)) + "\n]\n"
