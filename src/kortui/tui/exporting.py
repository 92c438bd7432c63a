"""Writing the records shown to a file, in any format of `kortui.export`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kortui.errors import KortuiError
from kortui.export import registry
from kortui.export.base import Exporter, Selection
from kortui.tui.screens.base import KortuiScreen
from kortui.tui.screens.chooser import Chooser, Entry


def write(selection: Selection, exporter: Exporter, path: Path) -> None:
    """Write a selection, whole or not at all.

    Raises:
        OSError: When the file cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(exporter.pieces(selection))
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def open_export(screen: KortuiScreen, rows: Sequence[int], query: str = "") -> None:
    """Ask for format and file, then write.

    Args:
        screen: Where it was asked; told how it went.
        rows: What to write, in order.
        query: What found it.
    """
    session, library = screen.session, screen.session.library
    count = f"{len(rows):,} {'record' if len(rows) == 1 else 'records'}"

    noted = session.notes.by_record
    wanted = {library.events[row].id for row in rows} if noted else frozenset()
    notes = {record: note.text for record, note in noted.items() if record in wanted}

    def chosen(choice: tuple[Exporter, bool] | None) -> None:
        if choice is not None:
            from kortui.search.asked import asked

            exporter, with_notes = choice
            own = notes if with_notes else None
            _ask_path(screen, exporter, Selection.of_rows(library, rows, query, own, asked(query, library)), count)

    formats = [
        Entry(f"{name}  {made.label}{', with your notes' if with_notes else ''}", (made, with_notes), made.suffix)
        for name in registry.names()
        for made in [registry.get(name)]
        for with_notes in ((False, True) if made.takes_notes and notes else (False,))
    ]
    screen.app.push_screen(Chooser(session, f"Export {count} as", formats), chosen)


def _ask_path(screen: KortuiScreen, exporter: Exporter, selection: Selection, count: str) -> None:
    def answer(text: str) -> tuple[Path | None, str]:
        if not text.strip():
            return None, "name a file"
        path = Path(text.strip()).expanduser()
        if path.is_dir():
            return None, "that is a folder"
        if not path.parent.is_dir():
            return None, f"there is no folder {path.parent}"
        return path, "replaces the file there is" if path.exists() else f"new file in {path.parent.resolve()}"

    def chosen(path: Path | None) -> None:
        if path is None:
            return
        if refused := exporter.refused(selection):
            screen.say(f"{path}: {refused}", "warn")
            return
        try:
            write(selection, exporter, path)
        except OSError as error:
            screen.say(f"{path}: {error.strerror or error}", "bad")
        except KortuiError as error:
            screen.say(error.line(), "bad")
        else:
            omitted = exporter.omitted(selection)
            screen.say(f"{path} is written; {omitted}" if omitted else f"{count} written to {path}")

    suggested = f"kortui-export{exporter.suffix}"
    screen.app.push_screen(Chooser(screen.session, "File", typed=suggested, replaces=True, free=answer), chosen)
