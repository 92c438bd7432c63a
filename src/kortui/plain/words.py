"""The commands of the linear mode, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kortui.commands import COMMANDS
from kortui.plain import pages
from kortui.records import dataclass
from kortui.vocabulary import DOMAINS, Domain

if TYPE_CHECKING:
    from kortui.plain.reader import Reader

PANES: dict[str, Domain | None] = {"timeline": None, **{d: d for d in DOMAINS}, "documents": None}


@dataclass(frozen=True, slots=True)
class Word:
    """A command in words: how it is typed, what it does."""

    names: tuple[str, ...]
    help: str
    run: Callable[[str], None]


def words_of(reader: Reader) -> tuple[Word, ...]:
    """Every command of the linear mode; those the app has too take its words and keys.

    Args:
        reader: Who carries them out.
    """

    def of(ids: Sequence[str], run: Callable[[str], None], help_: str = "", *names: str) -> Word:
        found = [c for c in COMMANDS if c.id in ids]
        typed = [n for c in found for n in (*c.keys, c.id) if len(n) == 1 or "." in n]
        return Word((*names, *dict.fromkeys(typed)), help_ or found[0].help, run)

    panes = [
        of([f"pane.{name}"], lambda rest, name=name: reader.open_pane(name), "", name)  # type: ignore[misc]
        for name in PANES
    ]
    return (
        *(Word(tuple(n for n in w.names if not n.isdigit()), w.help, w.run) for w in panes),
        of(["search.open"], reader.search, "Search everything: search WORDS, in the query language of the app", "search"),
        of(["facets.clear"], lambda rest: reader.search(""), "", "clear"),
        of(["record.evidence"], lambda rest: reader.evidence(), "", "evidence"),
        Word(("charts", "tables"), "Say the charts and tables of the pane, each in a sentence", lambda rest: reader.charts()),
        of(["conflicts.open"], lambda rest: reader.show(pages.conflicts(reader.library)), "", "conflicts"),
        of(["record.relations"], reader.relations, "Say whom an actor deals with: relations NAME", "relations", "who"),
        of(["copy.citation"], lambda rest: reader.cite(), "Say a citation of the source of the record", "cite", "citation"),
        Word(("next", "n", "more"), "Say the next lines", lambda rest: reader.turn(1)),
        Word(("previous", "p"), "Say the lines before", lambda rest: reader.turn(-1)),
        Word(("again", "where"), "Say this page again", lambda rest: reader.show(reader.page, reader.first, remember=False)),
        of(["go.back", "history.back"], lambda rest: reader.back(), "Go back to the page before", "back"),
        of(["app.help"], lambda rest: reader.help(), "Say the commands", "help"),
        of(["app.quit"], lambda rest: reader.quit(), "", "quit", "exit"),
    )
