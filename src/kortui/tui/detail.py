"""An event, a document or nothing as paragraphs of the detail pane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kortui import edtf_words
from kortui.model import Actor, Amount, Document, Event, Evidence, Library
from kortui.overview.words import amount_words, counted
from kortui.text import on_one_line, one_line
from kortui.tui.finding import Hits, Spans
from kortui.tui.glyphs import glyphs
from kortui.tui.rows import no_hits
from kortui.tui.widgets.text_view import Paragraph, Run
from kortui.vocabulary import DISAGREEMENTS, DOMAIN_LABELS, DOMAINS

if TYPE_CHECKING:
    from kortui.overview.coverage import Coverage

LABEL = 12
"""Cells of the column of labels."""

BASIS = {
    "relative": "counted from the document's date", "anaphoric": "from the date before it",
    "derived": "worked out, written nowhere", "period": "from a named period", "document": "the document's own date",
}  # fmt: skip
ROLE = {
    "planned": "planned", "target": "a target", "conditional": "conditional", "forecast": "a forecast",
    "deadline": "a deadline", "anniversary": "an anniversary", "reported": "when it was reported",
}  # fmt: skip
RELEVANCE = {"one-country": "one country alone", "third-country": "third country", "context": "context"}
_SENTENCE_AROUND = 160
"""Characters of the document shown before and after the sentence."""


class _Text:
    """A paragraph being put together from pieces with inks and links."""

    def __init__(self, label: str = "", indent: int = 0) -> None:
        self.label, self.indent = label, indent
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.length = 0

    def add(self, text: str, ink: str = "", target: str = "") -> _Text:
        if ink or target:
            self.runs.append(Run(self.length, self.length + len(text), ink or "link", target))
        self.parts.append(text)
        self.length += len(text)
        return self

    def done(self, hits: Hits = no_hits, told: Spans = (), *, section: bool = False) -> Paragraph:
        text = "".join(self.parts)
        return Paragraph(text, "", tuple(self.runs), with_told(hits(text), told), self.label, self.indent, section)


def with_told(hits: Spans, told: Spans) -> Spans:
    """The hits in a text together with what else to light in it."""
    if not told:
        return hits
    from kortui.search.highlight import joined  # there once something was searched for

    return joined((*hits, *told))


def date_words(event: Event) -> str:
    """The date of an event in words with how it is known and what it is of."""
    date = event.date
    notes = [n for n in (ROLE.get(date.role), BASIS.get(date.basis)) if n]
    return date.display + (f" ({'; '.join(notes)})" if notes else "")


def event_paragraphs(
    library: Library,
    event: Event,
    hits: Hits = no_hits,
    *,
    told: Sequence[Spans] = (),
    starred: bool = False,
    note: str = "",
) -> list[Paragraph]:
    """Everything known of an event, and what the reader noted on it.

    Args:
        library: The database.
        event: The event.
        hits: Finds what to light in a text.
        told: What else to light in the sentence of each evidence, see `kortui.tui.finding.Finder.told`.
        starred: Whether the reader starred it.
        note: What the reader noted on it; may be several lines.
    """
    dot = f" {glyphs.dot} "
    found = [Paragraph(event.title, "strong", hits=hits(event.title, title=True), section=True)]
    head = _Text().add(date_words(event), "text")
    head.add(dot, "muted").add(event.type, "muted")
    for domain in event.domains:
        head.add(dot, "muted").add(DOMAIN_LABELS[domain][0], domain)
    head.add(dot, "muted").add(RELEVANCE.get(event.relevance, event.relevance), "muted")
    if event.confidence != "stated":
        head.add(dot, "muted").add(event.confidence, "warn")
    if event.reviewed:
        head.add(dot, "muted").add("reviewed", "good")
    if starred:
        head.add(dot, "muted").add("starred", "warn")
    found += [head.done(hits), Paragraph()]
    if note:
        found += [
            Paragraph(line, "text", label="Note" if n == 0 else "", indent=LABEL) for n, line in enumerate(note.split("\n"))
        ]
        found.append(Paragraph())
    found += _facts(library, event, hits)
    found += _evidence(library, event, hits, told)
    found += _conflicts(library, event, hits)
    found.append(Paragraph())
    if event.plover:
        parts = (event.plover.event, event.plover.mode, ", ".join(event.plover.contexts))
        code = dot.join(part for part in parts if part)
        found.append(Paragraph(f"{code}  (in that code book of political events)", "muted", label="PLOVER", indent=LABEL))
    found += [Paragraph(f"Record {event.id}{dot}found by rule {event.rule}", "muted")]
    return found


def _facts(library: Library, event: Event, hits: Hits) -> Iterable[Paragraph]:
    index = library.index
    if event.actors:
        text = _Text("Actors", LABEL)
        for number, actor in enumerate(event.actors):
            text.add("; " if number else "").add(index.name(actor.id), target=f"entity:{actor.id}")
            text.add(_beside(library, actor), "muted")
        yield text.done(hits)
    if event.places:
        text = _Text("Places", LABEL)
        for number, place in enumerate(event.places):
            text.add(", " if number else "").add(index.name(place), target=f"entity:{place}")
        yield text.done(hits)
    for number, amount in enumerate(event.amounts):
        yield _figure(event, amount, "Figures" if number == 0 else "").done(hits)
    if event.stage:
        yield Paragraph(event.stage, label="Stage", indent=LABEL)
    if event.topic:
        yield Paragraph(event.topic, hits=hits(event.topic), label="Topic", indent=LABEL)
    if event.date.text and event.date.text != event.date.display:
        words = f"{glyphs.open}{event.date.text}{glyphs.close}  {event.date.edtf or ''}"
        yield Paragraph(words, "muted", hits=hits(words), label="As written", indent=LABEL)
    for number, other in enumerate(event.other_dates):
        said = f"{glyphs.open}{other.text}{glyphs.close}, evidence {other.evidence + 1}"
        words = f"{edtf_words.display(other.edtf, other.text)} ({said})"
        yield Paragraph(words, label="Also dated" if number == 0 else "", indent=LABEL)


def _beside(library: Library, actor: Actor) -> str:
    entity = library.index.entity.get(actor.id)
    country = entity.country if entity and entity.kind != "country" else None
    notes = ", ".join(n for n in (country, actor.role if actor.role != "actor" else None) if n)
    return f" ({notes})" if notes else ""


def _figure(event: Event, amount: Amount, label: str) -> _Text:
    text = _Text(label, LABEL).add(amount_words(amount), "text")
    notes = []
    if amount.measure:
        notes.append(amount.measure)
    if amount.equivalent_to is not None and amount.equivalent_to < len(event.amounts):
        notes.append(f"the same as {event.amounts[amount.equivalent_to].text}")
    notes.append(f"{glyphs.open}{amount.text}{glyphs.close}")
    return text.add(f"  {', '.join(notes)}", "muted")


def _evidence(library: Library, event: Event, hits: Hits, told: Sequence[Spans]) -> Iterable[Paragraph]:
    count = len(event.evidence)
    for number, evidence in enumerate(event.evidence, 1):
        document = library.index.document.get(evidence.document)
        yield Paragraph()
        head = _Text().add("Evidence" if count == 1 else f"Evidence {number} of {count}", "group").add("  ")
        head.add(document.attribution if document else evidence.document, "link", f"evidence:{number - 1}")
        if document and not document.digest_of:
            head.add("  in its own words", "muted")
        if evidence.state == "stale":
            head.add("  stale: no longer in the document", "warn")
        yield head.done(section=True)
        spans = [on_one_line(evidence.exact, *span) for span in told[number - 1]] if told else ()
        yield _in_context(document, evidence, hits, spans)


def _in_context(document: Document | None, evidence: Evidence, hits: Hits, told: Spans) -> Paragraph:
    """The sentence lit, between what stands around it in its block; `told` lies in the sentence on one line."""
    if document is None or evidence.state == "stale":
        before = after = ""
    else:
        block = next((b for b in document.blocks if b.start <= evidence.start < b.end), None)
        low, high = (block.start, block.end) if block else (0, len(document.text))
        before = one_line(document.text[max(low, evidence.start - _SENTENCE_AROUND) : evidence.start])
        after = one_line(document.text[evidence.end : min(max(high, evidence.end), evidence.end + _SENTENCE_AROUND)])
        if before and evidence.start - _SENTENCE_AROUND > low:
            before = glyphs.ellipsis + " " + before.partition(" ")[2]
        if after and evidence.end + _SENTENCE_AROUND < high:
            after = after.rpartition(" ")[0] + " " + glyphs.ellipsis
    text = _Text("  ", 2)
    if before:
        text.add(before + " ", "muted")
    at = text.length
    text.add(one_line(evidence.exact), "lit")
    if after:
        text.add(" " + after, "muted")
    return text.done(hits, [(start + at, end + at) for start, end in told])


def _conflicts(library: Library, event: Event, hits: Hits) -> Iterable[Paragraph]:
    for conflict in library.index.conflicts_of.get(event.id, ()):
        yield Paragraph()
        disagree = conflict.kind in DISAGREEMENTS
        head = _Text().add("Conflict" if disagree else "Compare", "warn" if disagree else "group")
        yield head.add(f"  {conflict.subject}", "text").done(section=True)
        yield Paragraph(conflict.note, hits=hits(conflict.note), label="  ", indent=2)
        for other in conflict.events:
            row = library.index.row.get(other)
            if other != event.id and row is not None:
                rival = library.events[row]
                line = _Text("  ", 2).add(f"{rival.date.display}  ", "muted").add(rival.title, "link", f"event:{other}")
                yield line.done(hits)


def document_paragraphs(
    library: Library, document: Document, count: int, hits: Hits, covered: Coverage | None
) -> list[Paragraph]:
    """What is known of a document.

    Args:
        library: The database.
        document: The document.
        count: How many of its records are shown.
        hits: Finds what to light.
        covered: How much of it stands behind records; None while that is counted.
    """
    named = document.digest_of or document
    facts: list[tuple[str, str]] = []
    if document.digest_of:
        facts.append(("Text", "kortui digest in our own words; the original is named here"))
    facts.append(("Publisher", named.publisher or "unknown"))
    published = named.published or document.published
    if published:
        facts.append(("Published", edtf_words.display(published)))
    else:
        bounds = f", {edtf_words.display(document.published_bounds)} by its own words" if document.published_bounds else ""
        facts.append(("Published", f"not stated{bounds}"))
    facts += [("", reason) for reason in document.published_basis]
    if url := named.url or document.url:
        facts.append(("Address", url))
    facts.append(("Language", document.language or "unknown"))
    facts.append(("Licence", document.licence or "unknown"))
    rows = library.index.rows_of_document.get(document.id, ())
    of = [f"{DOMAIN_LABELS[d][0]} {many:,}" for d in DOMAINS if (many := len(library.index.having(rows, "domain", (d,))))]
    shown = f"{count:,} shown of {len(rows):,}" if count != len(rows) else f"{count:,}"
    facts.append(("Records", f"{shown}: {', '.join(of)}" if of else shown))
    known = covered is not None and covered.known
    facts.append(("Coverage", covered.words if covered and known else "not known" if covered else "is being counted"))
    mapped = "".join(glyphs.blocks[round(8 * share)] if share else glyphs.dotted for share in covered.shares) if covered else ""
    facts += [("", mapped)] if known else []
    if covered and covered.stale:
        facts.append(("Stale", f"{counted(covered.stale, 'sentence')} no longer in the text; kortui check lists them"))
    facts.append(("Size", f"{len(document.text):,} characters"))
    facts.append(("SHA-256", document.sha256[:16] + glyphs.ellipsis))
    found = [Paragraph(named.title, "strong", hits=hits(named.title), section=True), Paragraph()]
    for label, text in facts:
        ink = "warn" if label == "Stale" else "bar" if text == mapped else ""
        found.append(Paragraph(text, ink, hits=() if ink else hits(text), label=label, indent=LABEL))
    found += [Paragraph(), _Text().add("enter", "key").add("  reads the text with its records lit", "muted").done()]
    return found
