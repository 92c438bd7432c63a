"""A sentence while its mentions are being found: its tokens, the candidates for them, and which of those win."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.extract.tokens import Token
from kortui.records import dataclass, field
from kortui.vocabulary import EntityKind

KNOWN, TITLED, NAMED, GUESSED, HEADED, HINTED, UNKNOWN = range(7)
"""How sure a finder is, surest first; breaks ties between candidates of one length."""


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
        tokens: Its words.
        texts: Each of them once, and in `folds` each of them folded: what finders look for before they read the words in order.
        chosen: The mentions in it.
        titles: Titles by the index of their tokens.
        countries: Country codes by the index of the tokens of countries, peoples and cities.
        units: Tokens of countries inside currencies, which are no mentions ("Korean won").
    """

    tokens: list[Token]
    texts: frozenset[str] = field(init=False)
    folds: frozenset[str] = field(init=False)
    chosen: list[Candidate] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)
    countries: dict[int, str] = field(default_factory=dict)
    units: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.texts = frozenset([token.text for token in self.tokens])
        self.folds = frozenset([token.fold for token in self.tokens])


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
