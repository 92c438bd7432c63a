"""What is read out: a heading, lines said once, and numbered items that lead on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from kortui import edtf_words
from kortui.glossary import TYPES, WORDS
from kortui.model import Conflict, Event, Library
from kortui.overview import relations
from kortui.overview.contrast import KINDS, heading, ordered, statements
from kortui.overview.words import amount_words, counted
from kortui.records import dataclass, field
from kortui.text import fold_text, one_line
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
        rows: Rows of the records that the lines are, None where they are something else.
        noun: What the items are.
        anew: What opens the page as it is now, ``kind:id``; empty for one that does not change.
    """

    heading: str
    intro: tuple[str, ...] = ()
    count: int = 0
    say: Callable[[int], str] = field(default=lambda number: "")
    target: Callable[[int], str] = field(default=lambda number: "")
    event: Event | None = None
    rows: Sequence[int] | None = None
    noun: str = "line"
    anew: str = ""


def listed(heading: str, items: Sequence[tuple[str, str]], intro: Sequence[str] = (), **more: object) -> Page:
    """A page of (words, target) items."""
    return Page(heading, tuple(intro), len(items), lambda n: items[n][0], lambda n: items[n][1], **more)  # type: ignore[arg-type]


_PLAIN_WORD = re.compile(r"[a-z]+(?=[ ,;]|$)")


def sentence(text: str) -> str:
    """A clause of ours as a sentence; a name it begins with, such as that of a field or file, stays as it is typed."""
    begun = f"{text[:1].upper()}{text[1:]}" if _PLAIN_WORD.match(text) else text
    return begun if begun.endswith((".", "?", "!", "…")) else f"{begun}."


def _explained(wanted: str) -> list[tuple[str, str]]:
    """The words of the glossary that have a word in them, as what is said and where it leads."""
    types = [(name, words, f"query:type:{name}") for name, words in TYPES.items()]
    found = [*types, *((name, words, "") for name, words in WORDS)]
    folded = fold_text(wanted)
    return [(f"{name}: {words}", to) for name, words, to in found if folded in fold_text(f"{name} {words}")]


def explains(wanted: str) -> bool:
    """Whether the glossary knows a word."""
    return bool(_explained(wanted))


