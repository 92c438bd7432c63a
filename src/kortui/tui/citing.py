"""Citations and quotations of a record for copying."""

from __future__ import annotations

from kortui import edtf
from kortui.model import Event
from kortui.text import one_line
from kortui.tui.session import Session


def _source(session: Session, event: Event) -> str:
    document = session.library.index.document.get(event.evidence[0].document)
    if document is None:
        return event.evidence[0].document
    named = document.digest_of or document
    parts = [named.publisher, f"“{named.title}”", edtf.display(named.published) if named.published else "n.d.", named.url]
    return ", ".join(p for p in parts if p)


def citation(session: Session, event: Event) -> str:
    """A citation of the first source of a record; of the original when the document is a digest."""
    return _source(session, event) + "."


def quote(session: Session, event: Event) -> str:
    """The sentence with its source; a digest's words are said to be ours."""
    document = session.library.index.document.get(event.evidence[0].document)
    words = one_line(event.evidence[0].exact)
    if document is not None and document.digest_of:
        return f"{words} (kortui digest of {_source(session, event)})"
    return f"“{words}” ({_source(session, event)})"
