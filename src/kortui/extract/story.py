"""The time a report speaks of: what dates the records whose own clause has no date."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kortui import edtf
from kortui.extract import dated, distances, occasions, time_roles
from kortui.extract.dated import Dated
from kortui.extract.datelines import Dateline
from kortui.extract.dates_open import widens
from kortui.extract.draft import TOLD_LATER, Draft
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.runs import Runs
from kortui.extract.scene import Scene
from kortui.extract.sections import Section
from kortui.extract.spans import AmountSpan, DateSpan, EntitySpan, Sentence
from kortui.extract.words import NONE
from kortui.model import Document, Entity
from kortui.records import dataclass, field, replace
from kortui.vocabulary import BlockKind, EventType

READ: frozenset[BlockKind] = frozenset(("paragraph", "list", "infobox"))
"""Kinds of blocks that make records."""

_OF_THE_DAY: frozenset[EventType] = frozenset(("statement", "pledge", "policy", "meeting"))


@dataclass(frozen=True, slots=True)
class Homes:
    """Ids of the countries a document may name, by alpha-3 code.

    Attributes:
        countries: For capitals that stand for their governments.
        peoples: Of several countries with one code the first of the gazetteer: whose people's country it is.
    """

    countries: Mapping[str, str]
    peoples: Mapping[str, str]


@lru_cache(maxsize=4)
def homes_of(names: Gazetteer) -> Homes:
    """The countries of a gazetteer; names that it lacks are of none."""
    named = [(e.id, e.country) for e in names.entities.values() if e.kind == "country" and e.country]
    countries = {code: id_ for id_, code in sorted(named, reverse=True)}  # Germany before West Germany
    return Homes(countries, {code: id_ for id_, code in reversed(named)})


@dataclass(frozen=True, slots=True)
class Source:
    """What the earlier stages found in a document.

    `quoted` is its text as it stands, where the stages read one without markup; `runs` are the text's, where they are known.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    entities: tuple[EntitySpan, ...]
    dates: tuple[DateSpan, ...]
    amounts: tuple[AmountSpan, ...]
    registry: Mapping[str, Entity]
    homes: Homes
    datelines: tuple[Dateline, ...] = ()
    quoted: str | None = None
    runs: Runs | None = None


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


_BUILT: frozenset[EventType] = frozenset(("agreement", "contract", "construction"))
_OF_AN_OCCASION: frozenset[EventType] = frozenset(("agreement", "contract", "financing", "exhibition", "visit", "meeting"))
_OCCASIONS: frozenset[EventType] = frozenset(
    ("meeting", "visit", "exhibition", "construction", "contract", "agreement", "anniversary")
)


@dataclass(slots=True)
class Story:
    """The time a report speaks of: its own day, that of the occasion last told, and those on which its speakers spoke.

    Attributes:
        day: The date of publication.
        occasion: Date of the last meeting, visit or the like, the index of its sentence, its type, and who took part.
        spoke: Entity ids of people and bodies to the day on which a sentence says that they last spoke.
        speaker: The last of them, and in `saying` the index of the sentence.
        section: The dated heading that the text stands under.
    """

    day: Dated
    occasion: Dated | None = None
    sentence: int = -9
    kind: EventType | None = None
    parties: frozenset[str] = frozenset()
    spoke: dict[str, Dated] = field(default_factory=dict)
    speaker: str = ""
    saying: int = -9
    section: Section | None = None

    def enter(self, section: Section | None) -> None:
        """Go on to a sentence; beneath a heading of another time the occasion told before is not what is spoken of.

        Args:
            section: The heading that dates it.
        """
        if section is self.section:
            return
        self.section = section
        if self.occasion is not None and not self.is_of_section(self.occasion):
            self.occasion = None

    def is_of_section(self, date: Dated) -> bool:
        """Whether a date can be what sentences speak of beneath the heading they stand under."""
        return self.section is None or edtf.bounds(date.edtf).overlaps(self.section.reference.bounds)

    def remember(self, scene: Scene, draft: Draft, date: Dated, number: int) -> None:
        """Keep the date of an occasion for sentences that only say "the meeting", and of a saying for what else is said.

        Args:
            scene: The sentence.
            draft: A record of it.
            date: The record's date.
            number: Index of the sentence.
        """
        if draft.type in _OCCASIONS and date.edtf and date.role == "event" and _is_near(date.edtf):
            self.occasion, self.sentence, self.kind = date, number, draft.type
            self.parties = frozenset(a.id for a in draft.actors)
        if draft.type in _SAID and date.basis == "anaphoric" and self.speaker in _speakers(scene, draft):
            self.saying = number
        if date.edtf and date.basis in ("relative", "stated"):
            if draft.type in _SAID:
                for speaker in _speakers(scene, draft):
                    self.spoke[speaker], self.speaker, self.saying = date, speaker, number
            elif draft.type in _OCCASIONS and date.role == "event":
                self.spoke.update((a.id, date) for a in draft.actors if scene.kind(a.id) == "person")

    def said_by(self, scene: Scene, draft: Draft, number: int) -> Dated | None:
        """The day on which the speakers of a record spoke, as far as an earlier sentence dates what all of them said.

        A body or a country speaks through people: its spokesman spoke on its day in the sentences behind it, and it on his.
        A country says much, and not all of it on one day: what it said is of the same day in those sentences alone.
        """
        near = number - self.saying <= _NEXT
        speakers = [s for s in _speakers(scene, draft) if near or scene.kind(s) != "country"]
        days = [self.spoke.get(speaker) for speaker in speakers]
        day = days[0] if days and all(day == days[0] for day in days) else None
        if day is None and len(speakers) == 1 and near and _through(scene, speakers[0], self.speaker):
            day = self.spoke.get(self.speaker)
        return day if day is not None and self.is_of_section(day) else None


