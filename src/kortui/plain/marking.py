"""What a reader does with a record or a selection in the linear mode: stars, notes, saved searches, citations, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kortui.overview.words import counted
from kortui.plain import finding
from kortui.plain.pages import sentence

if TYPE_CHECKING:
    from kortui.model import Event
    from kortui.plain.reader import Reader

_FIRST = "Open a record first"


def star(reader: Reader) -> None:
    """Star the record at hand or take its star away."""
    event = reader.page.event
    if event is None:
        reader.say(f"{_FIRST}; star then marks it.")
        return
    starred = reader.stars.toggle(event.id)
    reader.changes.append(("star", lambda: reader.stars.toggle(event.id)))
    reader.say(sentence(reader.stars.problem or ("Starred" if starred else "Star taken away")))


def stars(reader: Reader) -> None:
    """Say the starred records."""
    if not reader.stars.ids:
        reader.say("No record is starred; open one and type star.")
        return
    reader.leave()
    reader.pane = "timeline"
    finding.search(reader, "is:starred", remember=False)


def note(reader: Reader, text: str) -> None:
    """Write a note on the record at hand, or say the one it has; a hyphen alone takes it away."""
    event = reader.page.event
    if event is None:
        reader.say(f"{_FIRST}; note and a text then writes one on it.")
        return
    before = reader.notes.of(event)
    if not text:
        reader.say(f"Your note: {before}" if before else "There is no note on it; note and a text writes one.")
        return
    reader.notes.put(event, "" if text == "-" else text)
    reader.changes.append(("note", lambda: reader.notes.put(event, before)))
    said = "Note taken away" if text == "-" else "Note changed" if before else "Note written"
    reader.say(sentence(reader.notes.problem or f"{said}; undo takes that back"))


def save(reader: Reader, name: str) -> None:
    """Save the present search under a name."""
    if not reader.query:
        reader.say("There is no search to save.")
        return
    _change_searches(reader, name, lambda: reader.searches.save(name, reader.query))
    reader.say(f"Saved; saved {name} takes it up.")


def forget(reader: Reader, name: str) -> None:
    """Take a saved search away."""
    _change_searches(reader, name, lambda: reader.searches.delete(name))
    reader.say(f"{name} is no longer saved; undo takes that back.")


def _change_searches(reader: Reader, name: str, change: Callable[[], object]) -> None:
    from kortui.errors import UsageError

    if not reader.searches.writable:
        raise UsageError("nothing can be saved here")
    before = reader.searches.texts.get(name)
    change()
    reader.searches_changed()

    def undo() -> None:
        if before is None:
            reader.searches.delete(name)
        else:
            reader.searches.save(name, before)
        reader.searches_changed()

    reader.changes.append(("saved search", undo))


def undo(reader: Reader) -> None:
    """Take the last change of a star, a note or a saved search back."""
    if not reader.changes:
        reader.say("Nothing to undo.")
        return
    what, back = reader.changes[-1]
    back()
    reader.changes.pop()
    reader.say(f"Undone: {what}.")


def evidence(reader: Reader, number: str) -> None:
    """Say the document of the record at hand from one of its sentences on, the sentence marked."""
    event = _event(reader, "its evidence is then one word away")
    if event is None:
        return
    wanted = int(number or "1")
    if not 1 <= wanted <= len(event.evidence):
        reader.say(f"The record has {counted(len(event.evidence), 'sentence')} of evidence.")
        return
    reader.open(f"document:{event.evidence[wanted - 1].document}:{event.id}:{wanted - 1}")


def document(reader: Reader) -> None:
    """Say the document of the record at hand from its beginning."""
    event = _event(reader, "document then says where it is from")
    if event is not None:
        reader.open(f"document:{event.evidence[0].document}")


def cite(reader: Reader) -> None:
    """Say a citation."""
    from kortui.export.styles import event_citation

    if (event := _event(reader)) is not None:
        reader.say(event_citation(reader.library, event, reader.citation))


def quote(reader: Reader) -> None:
    """Say the sentence with its source."""
    from kortui.export.styles import event_quotation

    if (event := _event(reader)) is not None:
        reader.say(event_quotation(reader.library, event, reader.citation))


def link(reader: Reader) -> None:
    """Say a command that opens the record."""
    if (event := _event(reader)) is not None:
        reader.say(f"kortui --plain {reader.path + ' ' if reader.path else ''}--event {event.id}")


def identify(reader: Reader) -> None:
    """Say the id of the record."""
    if (event := _event(reader)) is not None:
        reader.say(event.id)


def export(reader: Reader, text: str) -> None:
    """Write the record or the records at hand to a file, in the format of its suffix.

    Args:
        reader: Whose selection it is.
        text: The file; ``with notes`` behind it writes the notes too.
    """
    from kortui.errors import UsageError
    from kortui.export import registry
    from kortui.export.base import Selection
    from kortui.files import replace_file

    formats = ", ".join(dict.fromkeys(registry.get(name).suffix for name in registry.names()))
    name = text.removesuffix("with notes").strip()
    if not name:
        reader.say(f"Say to which file: export FILE, which ends with one of {formats}.")
        return
    if not reader.files:
        raise UsageError("no file can be written here")
    target = Path(name).expanduser()
    exporter = registry.by_suffix(target)
    if exporter is None:
        raise UsageError(f"no format has the suffix {target.suffix!r}", name, f"end it with one of {formats}")
    with_notes = text.endswith("with notes")
    if with_notes and not exporter.takes_notes:
        raise UsageError(f"the format {exporter.name} has no place for notes", name, "use .md, .json or .jsonl")
    if target.exists():
        raise UsageError("exists already", name, "name another")
    event, rows = reader.page.event, reader.page.rows
    if event is not None:
        rows = [reader.library.index.row[event.id]]
    elif rows is None:
        rows = finding.rows_of(reader)
    if not rows:
        raise UsageError("there are no records to write", name, "nothing was written")
    texts = {record: note.text for record, note in reader.notes.by_record.items()} if with_notes else {}
    from kortui.search.asked import asked

    query = "" if event is not None else reader.query
    selection = Selection.of_rows(reader.library, rows, query, texts, asked(query, reader.library))
    if refused := exporter.refused(selection):
        raise UsageError(refused, name)
    try:
        replace_file(target, (piece.encode() for piece in exporter.pieces(selection)))
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", name, "name another place") from error
    omitted = exporter.omitted(selection)
    said = "" if omitted else f"{counted(len(rows), 'record')} "
    reader.say(f"{name}: {said}written as {exporter.name}{f'; {omitted}' if omitted else ''}.")


def _event(reader: Reader, then: str = "") -> Event | None:
    if reader.page.event is None:
        reader.say(f"{_FIRST}{f'; {then}' if then else ''}.")
    return reader.page.event
