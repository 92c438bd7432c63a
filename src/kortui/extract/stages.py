"""The stages of extraction over one document, in their order."""

from __future__ import annotations

import re
from functools import lru_cache

from kortui import edtf
from kortui.extract import amounts, datelines, dates, entities, events, resolve, sentences
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.masking import masked
from kortui.extract.runs import Runs
from kortui.extract.spans import Analysis, EntitySpan
from kortui.extract.story import homes_of
from kortui.extract.watching import AMOUNTS, DATES, ENTITIES, Told, watched
from kortui.model import Document, Entity
from kortui.records import replace


def run(document: Document, names: Gazetteer, told: Told | None = None) -> tuple[Analysis, tuple[Entity, ...]]:
    """Everything the stages see in one document, and the entities in it that the gazetteer does not know.

    Args:
        document: As its reader gave it.
        names: The gazetteer.
        told: Takes the share of the work that is done, now and then.
    """
    analysis, found, source = before_events(document, names, told)
    return replace(analysis, events=events.find(source, told)), found


def before_events(
    document: Document, names: Gazetteer, told: Told | None = None
) -> tuple[Analysis, tuple[Entity, ...], events.Source]:
    """What the stages see in one document before its records are made.

    Args:
        document: As its reader gave it.
        names: The gazetteer.
        told: Takes the share of the work that is done, now and then.

    Returns:
        The analysis without records, the entities that the gazetteer does not know, and what the records are made of.
    """
    original, document = document, masked(document)
    text = document.text
    split = sentences.split(document)
    runs = Runs.of(text)
    mentions = entities.find(text, watched(split, told, ENTITIES), names, runs)
    blocked = [(m.start, m.end) for m in mentions.spans if _hides_a_date(m)]
    sent = tuple(datelines.find(text, document.blocks))
    symbolic = dates.find(text, watched(split, told, DATES), blocked, runs)
    years = [(d.start, d.end) for d in symbolic if d.kind == "DATE" and _YEAR.match(d.text) is not None]
    quantities = amounts.find(text, watched(split, told, AMOUNTS), [*blocked, *years], runs)
    bounds, basis = resolve.published_bounds(document, split, symbolic, sent)
    if bounds is not None:
        document = replace(document, published_bounds=bounds, published_basis=basis)
    resolved = resolve.resolve(text, split, symbolic, document.published, bounds)
    registry = {**names.entities, **{e.id: e for e in mentions.found}}
    source = events.Source(
        document, split, mentions.spans, resolved, quantities, registry, homes_of(names), sent, original.text, runs
    )
    published = edtf.bounds(bounds or document.published)
    document = replace(document, text=original.text)
    return Analysis(document, published, split, resolved, quantities, mentions.spans), mentions.found, source


_YEAR = re.compile(r"(?:[A-Za-z. ]*\s)?[12]\d{3}$")
"""A date of which a count could be made: "as early as 1999 Hyundai Rotem delivered trains" is of no 1999 trains."""
_MONTHS = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def _hides_a_date(mention: EntitySpan) -> bool:
    """Whether a name has a number or a month in it that is no date; named wars are dates themselves."""
    return mention.kind != "event" and _holds_a_date(mention.text)


@lru_cache(maxsize=4096)  # a text names the same again and again
def _holds_a_date(name: str) -> bool:
    return any(c.isdigit() for c in name) or _MONTHS.search(name) is not None
