"""The gazetteer: entities known by name, shipped as data and extended by the user's own `gazetteer.toml` files.

Format of a file, the shipped lexicons and the user's alike: one table a kind, in it one entry an entity, keyed by its id::

    [organisation]
    example-works = { name = "Example Works", country = "TUR", aliases = ["Example", "예시"] }

    [country]
    atlantis = { name = "Atlantis", aliases = ["Kingdom of Atlantis"], demonyms = ["Atlantean"] }

    [person]
    ayse-ornek = { name = "Ayşe Örnek", country = "TUR", offices = [{ title = "Mayor", from = "2019-04", to = "2024-03" }] }

Kinds are person, organisation, country, place, weapon, agreement and event. `name` is required; `aliases` are other names
in any script; `search` names that are found but not shown (polemic or slipshod ones); `demonyms` adjectives and names of
a people; `country` is ISO 3166-1 alpha-3; `from` and `to` of an office are EDTF; `wikidata` is an item id. A user's entry
with a shipped id adds its names to that entity. A name in capitals matches capitals only ("US" is never "us"); a name
with a capital first letter needs one in the text; a name in lower case needs none. Matching folds accents, dashes and
quotes, so "Firtina" need not be listed beside "Fırtına".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kortui.errors import GazetteerError
from kortui.extract import lexicon
from kortui.extract.gazetteer_entries import Entry, cities, entries, joined, read
from kortui.extract.tokens import Token, is_hangul, tokens
from kortui.model import Entity
from kortui.vocabulary import EntityKind

SHIPPED = ("countries", "cities", "organisations", "people", "weapons", "agreements", "wars")
"""The shipped lexicons that hold entities."""


# Korean particles and a few nouns that are written together with a name ("튀르키예는", "한국군").
_PARTICLES = frozenset(
    [
        *(
            "은",
            "는",
            "이",
            "가",
            "을",
            "를",
            "의",
            "에",
            "와",
            "과",
            "도",
            "로",
            "만",
            "측",
            "군",
            "인",
            "산",
            "형",
            "식",
            "간",
            "내",
            "나",
            "님",
        ),
        *(
            "에서",
            "으로",
            "에게",
            "부터",
            "까지",
            "에는",
            "에도",
            "에서는",
            "에서의",
            "으로부터",
            "로부터",
            "과의",
            "와의",
            "이나",
            "보다",
        ),
        *("처럼", "마다", "조차", "대사", "정부", "대통령", "이라는", "라는", "께서"),
    ]
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity, cut for matching.

    Attributes:
        id: Entity id.
        kind: Entity kind.
        words: Folded tokens.
        joins: What stands between them.
        cases: For each token 2 when it is in capitals, 1 when it begins with one, 0 otherwise.
        closing: What must follow the last token ("." of "U.S.") and belongs to the span.
        demonym: Whether it names the people and not the place.
    """

    id: str
    kind: EntityKind
    words: tuple[str, ...]
    joins: tuple[str, ...]
    cases: tuple[int, ...]
    closing: str
    demonym: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a row of tokens: tokens ``[first, last]``, ending at code point `end`."""

    first: int
    last: int
    end: int
    name: Name


class _Beginnings(dict[str, tuple[Mapping[str, tuple[Name, ...]], tuple[Name, ...]]]):
    """Names by their first two folded tokens, and those of one token: a row is compared with these alone.

    Made of `Gazetteer.names` as texts have the words, and so no larger than it. "South" begins forty names, "South Korea" five.
    """

    def __init__(self, names: Mapping[str, tuple[Name, ...]]) -> None:
        self._names = names

    def __missing__(self, first: str) -> tuple[Mapping[str, tuple[Name, ...]], tuple[Name, ...]]:
        group = self._names.get(first, ())
        if not group:
            return {}, ()
        seconds = {name.words[1] for name in group if len(name.words) > 1}
        by_second = {s: tuple(n for n in group if len(n.words) == 1 or n.words[1] == s) for s in sorted(seconds)}
        self[first] = made = by_second, tuple(n for n in group if len(n.words) == 1)
        return made


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Entities and the ways their names can stand in a text.

    Attributes:
        entities: By id.
        names: Names by first folded token, longest first.
        countries: Countries by their ISO 3166-1 alpha-3 codes.
        small: First folded tokens of names that need no capital letter there: "the" is none, though "The Hague" is a name.
        beginnings: The same names by their first two tokens.
    """

    entities: Mapping[str, Entity]
    names: Mapping[str, tuple[Name, ...]]
    countries: Mapping[str, Entity]
    small: frozenset[str]
    beginnings: _Beginnings

    def is_name(self, word: str) -> bool:
        """Whether a folded word alone is a name."""
        return any(len(name.words) == 1 for name in self.names.get(word, ()))

    def matches(self, text: str, row: Sequence[Token], at: int) -> Iterator[Match]:
        """The names that begin at a token, longest first."""
        token = row[at]
        following = row[at + 1].fold if at + 1 < len(row) else ""
        by_second, alone = self.beginnings[token.fold]
        likely = by_second.get(following, alone) if following.isascii() else self.names.get(token.fold, ())
        for name in likely:
            if name.cases[0] and not token.capital:
                continue  # spares most calls: "the" of "The Hague"
            end = _fits(name, text, row, at)
            if end is not None:
                yield Match(at, at + len(name.words) - 1, end, name)
        if not token.text.isascii() and is_hangul(token.text):
            for cut in range(len(token.fold) - 1, 1, -1):
                if token.fold[cut:] in _PARTICLES:
                    for name in self.names.get(token.fold[:cut], ()):
                        if len(name.words) == 1:
                            yield Match(at, at, token.start + cut, name)


