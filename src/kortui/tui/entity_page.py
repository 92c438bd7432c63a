"""An entity as paragraphs: names by script, offices, timeline, figures, partners, and the sentences that name it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from kortui import edtf_words
from kortui.model import Entity, Event, Library
from kortui.overview import thinning
from kortui.overview.series import figures
from kortui.overview.tables import when
from kortui.overview.words import brief_amount, year_span
from kortui.rows import bits_of
from kortui.search.reach import publication_days
from kortui.search.taken import index_of, indexed
from kortui.text import cell_width, one_line, truncate
from kortui.tui.bins import LARGE, MODERN, STEPS, LargeBins, bins, months_of
from kortui.tui.glyphs import glyphs, spelt
from kortui.tui.mentions import mentions
from kortui.tui.paint import Spans
from kortui.tui.widgets.text_view import Paragraph, Run
from kortui.vocabulary import DOMAIN_LABELS, DOMAINS

LABEL = 12
"""Cells of the column of labels."""

PARTNERS = 30
"""Partners listed; the rest is a number."""

FIGURES = 20
"""Figures listed; the rest is a number."""

ENDS = 50
"""Records at either end of very many that are read for their years."""

_WIDE_BARS = 12
"""Bars of the timeline up to which each has two cells, so that they stand on one line of a page beside a list."""

_SCRIPTS = (("Hangul", "HANGUL"), ("Hanja", "CJK"), ("Cyrillic", "CYRILLIC"), ("Arabic", "ARABIC"), ("Greek", "GREEK"))
_BAR, _NAME = 8, 26
"""Cells of the longest bar and of the name beside the bars of partners."""


def _bar(count: int, most: int) -> str:
    return glyphs.blocks[-1] * max(1, round(_BAR * count / most))


def entity_paragraphs(library: Library, entity: Entity, light: Callable[[str], Spans]) -> list[Paragraph]:
    """Everything known of an entity.

    Args:
        library: The database.
        entity: The entity.
        light: Finds its names in a text.
    """
    rows: Sequence[int] = library.index.rows_of_entity.get(entity.id, ())
    if library.index.stored:
        rows = library.index.having(rows, "named", (entity.id,))  # the same, as a set of bits, which are counted at once
    found = head(library, entity)
    found += _shares(library, rows)
    found += _timeline(library, rows)
    found += _partners(library, entity, rows)
    found += _figures(library, entity, rows)
    found += mentions(library, entity, light)
    return found


def head(library: Library, entity: Entity) -> list[Paragraph]:
    """What is known of an entity without looking at its records."""
    found = [Paragraph(entity.name, "strong", section=True), Paragraph(_kind(library, entity), "muted"), Paragraph()]
    return [*found, *_facts(entity)]


def _kind(library: Library, entity: Entity) -> str:
    country = next((e.name for e in library.entities if e.kind == "country" and e.country == entity.country), entity.country)
    beside = country if country and entity.kind != "country" else entity.country
    return f"{entity.kind}{f' {glyphs.dot} {beside}' if beside else ''}"


def _facts(entity: Entity) -> Iterable[Paragraph]:
    for label, names in scripts(entity.other_names):
        yield Paragraph(f" {glyphs.dot} ".join(map(spelt, names)), label=label, indent=LABEL)
    for number, office in enumerate(entity.offices):
        since = edtf_words.display(office.since) if office.since else ""
        until = edtf_words.display(office.until) if office.until else ""
        term = f"  {since}{glyphs.dash}{until}" if since and until else f"  since {since}" if since else ""
        term = term or (f"  until {until}" if until else "")
        yield Paragraph(office.title + term, label="Offices" if number == 0 else "", indent=LABEL)
    if entity.wikidata:
        yield Paragraph(entity.wikidata, "muted", label="Wikidata", indent=LABEL)
    yield Paragraph(f"{entity.mentions:,} times in the documents", label="Named", indent=LABEL)


def scripts(names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Names by script, the Latin ones first, each group with its label.

    Args:
        names: Names in any script.
    """
    found: dict[str, list[str]] = {}
    for name in names:
        letters = [unicodedata.name(c, "") for c in name if c.isalpha()]
        script = next((label for label, start in _SCRIPTS if any(n.startswith(start) for n in letters)), "Also")
        found.setdefault(script, []).append(name)
    return sorted(found.items(), key=lambda item: (item[0] != "Also", item[0]))


def _shares(library: Library, rows: Sequence[int]) -> Iterable[Paragraph]:
    if not rows:
        yield Paragraph("no record", label="Records", indent=LABEL)
        return
    parts: list[str] = []
    runs: list[Run] = []
    for domain in DOMAINS:
        count = len(library.index.having(rows, "domain", (domain,)))
        if count:
            lead = ", " if parts else ""
            at = sum(map(len, parts)) + len(lead)
            words = f"{DOMAIN_LABELS[domain][0]} {count:,}"
            runs.append(Run(at, at + len(words), domain))
            parts.append(lead + words)
    text = "".join(parts)
    years = _years(library, rows)
    tail = f"  {years}" if years else ""
    head = f"{len(rows):,}: "
    moved = tuple(Run(r.start + len(head), r.end + len(head), r.ink) for r in runs)
    yield Paragraph(head + text + tail, runs=moved, label="Records", indent=LABEL)


def _years(library: Library, rows: Sequence[int]) -> str:
    """From when to when some rows are: of very many, which are in order of date, those at both ends are read."""
    ends = rows if len(rows) <= 2 * ENDS else (*rows[:ENDS], *thinning.thinned(library, rows, thinning.LEAST), *rows[-ENDS:])
    return year_span([library.events[row] for row in ends])


