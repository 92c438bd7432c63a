"""What is read out: a heading, lines said once, and numbered items that lead on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kortui import edtf
from kortui.model import Conflict, Document, Event, Library
from kortui.overview.contrast import KINDS, statements
from kortui.overview.lanes import Lanes
from kortui.overview.parts import Content, Part
from kortui.overview.relations import graph, sentence
from kortui.overview.series import Figures
from kortui.overview.words import amount_words, counted, year_span
from kortui.records import dataclass, field
from kortui.text import one_line
from kortui.vocabulary import DISAGREEMENTS, DOMAIN_LABELS


@dataclass(frozen=True, slots=True)
class Page:
    """Something to read.

    Attributes:
        heading: What it is.
        intro: Lines said at once, without numbers.
        count: How many numbered items there are.
        say: An item in words, without its number.
        target: Where an item leads, ``kind:id``; empty when nowhere.
        event: The record at hand, for evidence and citations.
        noun: What the items are.
    """

    heading: str
    intro: tuple[str, ...] = ()
    count: int = 0
    say: Callable[[int], str] = field(default=lambda number: "")
    target: Callable[[int], str] = field(default=lambda number: "")
    event: Event | None = None
    noun: str = "line"


def _listed(heading: str, items: Sequence[tuple[str, str]], intro: Sequence[str] = (), **more: object) -> Page:
    """A page of (words, target) items."""
    return Page(heading, tuple(intro), len(items), lambda n: items[n][0], lambda n: items[n][1], **more)  # type: ignore[arg-type]


def event_line(event: Event) -> str:
    """A record in a line: date, domains, title, what is unsure."""
    domains = ", ".join(DOMAIN_LABELS[d][0].lower() for d in event.domains)
    when = event.date.display if event.date.edtf else "undated"
    role = f", {event.date.role}" if event.date.role not in ("event", "reported") else ""
    return f"{when}{role}; {domains}: {one_line(event.title)}"


def records(library: Library, rows: Sequence[int], heading: str, intro: Sequence[str] = ()) -> Page:
    """Records as numbered lines; none is looked at before it is read."""
    events = library.events
    return Page(
        heading, tuple(intro), len(rows), lambda n: event_line(events[rows[n]]), lambda n: f"event:{events[rows[n]].id}",
        noun="record",
    )  # fmt: skip


def record(library: Library, event: Event) -> Page:
    """Everything known of a record, and what it leads to."""
    index = library.index
    intro = [f"{event.type}, {event.relevance}, {event.confidence}{', reviewed' if event.reviewed else ''}."]
    when = event.date.display if event.date.edtf else "undated"
    said = f", in the source's words {event.date.text}" if event.date.text and event.date.text != when else ""
    role = f" ({event.date.role})" if event.date.role != "event" else ""
    intro.append(f"Date: {when}{role}{said}.")
    intro += [f"Also dated {edtf.display(o.edtf)} by evidence {o.evidence + 1}." for o in event.other_dates]
    for amount in event.amounts:
        measure = f", {amount.measure}" if amount.measure else ""
        again = ", the same again in another unit" if amount.equivalent_to is not None else ""
        intro.append(f"Figure: {amount_words(amount)}{measure}{again}.")
    intro += [f"Stage: {event.stage}."] * bool(event.stage) + [f"Topic: {event.topic}."] * bool(event.topic)
    items: list[tuple[str, str]] = []
    for number, cited in enumerate(event.evidence):
        document = index.document.get(cited.document)
        source = document.attribution if document else cited.document
        stale = ", stale: no longer in the document" if cited.state == "stale" else ""
        target = f"document:{cited.document}:{event.id}:{number}"
        items.append((f"Evidence: {one_line(cited.exact)} In {source}{stale}", target))
    items += [(f"Actor: {index.name(a.id)}, {a.role}", f"entity:{a.id}") for a in event.actors]
    items += [(f"Place: {index.name(p)}", f"entity:{p}") for p in event.places]
    for conflict in index.conflicts_of.get(event.id, ()):
        word = "Conflict" if conflict.kind in DISAGREEMENTS else "Compare"
        items.append((f"{word}: {one_line(conflict.note)}", f"conflict:{conflict.id}"))
    return _listed(f"Record {event.id}: {one_line(event.title)}", items, intro, event=event)


def entity(library: Library, name: str) -> Page:
    """A page of an actor or place with its relations."""
    one = library.index.entity.get(name)
    rows = library.index.rows_of_entity.get(name, ())
    intro = [f"{one.kind}{f', {one.country}' if one.country else ''}."] if one else []
    if one and one.aliases:
        intro.append(f"Also called {', '.join(one.aliases)}.")
    for office in one.offices if one else ():
        since = f" since {edtf.display(office.since)}" if office.since else ""
        until = f" until {edtf.display(office.until)}" if office.until else ""
        intro.append(f"Office: {office.title}{since}{until}.")
    intro.append(f"It stands {sentence(library, name)}." if rows else "No record names it among those who act.")
    items = [(f"Its records, {len(rows):,}", f"query:who:{name}")] if rows else []
    for relation in graph(library, name, 1):
        span = year_span([library.events[row] for row in relation.rows])
        words = f"{library.index.name(relation.other)}: {counted(len(relation.rows), 'record')}, {relation.words}"
        items.append((f"With {words}{f', {span}' if span else ''}", f"entity:{relation.other}"))
    return _listed(library.index.name(name), items, intro)


def documents(library: Library, numbers: Sequence[int]) -> Page:
    """Documents as numbered lines."""

    def say(number: int) -> str:
        one = library.documents[numbers[number]]
        count = len(library.index.rows_of_document.get(one.id, ()))
        published = one.published or (one.digest_of.published if one.digest_of else None)
        when = edtf.display(published) if published else "undated"
        return f"{when}: {one.attribution}, {counted(count, 'record')}"

    return Page("Documents", (), len(numbers), say, lambda n: f"document:{library.documents[numbers[n]].id}", noun="document")


def document(library: Library, one: Document, at: tuple[int, int] | None = None) -> tuple[Page, int]:
    """A document line by line, and the number of the line that holds a place in it.

    Args:
        library: The database.
        one: The document.
        at: Start and end of a sentence to begin with.
    """
    lines: list[tuple[int, str]] = []
    offset = 0
    for line in one.text.split("\n"):
        if line.strip():
            lines.append((offset, line.strip()))
        offset += len(line) + 1
    marked: dict[int, str] = {}
    for row in library.index.rows_of_document.get(one.id, ()):
        event = library.events[row]
        for cited in event.evidence:
            if cited.document == one.id and cited.state == "found":
                number = max((n for n, (start, _) in enumerate(lines) if start <= cited.start), default=0)
                marked.setdefault(number, event.id)
    first = max((n for n, (start, _) in enumerate(lines) if at and start <= at[0]), default=0)
    intro = [f"Published: {edtf.display(one.published)}." if one.published else "Publication is not stated."]
    if one.published_bounds and not one.published:
        intro[0] = f"Publication is not stated; {edtf.display(one.published_bounds)} by its own words."
        intro += [f"Because it {reason}." for reason in one.published_basis]
    intro.append(f"{counted(len(marked), 'line')} of {len(lines):,} with records; their numbers open the first record of each.")
    page = Page(
        one.attribution, tuple(intro), len(lines), lambda n: lines[n][1],
        lambda n: f"event:{marked[n]}" if n in marked else "",
    )  # fmt: skip
    return page, first


def conflicts(library: Library) -> Page:
    """Conflicts as numbered lines, those of which only one side can be right first."""
    ordered = sorted(library.conflicts, key=lambda c: c.kind not in DISAGREEMENTS)
    items = [(f"{c.subject}: {KINDS[c.kind][0]}; {c.note}", f"conflict:{c.id}") for c in ordered]
    return _listed("Where statements differ", items, ["All are kept; none is chosen for you."], noun="conflict")


def conflict(library: Library, one: Conflict) -> Page:
    """The sides of a conflict, each with its sentence."""
    items = []
    for side in statements(library, one):
        cited = side.source
        says = f"Says {side.says}. " if side.says else ""
        if cited is None:
            items.append((f"{says}From {one_line(side.event.title)}", f"event:{side.event.id}"))
            continue
        document = library.index.document.get(cited.document)
        words = ", ".join(side.sentence[a:b] for a, b in side.spans)
        differ = f" The words that differ: {words}." if words else ""
        source = document.attribution if document else cited.document
        items.append((f"{says}{side.sentence} In {source}.{differ}", f"event:{side.event.id}"))
    kind, meaning = KINDS[one.kind]
    return _listed(f"{one.subject}: {kind}", items, [f"{one.note}.", meaning], noun="statement")


def charts(library: Library, pane: str, heading: str, parts: Sequence[Part], rows: Sequence[int]) -> Page:
    """The charts and tables of a pane, each as its sentence."""
    items = []
    for number, part in enumerate(parts):
        content = part.make(library, rows)
        if content is not None:
            items.append((f"{part.title}: {said(library, content)}.", f"part:{pane}:{number}"))
    return _listed(heading, items, [] if items else ["Nothing is gathered of these records."], noun="chart")


def said(library: Library, content: Content) -> str:
    """A chart or table in one sentence, its signs in words."""
    return spoken(content.sentence(library) if isinstance(content, Lanes) else content.sentence)


_SIGN = re.compile(r"(<~|>=|<=|>|<|~)(?=[$€£¥₩₺\d])")
_SAID = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "~": "about ", "<~": "nearly "}


def spoken(text: str) -> str:
    """A text with the signs of hedged figures in words, for ears."""
    return _SIGN.sub(lambda m: _SAID[m[1]], text)


def chart(library: Library, content: Content) -> Page:
    """A chart or table item by item."""
    intro = [said(library, content) + "."]
    if isinstance(content, Figures):
        items = [(content.say(n), f"event:{library.events[point.row].id}") for n, point in enumerate(content.points)]
        return _listed(f"{content.title}, {content.unit}", items, intro, noun="figure")
    if isinstance(content, Lanes):
        lanes = [(content.say(library, n), f"query:{query}") for n, query in enumerate(content.queries)]
        return _listed(content.title, lanes, intro, noun="lane")
    rows = [
        (
            "; ".join(f"{c.name.lower()} {spoken(t)}" for c, t in zip(content.columns, line.cells, strict=True) if t),
            f"query:{line.query}" if line.query else f"event:{library.events[line.row].id}",
        )
        for line in content.lines
    ]
    return _listed(content.title, rows, intro)
