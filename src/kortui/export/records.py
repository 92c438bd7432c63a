"""Events as tables and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kortui.export import grid
from kortui.export.base import Exporter, Selection
from kortui.export.grid import Cell, Grid
from kortui.made import Made
from kortui.model import Event, Library
from kortui.schema import to_row

COLUMNS = (
    "id", "date", "start", "end", "date_words", "date_basis", "date_role", "title", "type", "domains", "actors", "places",
    "stage", "topic", "amounts", "relevance", "confidence", "reviewed", "conflicts", "sources", "evidence", "stale",
)  # fmt: skip
"""Columns of csv and tsv; docs/records.md says what each holds."""


def event_grid(selection: Selection) -> Grid:
    """One row an event, several values of a cell joined by ``; ``; each is made when it is reached."""
    return Grid(
        COLUMNS,
        Made(selection.events, lambda event: _cells(selection.library, event)),
        Made(selection.events, lambda event: _row(selection, event)),
    )


def _row(selection: Selection, event: Event) -> dict[str, Any]:
    """A record as the database keeps it, with the reader's note when there is one."""
    note = selection.notes.get(event.id)
    return {**to_row(event), **({"note": note} if note else {})}


def _cells(library: Library, event: Event) -> tuple[Cell, ...]:
    index = library.index
    sources = dict.fromkeys(
        index.document[e.document].attribution if e.document in index.document else e.document for e in event.evidence
    )
    return (
        event.id, event.date.edtf, event.date.start, event.date.end, event.date.text, event.date.basis, event.date.role,
        event.title, event.type, "; ".join(event.domains),
        "; ".join(f"{index.name(a.id)} ({a.role})" for a in event.actors),
        "; ".join(index.name(p) for p in event.places), event.stage, event.topic,
        "; ".join(_amounts(event)), event.relevance, event.confidence, event.reviewed,
        "; ".join(c.id for c in index.conflicts_of.get(event.id, ())), "; ".join(sources),
        " … ".join(e.exact for e in event.evidence), any(e.state == "stale" for e in event.evidence),
    )  # fmt: skip


def _amounts(event: Event) -> Iterator[str]:
    """The source's words for each amount, with what hedges it."""
    for amount in event.amounts:
        if amount.hedge is None:
            yield amount.text
        else:
            from kortui.export.told import hedged  # its patterns cost a millisecond that plain figures need not pay

            yield hedged(event, amount)


class JsonExporter(Exporter):
    """One JSON array of records as the database keeps them."""

    name, suffix, label = "json", ".json", "JSON array of records"
    takes_notes = True

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The array."""
        return grid.to_json(event_grid(selection))


class JsonLinesExporter(Exporter):
    """One record a line, as the database keeps it."""

    name, suffix, label = "jsonl", ".jsonl", "JSON, one record a line"
    takes_notes = True

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The lines."""
        return grid.to_jsonl(event_grid(selection))


class CsvExporter(Exporter):
    """A table for spreadsheets."""

    name, suffix, label = "csv", ".csv", "table for spreadsheets"

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The lines, formulas disarmed."""
        return grid.to_csv(event_grid(selection))


class TsvExporter(Exporter):
    """A table for shell tools."""

    name, suffix, label = "tsv", ".tsv", "table for shell tools"

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The lines."""
        return grid.to_tsv(event_grid(selection))


class IdsExporter(Exporter):
    """The ids alone, to be piped into `kortui show -`."""

    name, suffix, label = "ids", ".ids", "ids, one a line"

    def pieces(self, selection: Selection) -> Iterator[str]:
        """The lines."""
        return (f"{one}\n" for one in selection.ids())