def glossary(wanted: str = "") -> Page:
    """What the types of records and the other words on them mean; a type leads to its records.

    Args:
        wanted: A word that has to be in name or meaning.
    """
    return listed(f"Glossary{f' of {wanted}' if wanted else ''}", _explained(wanted), noun="word")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a reader put on records, as it is when it is asked for: ids of those with a star, and of those with a note."""

    starred: Callable[[], Collection[str]] = field(default=tuple)
    noted: Callable[[], Collection[str]] = field(default=tuple)


def event_line(library: Library, event: Event, marks: Marks) -> str:
    """A record in a line: date, domains, title, what is disputed, starred or noted."""
    domains = ", ".join(DOMAIN_LABELS[d][0].lower() for d in event.domains)
    when = event.date.display if event.date.edtf else "undated"
    role = f", {event.date.role}" if event.date.role not in ("event", "reported") else ""
    disputed = any(c.kind in DISAGREEMENTS for c in library.index.conflicts_of.get(event.id, ()))
    signs = [("disputed", disputed), ("starred", event.id in marks.starred()), ("noted", event.id in marks.noted())]
    said = ", ".join(word for word, holds in signs if holds)
    return f"{when}{role}; {domains}: {one_line(event.title)}{f' ({said})' if said else ''}"


def records(library: Library, rows: Sequence[int], heading: str, intro: Sequence[str] = (), marks: Marks | None = None) -> Page:
    """Records as numbered lines; none is looked at before it is read."""
    events, put = library.events, marks or Marks()
    return Page(
        heading, tuple(intro), len(rows), lambda n: event_line(library, events[rows[n]], put),
        lambda n: f"event:{events[rows[n]].id}", rows=rows, noun="record",
    )  # fmt: skip


def record(library: Library, event: Event, *, starred: bool = False, note: str = "") -> Page:
    """Everything known of a record, what the reader put on it, and what it leads to."""
    index = library.index
    intro = [f"{event.type}, {event.relevance}, {event.confidence}{', reviewed' if event.reviewed else ''}."]
    when = event.date.display if event.date.edtf else "undated"
    words = event.date.text.strip()
    said = f", in the source's words {words}" if words and words.removeprefix("the ") != when else ""
    role = f" ({event.date.role})" if event.date.role != "event" else ""
    intro.append(f"Date: {when}{role}{said}.")
    intro += [f"Also dated {edtf_words.display(o.edtf)} by evidence {o.evidence + 1}." for o in event.other_dates]
    for amount in event.amounts:
        measure = f", {amount.measure}" if amount.measure else ""
        again = ", the same again in another unit" if amount.equivalent_to is not None else ""
        intro.append(f"Figure: {amount_words(amount)}{measure}{again}.")
    intro += [f"Stage: {event.stage}."] * bool(event.stage) + [f"Topic: {event.topic}."] * bool(event.topic)
    intro += ["Starred."] * starred + [f"Your note: {one_line(note)}"] * bool(note)
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
    return listed(f"Record {event.id}: {one_line(event.title)}", items, intro, event=event, anew=f"event:{event.id}")


def entity(library: Library, name: str) -> Page:
    """A page of an actor or place with its relations."""
    one = library.index.entity.get(name)
    rows = library.index.rows_of_entity.get(name, ())
    of = (
        next((e.name for e in library.entities if e.kind == "country" and e.country == one.country), one.country) if one else ""
    )
    intro = [f"{one.kind}{f', of {of}' if of and of != one.name else ''}."] if one else []
    if one and one.other_names:
        intro.append(f"Also called {', '.join(one.other_names)}.")
    for office in one.offices if one else ():
        since = f" since {edtf_words.display(office.since)}" if office.since else ""
        until = f" until {edtf_words.display(office.until)}" if office.until else ""
        intro.append(f"Office: {office.title}{since}{until}.")
    library = library.index.held()
    found = relations.relations(library, name)
    intro.append(
        f"It stands {relations.sentence(library, name, found)}." if rows else "No record names it among those who act."
    )
    items = [(f"Its records, {len(rows):,}", f"query:who:{name}")] if rows else []
    for relation in found:
        words = f"{library.index.name(relation.other)}: {relation.count}, {relation.words}"
        items.append((f"With {words}{f', {relation.span}' if relation.span else ''}", f"entity:{relation.other}"))
    return listed(library.index.name(name), items, intro)


def documents(library: Library, numbers: Sequence[int]) -> Page:
    """Documents as numbered lines."""

    def say(number: int) -> str:
        one = library.documents[numbers[number]]
        count = len(library.index.rows_of_document.get(one.id, ()))
        published = one.published or (one.digest_of.published if one.digest_of else None)
        when = edtf_words.display(published) if published else "undated"
        return f"{when}: {one.attribution}, {counted(count, 'record')}"

    return Page("Documents", (), len(numbers), say, lambda n: f"document:{library.documents[numbers[n]].id}", noun="document")


def conflicts(library: Library) -> Page:
    """Conflicts as numbered lines, contradictions first, agreements last; each opens on its sides."""
    items = [(f"{c.subject}: {KINDS[c.kind][0]}; {c.note}", f"conflict:{c.id}") for c in ordered(library.conflicts)]
    return listed(heading(library.conflicts), items, ["All are kept; none is chosen for you."], noun="conflict")


def conflict(library: Library, one: Conflict) -> Page:
    """The sides of a conflict, each with its sentence."""
    items = []
    for side in statements(library, one):
        cited = side.source
        says = f"Says {side.says}. " if side.says else ""
        if cited is None:
            basis = " ".join(one_line(evidence.exact) for evidence in side.grounds)
            items.append((f"{says}It is worked out from: {basis}", f"event:{side.event.id}"))
            continue
        document = library.index.document.get(cited.document)
        words = ", ".join(side.sentence[a:b] for a, b in side.spans)
        differ = f" The words that differ: {words}." if words else ""
        source = document.attribution if document else cited.document
        items.append((f"{says}{side.sentence} In {source}.{differ}", f"event:{side.event.id}"))
    kind, meaning = KINDS[one.kind]
    return listed(f"{one.subject}: {kind}", items, [sentence(one.note), meaning], noun="statement")