def _fits(name: Name, text: str, row: Sequence[Token], at: int) -> int | None:
    """Where a name ends that begins at a token, None when the words there are others."""
    if at + len(name.words) > len(row) or not _same_case(row[at], name.cases[0]):
        return None
    for i in range(1, len(name.words)):
        token, word, join = row[at + i], name.words[i], name.joins[i]
        if token.fold != word:
            tail = i == len(name.words) - 1 and token.fold.startswith(word) and is_hangul(token.text)
            if not (tail and token.fold[len(word) :] in _PARTICLES):
                return None
            return token.start + len(word)
        if not (token.join == join or (token.join in {" ", "-"} and join in {" ", "-"})) or not _same_case(
            token, name.cases[i]
        ):
            return None
    end = row[at + len(name.words) - 1].end
    if name.closing and text.startswith(name.closing, end):
        return end + len(name.closing)
    return end


def _same_case(token: Token, case: int) -> bool:
    """Whether a token's capitals are those a name asks for."""
    if case == 0 or not token.text[0].isalpha():
        return True
    return token.text == token.text.upper() if case == 2 else token.capital


def name_of(entity: str, kind: EntityKind, written: str, demonym: bool = False) -> Name | None:
    """A name cut for matching; None when it holds no word."""
    row = tokens(written, 0, len(written))
    if not row:
        return None
    cases = tuple(
        (2 if len(t.text) > 1 and t.text.isupper() and t.text.isalpha() else 1) if t.text[0].isupper() else 0 for t in row
    )
    joins = tuple("" if i == 0 else t.join for i, t in enumerate(row))
    closing = "." if written.endswith(".") else ""
    return Name(entity, kind, tuple(t.fold for t in row), joins, cases, closing, demonym)


def load(extra: Sequence[Path] = ()) -> Gazetteer:
    """The shipped gazetteer, with the user's files added in order.

    Args:
        extra: Paths of `gazetteer.toml` files.

    Raises:
        GazetteerError: When a file cannot be read or an entry is not of the format above; names file and entry.
    """
    if not extra:
        return _shipped()
    known = dict(_shipped_entries())
    for path in extra:
        for entry in entries(read(path), str(path)):
            before = known.get(entry.entity.id)
            known[entry.entity.id] = entry if before is None else joined(before, entry, str(path))
    return _gazetteer(known)


@lru_cache(maxsize=1)
def _shipped() -> Gazetteer:
    return _gazetteer(_shipped_entries())


@lru_cache(maxsize=1)
def _shipped_entries() -> Mapping[str, Entry]:
    found: dict[str, Entry] = {}
    for file in SHIPPED:
        tables = dict(lexicon.load(file))
        towns = tables.pop("cities", {})
        for entry in (*entries(tables, file), *cities(towns)):
            if entry.entity.id in found:
                raise GazetteerError(f"entity {entry.entity.id!r} is defined twice", file)
            found[entry.entity.id] = entry
    return found


def _gazetteer(known: Mapping[str, Entry]) -> Gazetteer:
    names: dict[str, list[Name]] = {}
    for id_, entry in known.items():
        entity = entry.entity
        written = [(w, False) for w in (entity.name, *entity.aliases)]
        for demonym in entry.demonyms:
            written += [(demonym, True), (plural(demonym), True)]
        for words, is_demonym in dict.fromkeys(written):
            name = name_of(id_, entity.kind, words, is_demonym)
            if name is not None:
                names.setdefault(name.words[0], []).append(name)
    ordered = {first: tuple(sorted(group, key=lambda n: -len(n.words))) for first, group in names.items()}
    entities = {id_: entry.entity for id_, entry in known.items()}
    countries: dict[str, Entity] = {}
    for entity in entities.values():
        if entity.kind == "country" and entity.country:
            countries.setdefault(entity.country, entity)
    small = frozenset(first for first, group in ordered.items() if any(name.cases[0] == 0 for name in group))
    return Gazetteer(entities, ordered, countries, small, _Beginnings(ordered))


def plural(demonym: str) -> str:
    """The plural of a people's name: with -s, except where English has none ("Chinese", "Turkish")."""
    return demonym if demonym.endswith(("ese", "sh", "ch", "ss", "s", "men")) else demonym + "s"
