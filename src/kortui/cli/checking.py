"""``check``: whether a database can be trusted."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kortui.cli.options import db_option, format_option
from kortui.cli.output import counted, default_format, note, remark, write, write_grid
from kortui.errors import CheckError, DatabaseDamagedError
from kortui.model import Event

if TYPE_CHECKING:
    from kortui.check import Fault
    from kortui.checked import Records

T = TypeVar("T")

_FEW = 1_000
"""Records that are gone through before anybody would ask how far it is."""


@click.command("check")
@click.argument("path", metavar="[DB]", required=False, type=click.Path(path_type=Path))
@db_option
@format_option()
def check_command(path: Path | None, db: Path | None, chosen: str | None) -> int:
    """Check a database: schema, quotes found verbatim, references, duplicates. Faults end with exit code 5.

    Exit code 3 is for a file that is no database of this version.
    """
    from kortui import config
    from kortui.export.grid import Grid

    target = config.database(path or db)
    faults, sizes = _checked(target)
    style = default_format(chosen)
    if style == "table":
        write(f"{fault.line()}\n" for fault in faults)
    elif faults or chosen is not None:  # what was asked for as a format is whole, an empty list too
        write_grid(Grid(("where", "kind", "what"), [(f.where, f.kind, f.what) for f in faults]), style, "what")
    if faults:
        raise CheckError(counted(len(faults), "fault"), str(target), "build it again from its documents")
    found = ", ".join(counted(size, noun) for noun, size in sizes.items())
    note(f"{target}: {found}, each found verbatim")
    return 0


def _checked(target: Path) -> tuple[list[Fault], dict[str, int]]:
    """The faults of a database, and how many documents, events and quotes it has.

    What is laid out as kortui writes it is read row by row, so that it takes no more memory for being large; else it is read
    whole.

    Raises:
        DatabaseError: When it cannot be used.
    """
    from kortui.check import check, check_sound
    from kortui.streamed import OtherLayoutError, UnsoundError, opened

    seen = _Seen()
    try:
        with opened(target) as library:
            try:
                faults = list(check(library, seen))
            except UnsoundError:
                schema = library.faults()
                seen = _Seen()
                faults = list(check_sound(library, schema, seen))
            return faults, seen.sizes
    except OtherLayoutError:
        return _checked_whole(target)


def _checked_whole(target: Path) -> tuple[list[Fault], dict[str, int]]:
    """The same of a database that is read whole."""
    from kortui import store
    from kortui.check import check, check_sound
    from kortui.slow import slow_told

    seen = _Seen()
    try:
        with slow_told(lambda: remark(f"reading {target.name} whole, and looking for each quote")):
            return list(check(store.load(target), seen)), seen.sizes
    except DatabaseDamagedError:
        library, schema = store.load_sound(target)
        if not schema:
            raise
        return list(check_sound(library, schema, seen)), seen.sizes


class _Seen:
    """Counts what is gone through, and says how far that is where somebody watches.

    Attributes:
        sizes: How many there are of what.
    """

    def __init__(self) -> None:
        self.sizes = {"document": 0, "event": 0, "quote": 0}

    def __call__(self, records: Records[T], noun: str) -> Iterable[T]:
        items: Iterable[T] = records
        if len(records) > _FEW and sys.stderr.isatty():
            from kortui.cli.progress import FIRST_SECONDS, gone_through

            items = gone_through(records, len(records), noun, sys.stderr, due=time.monotonic() + FIRST_SECONDS)
        for item in items:
            if isinstance(item, Event):
                self.sizes["event"] += 1
                self.sizes["quote"] += len(item.evidence)
            else:
                self.sizes["document"] += 1
            yield item
