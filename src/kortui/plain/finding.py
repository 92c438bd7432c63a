"""Panes, searches and what narrows them, in the linear mode."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kortui.commands import COMMANDS
from kortui.overview.parts import parts
from kortui.overview.words import counted
from kortui.plain import gathered, pages
from kortui.plain.pages import Page, listed, sentence
from kortui.text import fold_text
from kortui.vocabulary import DOMAINS, Domain

if TYPE_CHECKING:
    from kortui.plain.reader import Reader
    from kortui.search.query import Query

PANES: dict[str, Domain | None] = {"timeline": None, **{d: d for d in DOMAINS}, "documents": None}
_WAY_OUT = "clear takes the search away, back goes back"
ORDERS = ("date", "rank", "title", "amount", "type", "evidence")
"""Orders of records, as the query language has them."""


def rows_of(reader: Reader) -> Sequence[int]:
    """Rows of the pane under the query."""
    library, domain = reader.library, PANES[reader.pane]
    if not reader.query:
        every = range(len(library.events))
        return every if domain is None else library.index.having(every, "domain", (domain,))
    from kortui.search.query import parse

    query = parse(reader.query)
    return reader.searcher.search(query if domain is None else query.also(f"domain:{domain}")).rows


def open_pane(reader: Reader, name: str, *, remember: bool = True) -> None:
    """Say a pane: its records, or the documents."""
    library = reader.library
    if remember:
        reader.leave()
    reader.pane = name
    under = f", searching {reader.query}" if reader.query else ""
    if name == "documents":
        numbers: Sequence[int] = range(len(library.documents))
        if reader.query:
            from kortui.search.query import parse

            cited = set(reader.searcher.documents(parse(reader.query)))
            numbers = [n for n, one in enumerate(library.index.document) if one in cited]
        reader.show(pages.documents(library, numbers), remember=False)
        return
    rows = rows_of(reader)
    count = f"{len(rows):,} record{'' if len(rows) == 1 else 's'}"
    intro = ["charts says its charts and tables."] if rows and parts(name, library, ()) else []
    if reader.query and not rows:
        intro = [sentence(_WAY_OUT)]
    reader.show(pages.records(library, rows, f"{_heading(name)}: {count}{under}", intro, reader.marks), remember=False)


def _heading(pane: str) -> str:
    """What a pane is called."""
    return next(c.label for c in COMMANDS if c.id == f"pane.{pane}")


def search(reader: Reader, text: str, *, remember: bool = True) -> None:
    """Search, in the pane; an empty text takes the search away, and of one with a mistake in it the mistake is said."""
    from kortui.search.query import parse

    query = parse(text)
    result = reader.searcher.search(query) if text else None
    if problems := result.problems if result is not None else query.problems:
        for problem in problems:
            reader.say(sentence(problem.message))
        reader.say("Nothing was searched for.")  # what is left without the part that is wrong is not what was asked
        if not reader.page.heading:
            open_pane(reader, reader.pane, remember=False)
        return
    if remember:
        reader.leave()
    reader.query = text
    if result is not None and result.also:
        reader.say(f"Also searching {', '.join(result.also)}.")
    for line in result.aside if result is not None else ():
        reader.say(sentence(line))
    if reader.pane == "documents" or (result is not None and len(result.rows) and not rows_of(reader)):
        reader.pane = "timeline"  # what a pane has none of is looked for in all
    if result is not None and result.vague:
        from kortui.rows import bits_of_rows

        if possible := (result.vague & bits_of_rows(rows_of(reader), len(reader.library.events))).bit_count():
            reader.say(f"{possible:,} of them only possible.")
    if result is None or len(result.rows):
        open_pane(reader, reader.pane, remember=False)
    else:
        reader.show(_advice(reader, query), remember=False)


def _advice(reader: Reader, query: Query) -> Page:
    """What may be tried where nothing was found; a number tries it."""
    from kortui.search.explain import nothing_found

    found = nothing_found(reader.searcher, query)
    without = {chip.text: str(query.without(chip)) for chip in query.chips()}
    items = [(f"Without {term}: {counted(count, 'record')}", f"search:{without[term]}") for term, count in found.drop]
    for near in found.spellings:
        unit = "month" if "-" in near.year else "year"
        words = f"Nearest {unit}, {near.told}" if near.year else f"Did you mean {near.word}"
        items.append((f"{words}: {counted(near.count, 'record')}", f"search:{near.text}"))
    items += [(f"In {place}: {count:,}", "") for place, count in found.elsewhere]
    intro = [sentence(_WAY_OUT)] + ["A number tries what its line says."] * bool(found.drop or found.spellings)
    return listed(f"{_heading(reader.pane)}: 0 records, searching {reader.query}", items, intro)


def remove(reader: Reader) -> None:
    """Take the last part of the query away."""
    from kortui.search.query import parse

    query = parse(reader.query)
    if chips := query.chips():
        search(reader, str(query.without(chips[-1])))
    else:
        reader.say("There is no search to take anything from.")


def sort(reader: Reader, name: str) -> None:
    """Put the records in another order.

    Args:
        reader: Whose records.
        name: An order of the query language.
    """
    from kortui.search.query import parse

    if name:
        search(reader, str(parse(reader.query).sorted_by(name)))
    else:
        reader.say(f"Say by what: sort and one of {', '.join(ORDERS)}.")


def saved(reader: Reader, name: str) -> None:
    """Say the saved searches, or take one up."""
    texts = reader.searches.texts
    if name:
        search(reader, f"saved:{name}")
        return
    items = [(f"{one}: {text}", f"search:saved:{one}") for one, text in texts.items()]
    intro = ["A number takes one up; save NAME saves the present search."]
    reader.show(listed("Saved searches", items, intro, noun="search"))


def context(reader: Reader) -> None:
    """Say what else happened then, with the same actors, at the same places."""
    from kortui.overview.context import context_queries
    from kortui.search.query import parse

    if (event := reader.page.event) is None:
        reader.say("Open a record first; context then says what else happened.")
        return
    items = []
    for words, query in context_queries(reader.library, event):
        more = len(reader.searcher.search(parse(query)).rows) - 1
        if more > 0:
            items.append((f"{words}: {more:,} more", f"query:{query}"))
    if items:
        reader.show(listed("What else", items, event=event))
    else:
        reader.say("Nothing else then, and nothing else with the same actors.")


def go_to(reader: Reader, text: str) -> None:
    """Go to the record nearest to a date, in the list at hand."""
    from kortui.search.nearest import nearest_day
    from kortui.search.values import date_span

    rows = reader.page.rows
    if not text:
        reader.say("Say which: date 1987, date 1950s or date 1953-07.")
        return
    if rows is None:
        open_pane(reader, reader.pane)
        rows = reader.page.rows or ()
    row = nearest_day(reader.library, rows, date_span(text))
    if row is None:
        reader.say("No record here has a date.")
        return
    reader.first = rows.index(row)
    reader.say(f"Nearest to {text} is line {reader.first + 1:,} of {len(rows):,}; lines keep their numbers in the whole list.")
    reader.say_items()


def is_date(text: str) -> bool:
    """Whether a text is a date to go to."""
    from kortui.errors import KortuiError
    from kortui.search.values import date_span

    try:
        return not date_span(text).undated
    except (KortuiError, ValueError):
        return False


_ALL = "all"
"""What is typed behind ``today`` by who wants each record of a day of thousands."""


def today(reader: Reader, text: str) -> None:
    """Say what a day brings; of sections with very many records those that matter most, unless all are asked for.

    Args:
        reader: Who says it.
        text: The day as YYYY-MM-DD; empty for today; with ``all`` behind it, or alone, each record is said.
    """
    from kortui.overview.days import SHOWN, line_of, sections

    words = text.split()
    typed = [word for word in words if word != _ALL]
    day = datetime.date.fromisoformat(typed[0]) if typed else datetime.date.today()
    library = reader.library
    found = list(sections(library, day))
    lines = [(section, row) for section in found for row in section.some(None if _ALL in words else SHOWN)]
    total = sum(map(len, found))

    def say(number: int) -> str:
        _, section, date, when, title = line_of(library, *lines[number])
        return f"{section}: {title}, {date}{f', {when}' if when else ''}"

    intro = [] if lines else ["Nothing happened on this day or is due."]
    if len(lines) < total:
        told = " ".join(["today", *typed, _ALL])
        intro.append(f"{len(lines):,} of {total:,} records, at most {SHOWN} of each section; {told} says all.")
    heading = f"{day.day} {day:%B} {day.year}"
    reader.show(Page(heading, tuple(intro), len(lines), say, lambda n: f"event:{library.index.line(lines[n][1]).id}"))


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, ``all``, or both."""
    try:
        days = [datetime.date.fromisoformat(word) for word in text.split() if word != _ALL]
    except ValueError:
        return False
    return len(days) <= 1


