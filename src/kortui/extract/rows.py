"""A sentence while its mentions are being found: its tokens, the candidates for them, and which of those win."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from kortui.extract.spans import Sentence
from kortui.extract.tokens import Token
from kortui.records import dataclass, field
from kortui.vocabulary import EntityKind

KNOWN, TITLED, NAMED, GUESSED, HEADED, HINTED, UNKNOWN = range(7)
"""How sure a finder is, surest first; breaks ties between candidates of one length."""

NOWHERE = Sentence(0, 0, "paragraph")
"""Stands for the place of a row whose finders are not done."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention: tokens ``[first, last]`` of a sentence, ending at code point `end`.

    Attributes:
        id: Entity id, empty until the document has been read.
        rank: Its finder's certainty, `KNOWN` to `UNKNOWN`.
        surname: Whether it is a single word behind a title, to be resolved inside the document.
    """

    first: int
    last: int
    start: int
    end: int
    kind: EntityKind
    id: str
    rank: int
    demonym: bool = False
    office: str = ""
    surname: bool = False

    @property
    def tokens(self) -> range:
        """Indices of its tokens."""
        return range(self.first, self.last + 1)


@dataclass(slots=True)
class Row:
    """A sentence in work.

    Attributes:
        tokens: Its words; none while they are let go, see `let_go`.
        texts: Each of them once, and in `folds` each of them folded: what finders look for before they read the words in order.
        capitals: Indices of the words that begin with a capital letter: the finders of names look at those alone.
        foreign: Whether a word begins beyond the alphabets of Europe, as those in Hangul do.
        chosen: The mentions in it.
        titles: Titles by the index of their tokens.
        countries: Country codes by the index of the tokens of countries, peoples and cities.
        units: Tokens of countries inside currencies, which are no mentions ("Korean won").
        sentence: Where it stands, once its finders are done.
        meets: Whether it has a word that tells of people meeting.
    """

    tokens: list[Token]
    texts: frozenset[str] = field(init=False)
    folds: frozenset[str] = field(init=False)
    capitals: list[int] = field(init=False)
    foreign: bool = field(init=False)
    chosen: list[Candidate] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)
    countries: dict[int, str] = field(default_factory=dict)
    units: set[int] = field(default_factory=set)
    sentence: Sentence = field(default=NOWHERE)
    meets: bool = field(default=False)

    def __post_init__(self) -> None:
        self.texts = frozenset(map(_TEXT, self.tokens))
        self.folds = frozenset(map(_FOLD, self.tokens))
        self.capitals = [i for i, token in enumerate(self.tokens) if token[_CAPITAL]]
        self.foreign = max(self.texts, default="") >= "\u1100"

    def put(self, sentence: Sentence, meets: bool) -> None:
        """Note where it stands, and let go of what only the finders of candidates ask: most of a sentence, 4 kB."""
        self.sentence, self.meets = sentence, meets
        self.texts = self.folds = frozenset()
        self.titles, self.countries = self.titles or _NOTHING, self.countries or _NOTHING
        self.units = self.units or _NO_UNITS

    def cut(self, tokens: list[Token]) -> None:
        """Take its words again."""
        self.tokens = tokens
        self.capitals = [i for i, token in enumerate(tokens) if token[_CAPITAL]]

    def let_go(self) -> None:
        """Let go of its words, twenty times the size of the text."""
        self.tokens = self.capitals = _NO_WORDS


_NOTHING: dict[int, str] = {}
_NO_UNITS: set[int] = set()
_NO_WORDS: list[Any] = []
"""What is empty in all rows of a text is one: an empty dictionary takes as much as a sentence."""
_TEXT, _FOLD = (itemgetter(Token._fields.index(name)) for name in ("text", "fold"))
_CAPITAL = Token._fields.index("capital")


def longest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Disjoint candidates, the longest first and among equals the surest."""
    if len(candidates) < 2:
        return list(candidates)
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (c.first - c.last, c.rank, c.first)):
        own = candidate.tokens
        if taken.isdisjoint(own):
            taken.update(own)
            chosen.append(candidate)
    return chosen