def _timeline(library: Library, rows: Sequence[int]) -> Iterable[Paragraph]:
    """A bar for each decade with records, of few years for each year, gaps as gaps; what lies before 1900 is a count.

    What may lie in several bars gives each the same share of itself, as in the strip of the Timeline; where nothing is sure
    the bar is lighter.
    """
    if len(library.events) >= LARGE and indexed(library):
        large, bits = LargeBins(index_of(library)), bits_of(rows, len(library.events))
        early = large.before(bits, MODERN * 12)
        count = partial(large.count, bits)
    else:
        published = publication_days(library.documents)
        spans = [months for row in rows if (months := months_of(library.events[row], published))]
        early = sum(first < MODERN * 12 for first, _ in spans)
        count = partial(bins, spans)
    for step in (STEPS[1], STEPS[3]):
        modern = [b for b in count(step) if b.first >= MODERN * 12]
        if len(modern) > 1:
            break
    else:
        return
    most = max(b.total for b in modern)
    bars, runs = "", []
    wide = 2 if len(modern) <= _WIDE_BARS else 1
    for one in modern:
        sign = glyphs.blocks[min(8, max(1, round(8 * one.total / most))) if one.total else 0]
        if not one.sure and sign in (glyphs.blocks[1], glyphs.blocks[-1]):  # colour alone may not say it
            sign = glyphs.dotted if sign == glyphs.blocks[1] else glyphs.hedged
        runs.append(Run(len(bars), len(bars) + wide, "bar" if one.sure else "light"))
        bars += sign * wide + " "
    yield Paragraph(bars.rstrip(), "bar", tuple(r for r in runs if r.end <= len(bars.rstrip())), label="Timeline", indent=LABEL)
    mark = "s" if step == STEPS[1] else ""
    first, last = f"{modern[0].first // 12}{mark}", f"{modern[-1].first // 12}{mark}"
    years = f"{first}{' ' * max(1, (wide + 1) * len(modern) - 1 - len(first) - len(last))}{last}"
    yield Paragraph(years + (f"  and {early:,} before {MODERN}" if early else ""), "muted", label="", indent=LABEL)


def _figures(library: Library, entity: Entity, rows: Sequence[int]) -> Iterable[Paragraph]:
    """Series of a country, then the figures of the records, each leading to its own."""
    told: list[Paragraph] = []
    in_series: set[int] = set()
    if entity.kind == "country" and entity.country:
        for one in figures(library, rows):
            told.append(Paragraph(f"{one.title}: {one.sentence}", "text"))
            in_series |= {point.row for point in one.points}
    stated: list[tuple[Event, str]] = []
    read = 0
    for read, row in enumerate(rows, 1):
        if row not in in_series and (amount := brief_amount(library.events[row])):
            stated.append((library.events[row], amount))
        if len(stated) > FIGURES and read >= thinning.MOST:
            break
    if not told and not stated:
        return
    yield Paragraph()
    yield Paragraph("Figures", "group", section=True)
    yield from told
    wide = max((cell_width(amount) for _, amount in stated[:FIGURES]), default=0) + 2
    for event, amount in stated[:FIGURES]:
        lead, title = f"{when(event)}  ", one_line(event.title)
        runs = (Run(len(lead), len(lead) + len(title), "link", f"event:{event.id}"),)
        yield Paragraph(lead + title, "muted", runs, label=amount + " " * (wide - cell_width(amount)), indent=wide)
    if len(stated) > FIGURES:
        seen = "" if read >= len(rows) else f" in the first {read:,} records by date"
        yield Paragraph(f"and {len(stated) - FIGURES:,} more{seen}", "muted")


def _partners(library: Library, entity: Entity, rows: Sequence[int]) -> Iterable[Paragraph]:
    """Who stands in the same records, the most frequent first, with the years."""
    together: dict[str, Sequence[int]] = {}
    if library.index.stored and len(rows) > ENDS:  # counted without looking at a record
        for other in library.index.rows_of_entity:
            if other != entity.id and (shared := library.index.having(rows, "named", (other,))):
                together[other] = shared
    else:
        listed_rows: dict[str, list[int]] = {}
        for row in rows:
            event = library.events[row]
            for other in dict.fromkeys([*(a.id for a in event.actors), *event.places]):
                if other != entity.id:
                    listed_rows.setdefault(other, []).append(row)
        together = {**listed_rows}
    if not together:
        return
    listed = sorted(together, key=lambda other: (-len(together[other]), library.index.name(other)))[:PARTNERS]
    yield Paragraph()
    yield Paragraph("In the same records", "group", section=True)
    most = max(map(len, together.values()))
    digits = len(f"{most:,}")
    for other in listed:
        name = truncate(library.index.name(other), _NAME, glyphs.ellipsis)
        count = len(together[other])
        bar = _bar(count, most)
        lead = f"{name}{' ' * (_NAME - cell_width(name))} {count:>{digits},} "
        text = f"{lead}{bar}{' ' * (_BAR - len(bar))} {_years(library, together[other])}".rstrip()
        runs = (Run(0, len(name), "link", f"entity:{other}"), Run(len(lead), len(lead) + len(bar), "bar"))
        yield Paragraph(text, "muted", runs)
    if len(together) > PARTNERS:
        yield Paragraph(f"and {len(together) - PARTNERS:,} more", "muted")
