"""``show``: records whole, with the sentences behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kortui.cli.options import RECORD_FORMATS, complete_ids, db_option, format_option, ids_of, load
from kortui.cli.output import PLAIN_WIDTH, bold, default_format, wrap, write
from kortui.errors import NotFoundError, UsageError
from kortui.text import fold_text, one_line

if TYPE_CHECKING:
    from kortui.cli.naming import Named
    from kortui.model import Amount, Event, Evidence, Library


Fact = tuple[str, str]


@click.command("show")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=complete_ids)
@db_option
@format_option(RECORD_FORMATS, plugins=True)
def show_command(ids: tuple[str, ...], db: Path | None, chosen: str | None) -> int:
    """Show records: events, documents, entities, series or conflicts, by id or by a beginning that fits only one.

    An ID of - reads ids from stdin, so that `kortui search altay --format ids | kortui show -` works. As tsv a record is
    its fields, one a line. An ID that names nothing is told on stderr, and the others are shown.
    """
    library = load(db)
    from kortui.cli.naming import each, record, tell

    found, wrong = each(ids_of(ids), lambda word: record(library, word))
    if not found and not wrong:
        raise NotFoundError("no id was given on stdin")
    style = default_format(chosen)
    if style in ("table", "tsv"):
        for number, one in enumerate(found):
            facts = facts_of(library, one)
            write(["\n"] if number else [])
            write(_as_text(facts) if style == "table" else _as_tsv(facts))
    elif found:
        _write_whole(library, found, style)
    tell(wrong)
    return 0


def _write_whole(library: Library, found: list[Named], style: str) -> None:
    """Records in a format for programs: events through their exporter, others as JSON rows or ids."""
    from kortui.export import grid
    from kortui.model import Event
    from kortui.schema import to_row

    events = [one for one in found if isinstance(one, Event)]
    if len(events) == len(found):
        from kortui.cli.finding import write_events

        write_events(library, events, style)
    elif style in ("json", "jsonl", "ids"):
        rows = [to_row(one) for one in found]
        write(grid.WRITERS[style](grid.Grid(("id",), [(one.id,) for one in found], rows)))
    else:
        raise UsageError(f"the format {style!r} is for events", "", "use table, tsv, json, jsonl or ids")


def _as_tsv(facts: Iterator[Fact]) -> Iterator[str]:
    for name, value in facts:
        yield f"{name}\t"
        yield from _on_one_line(value)
        yield "\n"


_AT_ONCE = 1 << 16
_BLANK = re.compile(r"\s")


def _on_one_line(text: str) -> Iterator[str]:
    """A text as `one_line` gives it, in pieces: all words of a long document would take ten times its memory."""
    at, between = 0, ""
    while at < len(text):
        found = _BLANK.search(text, at + _AT_ONCE)
        end = found.start() if found else len(text)
        if piece := one_line(text[at:end]):
            yield between + piece
            between = " "
        at = end


_FIELDS = 40
"""Facts among which the names of all fields are; a country has a hundred thousand events more, read as they are told."""


def _as_text(facts: Iterator[Fact]) -> Iterator[str]:
    from kortui.cli.output import width

    columns = width() or PLAIN_WIDTH
    first = list(islice(facts, _FIELDS))
    room = max(len(name) for name, _ in first) + 2
    for number, (name, value) in enumerate(chain(first, facts)):
        if number == 0:
            yield bold(value) + "\n"
            continue
        for at, line in enumerate(wrap(value, " " * room, columns)):
            yield (name.ljust(room) + line[room:] if at == 0 else line) + "\n"


def facts_of(library: Library, one: Named) -> Iterator[Fact]:
    """The fields of a record as a person reads them, the title first, empty ones left out."""
    from kortui.model import Event

    facts = _event_facts(library, one) if isinstance(one, Event) else _other_facts(library, one)
    return ((name, value) for name, value in facts if value)


def _event_facts(library: Library, event: Event) -> Iterator[Fact]:
    index = library.index
    yield "title", event.title
    yield "id", event.id
    shown, words = event.date.display, event.date.text
    yield "date", f"{shown} (the source says “{words}”)" if words and words != shown else shown
    yield "edtf", f"{event.date.edtf or 'unknown'}, {event.date.basis}, {event.date.role}"
    for other in event.other_dates:
        yield "other date", f"{other.edtf} (“{other.text}”)"
    yield "kind", ", ".join([event.type, *event.domains, event.relevance])
    yield "actors", "; ".join(f"{index.name(a.id)} ({a.role})" for a in event.actors)
    yield "places", "; ".join(index.name(p) for p in event.places)
    yield "stage", event.stage or ""
    yield "topic", event.topic or ""
    for amount in event.amounts:
        measure = f", {amount.measure}" if amount.measure else ""
        twin = " (the same, restated)" if amount.equivalent_to is not None else ""
        yield "amount", f"{told_amount(event, amount)}{measure}{twin}"
    yield "state", f"{event.confidence}, {'reviewed by an editor' if event.reviewed else 'not reviewed'}"
    for conflict in index.conflicts_of.get(event.id, ()):
        others = ", ".join(i for i in conflict.events if i != event.id)
        yield "conflict", f"{conflict.note} ({conflict.kind}{f', with {others}' if others else ''})"
    for number, evidence in enumerate(event.evidence, 1):
        yield f"evidence {number}" if len(event.evidence) > 1 else "evidence", quoted(library, evidence)


def told_amount(event: Event, amount: Amount) -> str:
    """An amount in the source's words, with its hedge, and what it counts where those do not say: ``more than 40 tanks``."""
    from kortui.export.told import hedged
    from kortui.overview.words import plural

    words = hedged(event, amount)
    if amount.kind != "count" or not amount.unit:
        return words
    noun = amount.unit if amount.value == 1 else plural(amount.unit)
    return words if fold_text(amount.unit) in fold_text(words) or fold_text(noun) in fold_text(words) else f"{words} {noun}"


def quoted(library: Library, evidence: Evidence) -> str:
    """A sentence with whose words it is, and where it stands."""
    document = library.index.document.get(evidence.document)
    source = document.attribution if document else f"document {evidence.document}, which is not in the database"
    stale = " [stale: no longer in the document]" if evidence.state == "stale" else ""
    return f"“{one_line(evidence.exact)}” — {source}, {evidence.start}–{evidence.end}{stale}"


def _other_facts(library: Library, one: Named) -> Iterator[Fact]:
    """Documents, entities, series and conflicts: their plain fields, and the events they lead to."""
    from kortui.schema import to_row

    row = to_row(one)
    yield "title", str(row.get("name") or row.get("title") or row.get("measure") or row.get("subject") or one.id)
    for key, value in row.items():
        if key not in ("title", "text", "blocks", "points"):
            yield key.replace("_", " "), _flat(value)
    index = library.index
    rows = index.rows_of_document.get(one.id) or index.rows_of_entity.get(one.id) or ()
    for at in rows:
        event = index.line(at)
        yield "event", f"{event.id}  {event.date.display}  {event.title}"
    for point in row.get("points", ()):
        value = f"{point['hedge'] or ''}{point['value']}" + (f"–{point['value_to']}" if "value_to" in point else "")
        yield "point", f"{point['date']}  {value}  {point['status']}  {point['event']}"
    if "text" in row:
        yield "text", row["text"]


def _flat(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    if isinstance(value, dict):
        return ", ".join(_flat(v) for v in value.values() if v is not None)
    return "" if value is None else str(value)
