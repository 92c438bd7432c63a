"""A sentence as the event stage sees it: words, clauses, and what the text before has made known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kortui.extract import triggers
from kortui.extract.clauses import Part
from kortui.extract.spans import AmountSpan, DateSpan, EntitySpan, Sentence
from kortui.extract.word_patterns import Cues, Stretch
from kortui.extract.words import Tokens
from kortui.model import Entity
from kortui.records import dataclass, field
from kortui.vocabulary import DateRole, Domain

if TYPE_CHECKING:
    from kortui.extract.dated import Dated
    from kortui.extract.relatives import Relative
    from kortui.extract.sections import Section
    from kortui.extract.usage import Match

PAIR = re.compile(
    r"(?<!\w)(?:both|the two|two|our two|these two)\s+(?:countries|nations|sides|states|governments|parties|leaders|presidents|"
    r"ministers|peoples|capitals|allies|partners|economies)(?!\w)"
    r"|(?<!\w)(?:each other|bilateral|the parties|the sides|mutual)(?!\w)",
    re.IGNORECASE,
)
"""Words that stand for the two countries a text is about."""
_PAIR_CUE = triggers.patterns().add(("both", "two", "each", "bilateral", "parties", "sides", "mutual")).bit
"""Words without one of which in its sentence `PAIR` does not match."""


@dataclass(slots=True)
class Discourse:
    """What a document has named so far, for pronouns and "the two countries".

    Attributes:
        theme: The domain the document is about, None when it is about several.
        countries: Entity ids of countries by alpha-3 code, for capitals that stand for their governments.
        homes: Likewise, of several entities with one code the first of the registry: whose people's country it is.
        pair: Entity ids of the two countries that "the two" stands for: those the document is about, unless two others met.
        about: Entity ids of the two countries the document is about, empty when it is about no such pair.
        paired: How many sentences ago those of `pair` met, where they are others.
        settled: Whether the document leaves no doubt which two these are.
        traders: The two countries of whose trade it spoke last.
        subject: Who the subject of the last sentence was.
        both: Whether the last sentence spoke of both countries of the pair.
        person: The last person named as a subject.
        ministry: The last ministry named.
        polity: The last country named as a subject.
        measure: Name of what the last figure measured, with `reporter` and `partner`, as long as sentences go on with figures.
        figure_date: Date of the last figure, for "of it" in the next.
        period: The last named period, such as a war.
        heading: The heading that the text stands under.
        section: The nearest heading above that says when what stands beneath it was.
    """

    theme: Domain | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    paired: int = 0
    person: str = ""
    ministry: str = ""
    polity: str = ""
    measure: str = ""
    reporter: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    figure_date: str = ""
    period: DateSpan | None = None
    subject: tuple[str, ...] = ()
    heading: str = ""
    section: Section | None = None
    both: bool = False
    settled: bool = False
    traders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its clauses and the state of the discourse.

    Attributes:
        tokens: Its words, without a dateline.
        whole: The sentence as it stands, dateline included: what evidence quotes.
        cues: Which patterns of the rules can match in it.
        news: Whether its document is a report.
        accord: The word for the agreement that the sentence before spoke of, for "it" in this.
        subjects: Subjects by the tokens that their words are looked for between, as far as they were asked for.
        relatives: By first token and verb of a clause the bare relative clause in its subject, as far as that was asked.
        dates_of: Dates by the trigger and what they are of, likewise.
        told_when: By the first token of a time expression whether it says when something was, as far as that was asked.
    """

    tokens: Tokens
    parts: tuple[Part, ...]
    entities: Mapping[str, Entity]
    discourse: Discourse
    whole: Sentence
    cues: Cues
    news: bool = False
    accord: str = ""
    subjects: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    relatives: dict[tuple[int, int], Relative | None] = field(default_factory=dict)
    told_when: dict[int, bool] = field(default_factory=dict)
    dates_of: dict[tuple[Match, DateRole], Dated] = field(default_factory=dict)

    def text(self, part: Part) -> str:
        """The words of a clause."""
        return self.tokens.slice(part.first, part.last)

    def stretch(self, first: int, last: int) -> Stretch:
        """The words from one token up to (not with) another, with the cues of the sentence."""
        words = self.tokens.words
        start, end = (words[first].start, words[last - 1].end) if first < last else (0, 0)
        return Stretch(self.cues, self.tokens.text, start, end)

    def country(self, entity: str) -> str | None:
        """ISO alpha-3 of an entity's country."""
        found = self.entities.get(entity)
        return found.country if found else None

    def kind(self, entity: str) -> str:
        """Kind of an entity; empty when it is unknown."""
        found = self.entities.get(entity)
        return found.kind if found else ""

    def mentions(self, first: int, last: int) -> tuple[tuple[int, EntitySpan], ...]:
        """Entities in a range of tokens, each once, with the token it begins at; not the country of "U.S. dollars"."""
        return self.tokens.mentioned.within(first, last)

    def dates(self, first: int, last: int) -> tuple[tuple[int, DateSpan], ...]:
        """Time expressions in a range of tokens that can date an event, each once, with the token it begins at."""
        return self.tokens.dating.within(first, last)

    def amounts(self, first: int, last: int) -> tuple[tuple[int, int, AmountSpan], ...]:
        """Quantities in a range of tokens: token, index in the sentence, span."""
        return self.tokens.counted.within(first, last)

    def is_pair(self, text: str) -> bool:
        """Whether words of the sentence stand for the two countries of the document."""
        if len(self.discourse.pair) != 2:
            return False
        return _PAIR_CUE & self.cues.bits != 0 and PAIR.search(text) is not None