def charts(reader: Reader) -> None:
    """Say the charts of the pane."""
    rows, library = rows_of(reader), reader.library.index.held()
    found = parts(reader.pane, library, rows)
    if not found:
        reader.say("Charts are gathered in the panes defense, trade and diplomacy; type one of these first.")
        return
    contents = gathered.make(library, found, rows)
    reader.made = ((reader.pane, reader.query), contents)
    page = gathered.charts(library, reader.pane, f"Charts and tables of {_heading(reader.pane)}", found, contents)
    reader.show(page)


def relations(reader: Reader, name: str) -> None:
    """Say whom an actor deals with, by name or id, or by the record at hand."""
    library = reader.library
    if not name and reader.page.event is not None and reader.page.event.actors:
        reader.open(f"entity:{reader.page.event.actors[0].id}")
        return
    wanted = fold_text(name)
    exact = [e for e in library.entities if wanted in (e.id, fold_text(e.name), *map(fold_text, e.aliases))]
    near = [e for e in library.entities if wanted and wanted in fold_text(e.name)]
    if found := [*exact, *near]:
        reader.open(f"entity:{found[0].id}")
    elif name:
        reader.say(f"Nobody here is called {name}; search {name} looks for the words.")
    else:
        reader.say("Say of whom: relations NAME.")


def notes(reader: Reader) -> Page:
    """The reader's notes, also those whose record is gone."""
    row, events = reader.library.index.row, reader.library.events
    held = sorted((row[record], note) for record, note in reader.notes.by_record.items())
    items = [(f"{events[at].date.display}, {events[at].title}: {note.text}", f"event:{events[at].id}") for at, note in held]
    items += [(f"{note.title}, whose record is gone: {note.text}", "") for note in reader.notes.orphans]
    intro = [] if items else ["There are none; open a record and type note and what you think."]
    return listed("Your notes", items, intro, noun="note")
