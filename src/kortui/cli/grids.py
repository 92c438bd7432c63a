"""Tables of everything but events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kortui.export.grid import Cell, Grid
from kortui.made import Made
from kortui.model import Conflict, Document, Entity, Library, Series, SeriesPoint
from kortui.records import values_of
from kortui.schema import to_row

if TYPE_CHECKING:
    from kortui.notes import Notes

T = TypeVar("T")


def _made(
    columns: tuple[str, ...],
    items: Sequence[T],
    cells: Callable[[T], tuple[Cell, ...]],
    record: Callable[[T], Mapping[str, Any]],
) -> Grid:
    """A table whose rows are made as they are reached: of a large database no more than the one being written is held."""
    places = range(len(items))  # a slice of it reads nothing
    return Grid(columns, Made(places, lambda at: cells(items[at])), Made(places, lambda at: record(items[at])))


def document_grid(library: Library) -> Grid:
    """Documents with what is known of them; the text itself only in JSON."""
    rows = library.index.rows_of_document

    def cells(d: Document) -> tuple[Cell, ...]:
        source = d.digest_of or d
        return (
            d.id, d.title, source.publisher, source.published or d.published, d.published_bounds, d.language, d.licence,
            source.url or d.url, d.digest_of is not None, len(rows.get(d.id, ())),
        )  # fmt: skip

    columns = "id", "title", "publisher", "published", "published_bounds", "language", "licence", "url", "digest", "events"
    return _made(columns, library.documents, cells, to_row)


def entity_grid(library: Library) -> Grid:
    """People, organisations, countries, places and things with how often they occur."""
    rows = library.index.rows_of_entity

    def cells(e: Entity) -> tuple[Cell, ...]:
        return e.id, e.name, e.kind, e.country, len(rows.get(e.id, ())), e.mentions, "; ".join(e.other_names)

    return _made(("id", "name", "kind", "country", "events", "mentions", "aliases"), library.entities, cells, to_row)


def search_grid(own: Mapping[str, str]) -> Grid:
    """Saved searches, the examples among them; `own` is the table of the settings."""
    from kortui.searches import EXAMPLES, merged

    rows = [
        (name, text, "settings" if own.get(name, EXAMPLES.get(name)) != EXAMPLES.get(name) else "example")
        for name, text in merged(own).items()
    ]
    return Grid(("name", "query", "from"), rows)


def series_grid(library: Library, *, spoken: bool = False) -> Grid:
    """Series with the span of their points.

    Args:
        library: Where they are from.
        spoken: Whether dates are in words, for people; else they are EDTF.
    """
    span = _said_span if spoken else _span
    columns = "id", "measure", "reporter", "partner", "unit", "points", "first", "last"
    return _made(
        columns,
        library.series,
        lambda s: (s.id, s.measure, s.reporter, s.partner, s.unit, len(s.points), *span(s)),
        to_row,
    )


def _span(series: Series) -> tuple[str | None, str | None]:
    return (series.points[0].date, series.points[-1].date) if series.points else (None, None)


def _said_span(series: Series) -> tuple[str | None, str | None]:
    return (said_date(series.points[0]), said_date(series.points[-1])) if series.points else (None, None)


def said_date(point: SeriesPoint) -> str:
    """The date of a point in words; an aim or forecast that is open at its beginning is due "by" its end."""
    from kortui import edtf_words

    words = edtf_words.display(point.date)
    return f"by {words.removeprefix('until ')}" if point.status != "actual" and words.startswith("until ") else words


def point_grid(series: Series) -> Grid:
    """The points of one series."""
    return Grid(
        ("date", "value", "unit", "hedge", "status", "event", "value_to"),
        [(p.date, p.value, series.unit, p.hedge, p.status, p.event, p.value_to) for p in series.points],
    )


def conflict_grid(library: Library, conflicts: Iterable[Conflict] | None = None) -> Grid:
    """Conflicts with the events they are between, and what each side says in which sentence."""
    from kortui.overview.contrast import KINDS  # loads difflib

    return _made(
        ("id", "kind", "subject", "events", "note", "meaning", "sides"),
        library.conflicts if conflicts is None else list(conflicts),
        lambda c: (c.id, c.kind, c.subject, "; ".join(c.events), c.note, KINDS[c.kind][1], _sides(library, c)),
        to_row,
    )


def _sides(library: Library, conflict: Conflict) -> str:
    """The sides of a conflict in one cell."""
    from kortui.cli.showing import quoted
    from kortui.overview.contrast import statements

    told = []
    for side in statements(library, conflict):
        quotes = "; ".join(quoted(library, cited) for cited in side.grounds)
        told.append(f"{f'{side.says}: ' if side.says else ''}{quotes}")
    return " | ".join(told)


def note_grid(library: Library, notes: Notes) -> Grid:
    """The user's notes in order of their records, then those whose record is gone."""
    row = library.index.row
    found = sorted((row[record], record) for record in notes.by_record)
    listed = [(r, library.events[at].date.display, library.events[at].title, notes.by_record[r]) for at, r in found]
    listed += [(note.id, "orphaned", note.title, note) for note in notes.orphans]
    return Grid(
        ("id", "date", "title", "note", "document", "quote"),
        [(record, when, title, note.text, note.document, note.quote) for record, when, title, note in listed],
        [{**values_of(note), "id": record, "orphaned": when == "orphaned"} for record, when, _, note in listed],
    )


def formats() -> Grid:
    """Formats of `kortui export`."""
    from kortui.export.registry import get, names

    made = [get(name) for name in names()]
    return Grid(("format", "suffix", "label"), [(m.name, m.suffix, m.label) for m in made])


def _spoken_series(library: Library) -> Grid:
    return series_grid(library, spoken=True)


class Listing(NamedTuple):
    """How `kortui list` shows a table.

    Attributes:
        make: Its maker.
        flexible: Column that is cut on a narrow terminal.
        brief: Columns of a table on a terminal.
        spoken: Its maker for people, where that is another.
    """

    make: Callable[[Library], Grid]
    flexible: str
    brief: tuple[str, ...]
    spoken: Callable[[Library], Grid] | None = None


LISTINGS: Mapping[str, Listing] = {
    "documents": Listing(document_grid, "title", ("id", "title", "publisher", "published", "events")),
    "entities": Listing(entity_grid, "aliases", ("id", "name", "kind", "country", "events", "aliases")),
    "series": Listing(series_grid, "measure", ("id", "measure", "unit", "points", "first", "last"), _spoken_series),
    "conflicts": Listing(conflict_grid, "note", ("id", "kind", "note")),
}
"""Tables by name."""