_NEXT = 5
"""Sentences behind a dated saying in which a body and its people still speak at the same desk."""


def _through(scene: Scene, one: str, other: str) -> bool:
    """Whether of two speakers one is a body or a country and the other a person of the same country."""
    kinds = {scene.kind(one) == "person", scene.kind(other) == "person"}
    return len(kinds) == 2 and scene.country(one) is not None and scene.country(one) == scene.country(other)


def _is_near(value: str) -> bool:
    """Whether a date lies in a year or two, and is not "the 2000s": of a decade nothing else is told to be the time."""
    span = edtf.bounds(value)
    return span.start is not None and span.end is not None and span.end[0] - span.start[0] <= 1


_SAID: frozenset[EventType] = frozenset(("statement", "pledge", "policy"))


def _speakers(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """The people, bodies or countries that say what a record holds."""
    roles = ("speaker",) if draft.type == "statement" else ("speaker", "actor")
    return tuple(a.id for a in draft.actors if a.role in roles and scene.kind(a.id) in ("person", "organisation", "country"))


def _is_day_of_story(span: DateSpan) -> bool:
    """Whether a time expression is "on Friday" or "today", seen from the day of the report."""
    offset = span.offset
    return (
        not widens(span.role)
        and offset is not None
        and offset.amount <= 0
        and offset.unit in ("weekday", "day")
        and offset.reference != "previous"
    )


def begin(source: Source) -> Story:
    """The story of a document before its first sentence is told."""
    published = source.document.published_bounds or source.document.published
    return Story(Dated(published, "document", "event", "") if published else dated.UNDATED)


def _day_of_saying(scene: Scene, draft: Draft) -> DateSpan | None:
    """The day that the sentence of a record without a date names for what is said in it, wherever it stands."""
    span = time_roles.reported(scene, draft.part)
    if span is not None and span.kind != "ANAPHORIC":  # "that year" is what is spoken of
        return span
    days = [d for i, d in scene.dates(0, len(scene.tokens.words)) if _is_day_of_story(d) and dated.tells_when(scene, d, i)]
    return days[0] if len(days) == 1 and days[0].edtf else None


def told_date(story: Story, scene: Scene, number: int, draft: Draft) -> Dated:
    """The date of a record whose clause has none: that of the occasion it belongs to, of its being said, or of the report."""
    date = draft.date
    apart = distances.apart(scene, draft.first, story.occasion or story.day, date)
    if apart is not None:
        return replace(apart, role=date.role)
    if date.edtf is None and story.occasion is not None and number - story.sentence <= 3 and draft.type != "statistic":
        also = scene.text(scene.parts[draft.part]) if draft.type in ("meeting", "exhibition") else ""
        named = occasions.pointed_at(scene.tokens.slice(0, len(scene.tokens.words)), also)
        if named and (story.kind not in _BUILT or named in occasions.OF_DEALS):
            return replace(date, edtf=story.occasion.edtf, basis="anaphoric")
    if date.edtf is None and story.section is not None and story.section.alone:
        headed = occasions.under_heading(story.section, scene, draft)
        if headed is not None or not edtf.bounds(story.day.edtf).overlaps(story.section.reference.bounds):
            return headed or date
    if date.edtf or not scene.news or draft.earlier:
        return date
    if draft.type in TOLD_LATER and date.role != "conditional":
        span = time_roles.reported(scene, draft.part)
        if span is not None:
            return replace(dated.of_span(span), role="planned" if date.role == "planned" else "reported")
        if time_roles.of_the_moment(scene, draft.part) and story.day.edtf:
            return replace(story.day, role="planned" if date.role == "planned" else "reported")
    if draft.type == "statistic" and time_roles.of_the_moment(scene, draft.part) and not date.text:
        return replace(date, edtf=story.day.edtf, basis="document") if story.day.edtf else date
    occasion = _occasion_of(story, scene, draft, number) if date.role == "event" and not date.text else None
    if occasion is not None:
        return replace(occasion, basis="anaphoric", role="event", text="", start=NONE)
    if draft.of_the_day or draft.type in _OF_THE_DAY:
        span = _day_of_saying(scene, draft)
        if span is not None:
            return dated.of_span(span, date.role)
        said = story.said_by(scene, draft, number)
        if said is not None and said.edtf != story.day.edtf:
            return replace(said, basis="anaphoric", role=date.role, text="", start=NONE)
        return replace(date, edtf=story.day.edtf, basis="document") if story.day.edtf else date
    return date


def _occasion_of(story: Story, scene: Scene, draft: Draft, number: int) -> Dated | None:
    """The meeting or visit just told, seen from the day of the report, if those who took part in it signed or agreed this."""
    told = story.occasion
    if told is None or number - story.sentence > 4 or draft.type not in _OF_AN_OCCASION:
        return None
    part = scene.parts[draft.part]
    if any(d.kind == "VAGUE" for _, d in scene.dates(part.first, part.last)) or occasions.LATER_ON.search(scene.text(part)):
        return None
    if told.basis != "relative" and told.edtf != story.day.edtf:
        return None
    who = {a.id for a in draft.actors}
    if story.parties & who:
        return told
    sides, met = ({scene.country(i) for i in ids} - {None} for ids in (who, story.parties))
    if len(sides) > 1 and sides <= met:
        return told  # "X met Y on Sunday. Korea and Türkiye agreed …"
    unnamed = not scene.mentions(scene.parts[draft.part].first, draft.first)
    return told if unnamed else None  # "the two ministers signed"
