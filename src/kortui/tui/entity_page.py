"""An entity as paragraphs: its names and offices, whom it deals with, and where the documents name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kortui import edtf
from kortui.model import Document, Entity, Event, Library
from kortui.text import cell_width, one_line, truncate
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Spans
from kortui.tui.widgets.text_view import Paragraph, Run
from kortui.vocabulary import DOMAIN_LABELS, DOMAINS

LABEL = 12
"""Cells of the column of labels."""

PARTNERS = 30
"""Partners listed; the rest is a number."""

MENTIONS = 60
"""Places in documents listed."""

DOCUMENTS_READ = 200
"""Documents looked through for mentions; reading more would be felt."""

_AROUND = 60
_BAR = 8
_NAME = 26


def _bar(count: int, most: int) -> str:
    return glyphs.blocks[-1] * max(1, round(_BAR * count / most))


def _years(events: Sequence[Event]) -> str:
    """First and last year of some events, empty when none is dated."""
    starts = [e.date.start[:-6] for e in events if e.date.start]
    ends = [e.date.end[:-6] for e in events if e.date.end]
    if not starts or not ends:
        return ""
    first, last = min(starts, key=int).lstrip("0"), max(ends, key=int).lstrip("0")
    return first if first == last else f"{first}{glyphs.dash}{last}"


def entity_paragraphs(library: Library, entity: Entity, light: Callable[[str], Spans]) -> list[Paragraph]:
    """Everything known of an entity.

    Args:
        library: The database.
        entity: The entity.
        light: Finds its names in a text.
    """
    rows = library.index.rows_of_entity.get(entity.id, ())
    events = [library.events[row] for row in rows]
    found = [Paragraph(entity.name, "strong", section=True), Paragraph(_kind(library, entity), "muted"), Paragraph()]
    found += _facts(entity)
    found += _shares(events)
    found += _partners(library, entity, events)
    found += _mentions(library, light)
    return found


def _kind(library: Library, entity: Entity) -> str:
    country = next((e.name for e in library.entities if e.kind == "country" and e.country == entity.country), entity.country)
    beside = country if country and entity.kind != "country" else entity.country
    return f"{entity.kind}{f' {glyphs.dot} {beside}' if beside else ''}"


def _facts(entity: Entity) -> Iterable[Paragraph]:
    if entity.aliases:
        yield Paragraph(f" {glyphs.dot} ".join(entity.aliases), label="Also", indent=LABEL)
    for number, office in enumerate(entity.offices):
        since = edtf.display(office.since) if office.since else ""
        until = edtf.display(office.until) if office.until else ""
        term = f"  {since}{glyphs.dash}{until}" if since or until else ""
        yield Paragraph(office.title + term, label="Offices" if number == 0 else "", indent=LABEL)
    if entity.wikidata:
        yield Paragraph(entity.wikidata, "muted", label="Wikidata", indent=LABEL)
    yield Paragraph(f"{entity.mentions:,} in the documents", label="Named", indent=LABEL)


def _shares(events: Sequence[Event]) -> Iterable[Paragraph]:
    if not events:
        yield Paragraph("no record", label="Records", indent=LABEL)
        return
    parts: list[str] = []
    runs: list[Run] = []
    for domain in DOMAINS:
        count = sum(domain in e.domains for e in events)
        if count:
            lead = ", " if parts else ""
            at = sum(map(len, parts)) + len(lead)
            words = f"{DOMAIN_LABELS[domain][0]} {count:,}"
            runs.append(Run(at, at + len(words), domain))
            parts.append(lead + words)
    text = "".join(parts)
    years = _years(events)
    tail = f"  {years}" if years else ""
    head = f"{len(events):,}: "
    moved = tuple(Run(r.start + len(head), r.end + len(head), r.ink) for r in runs)
    yield Paragraph(head + text + tail, runs=moved, label="Records", indent=LABEL)


def _partners(library: Library, entity: Entity, events: Sequence[Event]) -> Iterable[Paragraph]:
    """Who stands in the same records, the most frequent first, with the years."""
    together: dict[str, list[Event]] = {}
    for event in events:
        for other in dict.fromkeys([*(a.id for a in event.actors), *event.places]):
            if other != entity.id:
                together.setdefault(other, []).append(event)
    if not together:
        return
    counts = Counter({other: len(shared) for other, shared in together.items()})
    listed = sorted(counts, key=lambda other: (-counts[other], library.index.name(other)))[:PARTNERS]
    yield Paragraph()
    yield Paragraph("In the same records", "group", section=True)
    most = max(counts.values())
    digits = len(f"{most:,}")
    for other in listed:
        name = truncate(library.index.name(other), _NAME, glyphs.ellipsis)
        bar = _bar(counts[other], most)
        lead = f"{name}{' ' * (_NAME - cell_width(name))} {counts[other]:>{digits},} "
        text = f"{lead}{bar}{' ' * (_BAR - len(bar))} {_years(together[other])}".rstrip()
        runs = (Run(0, len(name), "link", f"entity:{other}"), Run(len(lead), len(lead) + len(bar), "bar"))
        yield Paragraph(text, "muted", runs)
    if len(counts) > PARTNERS:
        yield Paragraph(f"and {len(counts) - PARTNERS:,} more", "muted")


def _mentions(library: Library, light: Callable[[str], Spans]) -> Iterable[Paragraph]:
    """Every place in the documents that names the entity, with the words around it."""
    left = MENTIONS
    for document in library.documents[:DOCUMENTS_READ]:
        hits = light(document.text)
        if not hits:
            continue
        yield Paragraph()
        head = f"{document.attribution}  {len(hits):,}"
        runs = (Run(0, len(document.attribution), "link", f"document:{document.id}"),)
        yield Paragraph(head, "muted", runs, section=True)
        for start, end in hits[: max(left, 0)]:
            yield _mention(document, start, end)
        left -= len(hits)
        if left <= 0:
            yield Paragraph(f"{glyphs.ellipsis} more are not listed", "muted")
            return


def _mention(document: Document, start: int, end: int) -> Paragraph:
    line = document.text.rfind("\n", 0, start) + 1
    stop = document.text.find("\n", end)
    before = one_line(document.text[max(line, start - _AROUND) : start])
    after = one_line(document.text[end : min(len(document.text) if stop < 0 else stop, end + _AROUND)])
    lead = f"{glyphs.ellipsis} " if start - _AROUND > line else ""
    gap = " " if before and document.text[start - 1 : start].isspace() else ""
    name = one_line(document.text[start:end])
    next_gap = " " if after and document.text[end : end + 1].isspace() else ""
    text = f"{lead}{before}{gap}{name}{next_gap}{after}"
    at = len(lead) + len(before) + len(gap)
    return Paragraph(text, "", (Run(at, at + len(name), "link", f"place:{document.id}:{start}"),), label="  ", indent=2)
