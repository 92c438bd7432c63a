"""The time a report speaks of: what dates the records whose own clause has no date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kortui.extract import attach
from kortui.extract.attach import Dated
from kortui.extract.datelines import Dateline
from kortui.extract.drafts import TOLD_LATER, Draft
from kortui.extract.scene import Scene
from kortui.extract.spans import AmountSpan, DateSpan, EntitySpan, Sentence
from kortui.model import Document, Entity
from kortui.vocabulary import BlockKind, EventType

READ: frozenset[BlockKind] = frozenset(("paragraph", "list", "infobox"))
"""Kinds of blocks that make records."""

_OF_THE_DAY: frozenset[EventType] = frozenset(("statement", "pledge", "policy", "meeting"))


@dataclass(frozen=True, slots=True)
class Source:
    """What the earlier stages found in a document; `countries` holds the ids of those it may name, by alpha-3 code."""

    document: Document
    sentences: tuple[Sentence, ...]
    entities: tuple[EntitySpan, ...]
    dates: tuple[DateSpan, ...]
    amounts: tuple[AmountSpan, ...]
    registry: Mapping[str, Entity]
    datelines: tuple[Dateline, ...] = ()
    countries: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        known = {c.country: c.id for c in self.registry.values() if c.kind == "country" and c.country}
        object.__setattr__(self, "countries", known)


_OPENING = 1500
"""Characters in which a report that carries no date says that it is one ("on Friday", "yesterday", "last week")."""


def is_news(source: Source) -> bool:
    """Whether a document reports of its own day: it is dated or datelined, or soon speaks of weekdays or of last week."""
    if source.document.format == "wiki":
        return False
    if source.document.published or source.datelines:
        return True
    return any(_seen_from_its_day(d) for d in source.dates if d.start < _OPENING)


def _seen_from_its_day(span: DateSpan) -> bool:
    offset = span.offset
    if offset is None or offset.reference == "previous":
        return False
    return offset.unit in ("weekday", "week") or (offset.unit == "day" and abs(offset.amount) == 1)  # "today" is also nowadays


_OCCASION = re.compile(
    r"\b(?:at|during|in|the|this|that|his|her|their) (?:\w+ )?(meeting|visit|ceremony|event|summit|talks|gathering|exhibition|"
    r"fair|conference|signing|trip|forum|dialogue)\b", re.I,
)  # fmt: skip
_ANAPHORIC_START = re.compile(
    r"(?:during |at |in )?(?:the|this|that|his|her|their) (?:[\w-]+ )?(meeting|visit|ceremony|event|summit|talks|gathering|"
    r"exhibition|fair|conference|signing|trip|forum|session|contract|deal|agreement|order)\b", re.I,
)  # fmt: skip
_OF_DEALS = frozenset(("ceremony", "event", "signing", "contract", "deal", "agreement", "order"))
_DEALS: frozenset[EventType] = frozenset(("agreement", "contract"))
_OF_AN_OCCASION: frozenset[EventType] = frozenset(("agreement", "contract", "financing", "exhibition", "visit", "meeting"))
_OCCASIONS: frozenset[EventType] = frozenset(
    ("meeting", "visit", "exhibition", "construction", "contract", "agreement", "anniversary")
)


@dataclass(slots=True)
class Story:
    """The time a report speaks of: its own day, and that of the occasion last told.

    Attributes:
        day: The day of the story: the first weekday or "today" of its opening sentences, else the date of publication.
        occasion: Date of the last meeting, visit or the like, the index of its sentence, and its type.
    """

    day: Dated
    occasion: Dated | None = None
    sentence: int = -9
    kind: EventType | None = None

    def remember(self, kind: EventType, date: Dated, number: int) -> None:
        """Keep the date of an occasion for sentences that only say "the meeting".

        Args:
            kind: Type of a record.
            date: Its date.
            number: Index of its sentence.
        """
        if kind in _OCCASIONS and date.edtf and date.role == "event":
            self.occasion, self.sentence, self.kind = date, number, kind


def _is_day_of_story(span: DateSpan) -> bool:
    """Whether a time expression is "on Friday" or "today", seen from the day of the report."""
    offset = span.offset
    return offset is not None and offset.amount <= 0 and offset.unit in ("weekday", "day") and offset.reference != "previous"


def begin(source: Source) -> Story:
    """The story of a document before its first sentence is told."""
    document = source.document
    published = document.published_bounds or document.published
    day = Dated(published, "document", "event", "") if published else attach.UNDATED
    prose = [s for s in source.sentences if s.kind in READ][:4]
    if prose and published:
        for span in source.dates:
            if prose[0].start <= span.start < prose[-1].end and span.edtf and _is_day_of_story(span):
                day = replace(day, edtf=span.edtf)
                break
    return Story(day)


def told_date(story: Story, scene: Scene, number: int, draft: Draft) -> Dated:
    """The date of a record whose clause has none: that of the occasion it belongs to, of its being said, or of the report."""
    date = draft.date
    text = scene.tokens.slice(0, len(scene.tokens.words))
    if date.edtf is None and story.occasion is not None and number - story.sentence <= 3 and draft.type != "statistic":
        clause = scene.text(scene.parts[draft.part])
        named = _ANAPHORIC_START.match(text)
        if named is None and draft.type in ("meeting", "exhibition"):
            named = _OCCASION.search(clause)
        if named and (story.kind not in _DEALS or named[1].lower() in _OF_DEALS):
            return replace(date, edtf=story.occasion.edtf, basis="anaphoric")
    if date.edtf or not scene.news:
        return date
    if draft.type in TOLD_LATER and date.role != "conditional":
        span = attach.reported(scene, draft.part)
        if span is not None:
            return replace(attach.of_span(span), role="planned" if date.role == "planned" else "reported")
        if attach.of_the_moment(scene, draft.part) and story.day.edtf:
            return replace(story.day, role="planned" if date.role == "planned" else "reported")
    if draft.type == "statistic" and attach.of_the_moment(scene, draft.part) and not date.text:
        return replace(date, edtf=story.day.edtf, basis="document") if story.day.edtf else date
    same = story.occasion is not None and story.occasion.edtf == story.day.edtf and number - story.sentence <= 4
    if same and draft.type in _OF_AN_OCCASION and date.role == "event" and not date.text:
        return replace(story.day, basis="anaphoric", role="event")
    if draft.of_the_day or draft.type in _OF_THE_DAY:
        return replace(date, edtf=story.day.edtf, basis="document") if story.day.edtf else date
    return date
