"""``cite`` and ``export``: records out of kortui."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kortui.cli.library import own_settings
from kortui.cli.naming import each, tell
from kortui.cli.options import (
    QUERY_WORDS,
    RECORD_FORMATS,
    FormatType,
    QueryCommand,
    complete_ids,
    complete_words,
    config_option,
    db_option,
    ids_of,
    load,
)
from kortui.cli.output import counted, note, watched, write
from kortui.errors import KortuiError, NotFoundError, OutputError, UsageError

if TYPE_CHECKING:
    from kortui.export.base import Exporter, Selection
    from kortui.model import Document, Event, Library

CITE_FORMATS = ("chicago", "apa", "bibtex", "ris", "csl")
_EXPORT_FORMATS = tuple(name for name in RECORD_FORMATS if name != "table")


@click.command("cite")
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=complete_ids)
@db_option
@click.option("--format", "chosen", type=click.Choice(CITE_FORMATS), help="Default: the setting `citation`, chicago at first.")
@click.option("--quote", is_flag=True, help="Give the sentences, each with its source (chicago and apa).")
@config_option
def cite_command(ids: tuple[str, ...], db: Path | None, chosen: str | None, quote: bool, settings: Path | None) -> int:
    """Cite the sources of events, or documents; an ID of - reads ids from stdin.

    A digest's original is cited as the source, and that it was read as a digest is said.
    """
    own = own_settings(settings)
    library = load(db)
    events, documents, wrong = _named(library, ids)
    style = chosen or own.citation
    if wrong and not documents:
        pass
    elif style in ("bibtex", "ris", "csl"):
        if quote:
            raise UsageError("--quote is for chicago and apa")
        write(_structured(library, style, documents))
    elif quote:
        write(_quotations(library, events, style))
    else:
        from kortui.export.styles import citation

        write(citation(document, style) + "\n" for document in documents)
    tell(wrong)
    return 0


def _named(library: Library, ids: tuple[str, ...]) -> tuple[list[Event], list[Document], list[KortuiError]]:
    """The events named, the documents named or behind them, each once, and what is wrong with words that name neither.

    Raises:
        NotFoundError: When no word was given.
    """
    from kortui.export.base import Selection
    from kortui.model import Event

    events: list[Event] = []
    documents: dict[str, Document] = {}
    found, wrong = each(ids_of(ids), lambda word: _citable(library, word))
    for one in found:
        if isinstance(one, Event):
            events.append(one)
            documents |= {d.id: d for d in Selection(library, [one]).documents()}
        else:
            documents[one.id] = one
    if not documents and not wrong:
        raise NotFoundError("no id was given on stdin")
    return events, list(documents.values()), wrong


def _citable(library: Library, word: str) -> Event | Document:
    """The event or document of a word.

    Raises:
        NotFoundError: When it names nothing.
        UsageError: When it names several records, or one of another kind.
    """
    from kortui.cli.naming import record
    from kortui.model import Document, Event

    one = record(library, word)
    if not isinstance(one, (Event, Document)):
        raise UsageError(f"{one.id} is neither an event nor a document", "", "name one of `kortui list documents`")
    return one


def _structured(library: Library, style: str, documents: list[Document]) -> Iterator[str]:
    if style == "csl":
        from kortui.export.csl import item
        from kortui.export.grid import dump

        yield "[" + ",".join("\n" + dump(item(document)) for document in documents) + "\n]\n"
        return
    from kortui.export import bibtex, ris
    from kortui.export.csl import item

    make = bibtex.entry if style == "bibtex" else ris.record
    for number, document in enumerate(documents):
        yield ("\n" if number else "") + make(item(document))


def _quotations(library: Library, events: list[Event], style: str) -> Iterator[str]:
    from kortui.export.styles import event_quotation

    if not events:
        raise UsageError("--quote needs the id of an event: a document has no one sentence")
    return (event_quotation(library, event, style) + "\n" for event in events)


@click.command("export", cls=QueryCommand, context_settings=QUERY_WORDS)
@click.argument("words", metavar="[QUERY]...", nargs=-1, shell_complete=complete_words)
@db_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; its suffix gives the format.")
@click.option("--format", "chosen", type=FormatType(_EXPORT_FORMATS, plugins=True), help="Format; on stdout jsonl at first.")
@click.option("--notes", is_flag=True, help="Write your notes beside their records (md, json, jsonl).")
@click.option("--force", is_flag=True, help="Replace the file when it exists.")
@config_option
def export_command(
    words: tuple[str, ...],
    db: Path | None,
    output: Path | None,
    chosen: str | None,
    notes: bool,
    force: bool,
    settings: Path | None,
) -> int:
    """Write the records of a query, or all, to a file or to stdout.

    Formats: `kortui list formats`. Bibtex, ris and csl give the sources behind the records, md a briefing with footnotes.
    """
    from kortui.cli.queries import parsed
    from kortui.export.base import Selection

    exporter = _exporter(chosen, output)
    if notes and not exporter.takes_notes:
        raise UsageError(f"the format {exporter.name!r} has no place for notes", "--notes", "use md, json or jsonl")
    own = own_settings(settings)
    query = parsed(" ".join(words), own) if words else None
    library = load(db)
    texts, to_file = _notes(db, library) if notes else {}, output is not None
    if query is None:
        selection = Selection.of_rows(library, watched(range(len(library.events)), "records", to_file=to_file), notes=texts)
    else:
        from kortui.cli.queries import answer, searcher
        from kortui.search.asked import asked

        rows, told = answer(searcher(library, query, own, db), query).rows, asked(str(query), library)
        selection = Selection.of_rows(library, watched(rows, "records", to_file=to_file), str(query), texts, told)
    if not selection.events:
        raise NotFoundError("no records to export", "", "nothing was written")
    if refused := exporter.refused(selection):
        raise NotFoundError(refused, str(output or ""))
    if output is None:
        write(exporter.pieces(selection))
    else:
        write_file(output, exporter, selection, force)
        note(f"{output}: {counted(len(selection.events), 'record')} as {exporter.name}")
    if omitted := exporter.omitted(selection):
        note(omitted)
    return 0


def _notes(db: Path | None, library: Library) -> dict[str, str]:
    """The user's notes on the records of a library, by id.

    Raises:
        UsageError: When their file cannot be read.
    """
    from kortui import config
    from kortui.notes import of_database

    found = of_database(config.database(db), library)
    if found.problem:
        raise UsageError(found.problem)
    return {record: note.text for record, note in found.by_record.items()}


def _exporter(chosen: str | None, output: Path | None) -> Exporter:
    from kortui.export import registry

    if chosen is not None:
        return registry.get(chosen)
    if output is None:
        return registry.get("jsonl")
    found = registry.by_suffix(output)
    if found is None:
        raise UsageError(f"no format has the suffix {output.suffix!r}", str(output), "name one with --format")
    return found


def write_file(target: Path, exporter: Exporter, selection: Selection, force: bool = False) -> None:
    """Write a selection to a file, whole or not at all.

    Raises:
        UsageError: When the file exists and is not to be replaced.
        OutputError: When it cannot be written.
    """
    from kortui.files import replace_file

    if target.exists() and not force:
        raise UsageError("exists already", str(target), "name another or replace it with --force")
    if target.exists() and not target.is_file():
        raise UsageError("is not a file", str(target), "name another")
    try:
        replace_file(target, (piece.encode() for piece in exporter.pieces(selection)))
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", str(target), "name another place with -o") from error
