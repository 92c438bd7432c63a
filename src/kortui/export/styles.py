"""Sources and quotations in words: Chicago (17th edition, bibliography) and APA (7th edition), without italics.

Written here because citeproc-py 0.11, the CSL processor for Python, repeats the title of a source without a named author and
prints stray words ("Edition."), and its styles are a package of 89 MB. The rules for such sources are few; any other style a
CSL program makes from `kortui.export.csl`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kortui.errors import UsageError
from kortui.export.csl import DIGEST_NOTE, is_inferred, issued_words, item
from kortui.model import Document, Event, Evidence, Library
from kortui.text import one_line

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = ("", "spring", "summer", "autumn", "winter")
_ENDS = (".", "?", "!", "…")


def _month_words(made: Mapping[str, Any], parts: list[int]) -> str:
    if len(parts) > 1:
        return _MONTHS[parts[1] - 1]
    return _SEASONS[made["issued"].get("season", 0)] if parts else ""


def _about(made: Mapping[str, Any]) -> str:
    return "ca. " if made.get("issued", {}).get("circa") else ""


def _stated(made: Mapping[str, Any]) -> dict[str, Any]:
    """An item whose inferred date is as if it were stated, for the inside of the brackets."""
    return {"issued": {key: value for key, value in made["issued"].items() if key != "circa"}}


def _date_chicago(made: Mapping[str, Any]) -> str:
    """A date as ``July 8, 2025``, ``January 2026``, ``ca. 2026`` or ``n.d.``, no finer than known, in ``[]`` where inferred."""
    if is_inferred(made):
        return f"[{_date_chicago(_stated(made))}]"
    parts, words = issued_words(made)
    if not parts:
        return words or "n.d."
    month = _month_words(made, parts)
    day = f" {parts[2]}," if len(parts) > 2 else ""
    return f"{_about(made)}{month}{day} {parts[0]}".strip() if month else f"{_about(made)}{parts[0]}"


def _date_apa(made: Mapping[str, Any]) -> str:
    """A date as ``2025, July 8``, ``2026, January``, ``ca. 2026`` or ``n.d.``, no finer than known, in ``[]`` if inferred."""
    if is_inferred(made):
        return f"[{_date_apa(_stated(made))}]"
    parts, words = issued_words(made)
    if not parts:
        return words or "n.d."
    month = _month_words(made, parts)
    day = f" {parts[2]}" if len(parts) > 2 else ""
    return f"{_about(made)}{parts[0]}" + (f", {month}{day}" if month else "")


def _stopped(text: str) -> str:
    return text if text.endswith(_ENDS) else text + "."


def _inner_quotes(title: str) -> str:
    """A title to stand in double quotes: its own become single."""
    return title.replace("“", "‘").replace("”", "’").replace('"', "'")


def chicago(made: Mapping[str, Any]) -> str:
    """An entry of a bibliography, such as ``Publisher. “Title.” July 8, 2025. URL.`` in the order of its parts."""
    home = made.get("container-title") or made.get("publisher")
    title = f"“{_stopped(_inner_quotes(made['title']))}”"
    date = _stopped(_date_chicago(made))
    url = [made["URL"] + "."] if made.get("URL") else []
    return " ".join([*([_stopped(home)] if home else []), title, date, *url])


def apa(made: Mapping[str, Any]) -> str:
    """A reference: ``Title. (2025, July 8). Publisher. URL``; a body's own page begins with the body."""
    home = made.get("container-title") or made.get("publisher") or ""
    date = f"{_date_apa(made)}." if is_inferred(made) else f"({_date_apa(made)})."
    url = [made["URL"]] if made.get("URL") else []
    title = _stopped(made["title"])
    if made["type"] in ("webpage", "document") and home:
        return " ".join([_stopped(home), date, title, *url])
    where = f"In {home}." if made["type"] == "entry-encyclopedia" else _stopped(home) if home else ""
    return " ".join([title, date, *([where] if where else []), *url])


STYLES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {"chicago": chicago, "apa": apa}


def citation(document: Document, style: str = "chicago") -> str:
    """The source of a document in words, on one line.

    Args:
        document: The document; its original is cited where it is a digest, and that it was read as one is said.
        style: ``chicago`` or ``apa``.

    Raises:
        UsageError: When there is no such style.
    """
    if style not in STYLES:
        raise UsageError(f"there is no citation style {style!r}", "", f"use {', '.join(STYLES)}")
    words = one_line(STYLES[style](item(document)))
    return f"{words} {DIGEST_NOTE}" if document.digest_of else words


def quotation(document: Document, evidence: Evidence, style: str = "chicago") -> str:
    """A sentence with its source: in quotation marks where the document is the source, as kortui's words where a digest.

    Args:
        document: Document of the evidence.
        evidence: The sentence.
        style: As for `citation`.
    """
    sentence = one_line(evidence.exact)
    if document.digest_of:
        return f"[kortui digest] {sentence} — after {STYLES[style](item(document))}"
    return f"“{_inner_quotes(sentence)}” — {citation(document, style)}"


def event_citation(library: Library, event: Event, style: str = "chicago") -> str:
    """The sources of an event, one a line."""
    known = library.index.document
    documents = dict.fromkeys(e.document for e in event.evidence if e.document in known)
    return "\n".join(citation(known[one], style) for one in documents)


def event_quotation(library: Library, event: Event, style: str = "chicago") -> str:
    """The sentences behind an event with their sources, one a line."""
    known = library.index.document
    return "\n".join(quotation(known[e.document], e, style) for e in event.evidence if e.document in known)
