"""Writing notes on records, and the list of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kortui.model import Event
from kortui.notes import Note
from kortui.text import one_line
from kortui.tui.screens.chooser import Chooser, Entry
from kortui.tui.screens.note import NoteScreen
from kortui.tui.screens.records import RecordCommands


def edit_note(screen: RecordCommands, event: Event) -> None:
    """Let the note on a record be written; can be undone.

    Args:
        screen: Where it was asked; told how it went.
        event: The record.
    """
    notes = screen.session.notes
    before = notes.of(event)

    def written(text: str | None) -> None:
        if text is None or text == before:
            return
        notes.put(event, text)
        screen.session.changes.append(("note", partial(notes.put, event, before)))
        _told(screen, "Note taken away" if not text else "Note changed" if before else "Noted")

    screen.app.push_screen(NoteScreen(screen.session, event.title, before), written)


def _edit_orphan(screen: RecordCommands, note: Note) -> None:
    """Let a note whose record is gone be read and changed; can be undone."""
    notes = screen.session.notes

    def written(text: str | None) -> None:
        if text is not None and text != note.text:
            notes.put_orphan(note, text)
            screen.session.changes.append(("note", partial(notes.put_orphan, note, note.text)))
            _told(screen, "Note changed" if text else "Note taken away")

    screen.app.push_screen(NoteScreen(screen.session, f"{note.title} (record is gone)", note.text), written)


def _told(screen: RecordCommands, words: str) -> None:
    problem = screen.session.notes.problem
    screen.marks_changed()
    screen.say(problem or words, "bad" if problem else "strong")


def open_notes(screen: RecordCommands, go: Callable[[str], object]) -> None:
    """List the notes in order of their records, then the orphaned ones.

    Args:
        screen: Where it was asked.
        go: Called with the id of the record whose note was chosen.
    """
    session = screen.session
    notes, row = session.notes, session.library.index.row
    found = sorted((row[record], record) for record in notes.by_record)
    events = [(session.library.events[at], notes.by_record[record]) for at, record in found]
    lines = [
        Entry(one_line(note.text), event.id, f"{event.date.display}  {event.title}", group="Notes") for event, note in events
    ]
    lines += [Entry(one_line(n.text), n, n.title, group="Orphaned: the record is gone") for n in notes.orphans]
    if not lines:
        keys = {c.id: c.shown for c in session.commands}
        screen.say(f"There is no note; {keys['record.note']} writes one on a record")
        return

    def chosen(value: str | Note | None) -> None:
        if isinstance(value, Note):
            _edit_orphan(screen, value)
        elif value:
            go(value)

    screen.app.push_screen(Chooser(session, "Note", lines), chosen)
