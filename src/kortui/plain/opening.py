"""What a numbered line leads to: records, names, documents, comparisons, charts and searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kortui.overview.parts import parts
from kortui.plain import finding, gathered, narrowing, pages, texts

if TYPE_CHECKING:
    from kortui.plain.reader import Reader


def open_target(reader: Reader, target: str, remember: bool) -> None:
    """Open a target.

    Args:
        reader: Who says it.
        target: ``kind:id``, as the pages give them.
        remember: Whether `back` leads to the page before.
    """
    library = reader.library
    kind, _, name = target.partition(":")
    if kind == "event":
        event = library.events[library.index.row[name]]
        page = pages.record(library, event, starred=name in reader.stars.ids, note=reader.notes.of(event))
        reader.show(page, remember=remember)
    elif kind == "entity":
        reader.show(pages.entity(library, name), remember=remember)
    elif kind == "conflict":
        reader.show(pages.conflict(library, next(c for c in library.conflicts if c.id == name)), remember=remember)
    elif kind in ("query", "search"):
        if remember:
            reader.leave()
        reader.pane = "timeline" if kind == "query" else reader.pane
        finding.search(reader, name, remember=False)
    elif kind == "within":  # the same records as were counted: those of the pane and the search
        from kortui.search.query import parse

        if remember:
            reader.leave()
        finding.search(reader, str(parse(reader.query).also(name)) if reader.query else name, remember=False)
    elif kind == "narrow":
        field, _, value = name.partition(":")
        narrowing.narrow(reader, field, value)
    elif kind == "document":
        _open_document(reader, name, remember)
    elif kind == "part":
        pane, _, number = name.partition(":")
        of, made = reader.made
        if of != (pane, reader.query):
            rows, library = finding.rows_of(reader), library.index.held()
            made = {int(number): parts(pane, library, rows)[int(number)].make(library, rows)}
        if (content := made.get(int(number))) is not None:
            reader.show(gathered.chart(library, content), remember=remember)


def _open_document(reader: Reader, name: str, remember: bool) -> None:
    library = reader.library
    document, _, rest = name.partition(":")
    event, _, number = rest.partition(":")
    one = library.index.document.get(document)
    if one is None:
        reader.say(f"The document {document} is not in this database.")
        return
    record = library.events[library.index.row[event]] if event else None
    at = None
    if record is not None:
        cited = record.evidence[int(number)]
        at = (cited.start, cited.end) if cited.state == "found" else None
        if at is None:
            reader.say("The sentence is no longer in the document; here is its beginning.")
    page, first = texts.document(library, one, at, record)
    reader.show(page, first, remember=remember)
