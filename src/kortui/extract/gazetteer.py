"""The gazetteer: entities known by name, shipped as data and extended by the user's own `gazetteer.toml` files.

Format of a file, the shipped lexicons and the user's alike: one table a kind, in it one entry an entity, keyed by its id::

    [organisation]
    example-works = { name = "Example Works", country = "TUR", aliases = ["Example", "예시"] }

    [country]
    atlantis = { name = "Atlantis", aliases = ["Kingdom of Atlantis"], demonyms = ["Atlantean"] }

    [person]
    ayse-ornek = { name = "Ayşe Örnek", country = "TUR", offices = [{ title = "Mayor", from = "2019-04", to = "2024-03" }] }

Kinds are person, organisation, country, place, weapon, agreement and event. `name` is required; `aliases` are other names
in any script; `demonyms` adjectives and names of a people; `country` is ISO 3166-1 alpha-3; `from` and `to` of an office are
EDTF; `wikidata` is an item id. A user's entry with a shipped id adds its names to that entity. A name in capitals matches
capitals only ("US" is never "us"); a name with a capital first letter needs one in the text; a name in lower case needs
none. Matching folds accents, dashes and quotes, so "Firtina" need not be listed beside "Fırtına".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kortui import edtf
from kortui.errors import EdtfError, GazetteerError
from kortui.extract import lexicon
from kortui.extract.tokens import Token, is_hangul, tokens
from kortui.model import Entity, Office
from kortui.text import sanitise, slug
from kortui.vocabulary import ENTITY_KINDS, EntityKind

SHIPPED = ("countries", "cities", "organisations", "people", "weapons", "agreements", "wars")
"""The shipped lexicons that hold entities."""

_FIELDS = {"name", "country", "aliases", "demonyms", "offices", "wikidata"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

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


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Entities and the ways their names can stand in a text.

    Attributes:
        entities: By id.
        names: Names by first folded token, longest first.
        countries: Countries by their ISO 3166-1 alpha-3 codes.
    """

    entities: Mapping[str, Entity]
    names: Mapping[str, tuple[Name, ...]]
    countries: Mapping[str, Entity]

    def is_name(self, word: str) -> bool:
        """Whether a folded word alone is a name."""
        return any(len(name.words) == 1 for name in self.names.get(word, ()))

    def matches(self, text: str, row: Sequence[Token], at: int) -> Iterator[Match]:
        """The names that begin at a token, longest first."""
        token = row[at]
        for name in self.names.get(token.fold, ()):
            end = _fits(name, text, row, at)
            if end is not None:
                yield Match(at, at + len(name.words) - 1, end, name)
        if is_hangul(token.text):
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
            tail = i == len(name.words) - 1 and is_hangul(token.text) and token.fold.startswith(word)
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
    entries = {id_: entry for id_, entry in _shipped_entries().items()}
    for path in extra:
        for entry in _entries(_read(path), str(path)):
            known = entries.get(entry.entity.id)
            entries[entry.entity.id] = entry if known is None else _joined(known, entry, str(path))
    return _gazetteer(entries)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entity with its demonyms, which are names for matching alone."""

    entity: Entity
    demonyms: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _shipped() -> Gazetteer:
    return _gazetteer(_shipped_entries())


@lru_cache(maxsize=1)
def _shipped_entries() -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for file in SHIPPED:
        tables = lexicon.load(file)
        for entry in [*_entries({k: v for k, v in tables.items() if k != "cities"}, file), *_cities(tables.get("cities", {}))]:
            if entry.entity.id in entries:
                raise GazetteerError(f"entity {entry.entity.id!r} is defined twice", file)
            entries[entry.entity.id] = entry
    return entries


def _cities(table: Mapping[str, Sequence[str]]) -> Iterator[_Entry]:
    """Cities of the compact lists: a country's code to names with their other names behind bars."""
    for country, cities in table.items():
        for city in cities:
            name, *aliases = city.split("|")
            yield _Entry(Entity(slug(name), name, "place", tuple(aliases), country))


def _gazetteer(entries: Mapping[str, _Entry]) -> Gazetteer:
    names: dict[str, list[Name]] = {}
    for id_, entry in entries.items():
        entity = entry.entity
        written = [(w, False) for w in (entity.name, *entity.aliases)]
        for demonym in entry.demonyms:
            written += [(demonym, True), (plural(demonym), True)]
        for words, is_demonym in dict.fromkeys(written):
            name = name_of(id_, entity.kind, words, is_demonym)
            if name is not None:
                names.setdefault(name.words[0], []).append(name)
    ordered = {first: tuple(sorted(group, key=lambda n: -len(n.words))) for first, group in names.items()}
    entities = {id_: entry.entity for id_, entry in entries.items()}
    countries: dict[str, Entity] = {}
    for entity in entities.values():
        if entity.kind == "country" and entity.country:
            countries.setdefault(entity.country, entity)
    return Gazetteer(entities, ordered, countries)


def plural(demonym: str) -> str:
    """The plural of a people's name: with -s, except where English has none ("Chinese", "Turkish")."""
    return demonym if demonym.endswith(("ese", "sh", "ch", "ss", "s", "men")) else demonym + "s"


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError("cannot be read", str(path), "check the path and that the file is UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(f"is not TOML: {error}", str(path), "mend the line it names") from error


def _entries(tables: Mapping[str, Any], where: str) -> Iterator[_Entry]:
    """The entries of a file's tables, checked."""
    for kind, table in tables.items():
        if kind not in ENTITY_KINDS:
            raise GazetteerError(f"table [{kind}] is no kind of entity", where, f"use one of {', '.join(ENTITY_KINDS)}")
        if not isinstance(table, dict):
            raise GazetteerError(f"[{kind}] is not a table of entries", where)
        for id_, fields in table.items():
            yield _entry(kind, id_, fields, where)


def _entry(kind: EntityKind, id_: str, fields: Any, where: str) -> _Entry:
    """One entry, checked field by field."""

    def wrong(what: str, mend: str = "") -> GazetteerError:
        return GazetteerError(f"entry {id_!r}: {what}", where, mend)

    def strings(key: str) -> tuple[str, ...]:
        value = fields.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise wrong(f"{key} is not a list of names")
        return tuple(sanitise(v) for v in value)

    if not _ID.fullmatch(id_):
        raise wrong("an id is lower-case ASCII words joined by -")
    if not isinstance(fields, dict):
        raise wrong("is not a table", 'write id = { name = "…" }')
    unknown = sorted(set(fields) - _FIELDS)
    if unknown:
        raise wrong(f"unknown field {unknown[0]!r}", f"use {', '.join(sorted(_FIELDS))}")
    name = fields.get("name")
    if not isinstance(name, str) or not name.strip():
        raise wrong("has no name")
    country = fields.get("country")
    if country is not None and not (isinstance(country, str) and re.fullmatch("[A-Z]{3}", country)):
        raise wrong(f"country {country!r} is not an ISO 3166-1 alpha-3 code")
    wikidata = fields.get("wikidata")
    if wikidata is not None and not (isinstance(wikidata, str) and re.fullmatch(r"Q[1-9]\d*", wikidata)):
        raise wrong(f"wikidata {wikidata!r} is not an item id such as Q884")
    offices = tuple(_office(office, wrong) for office in fields.get("offices", []))
    return _Entry(Entity(id_, sanitise(name), kind, strings("aliases"), country, offices, wikidata), strings("demonyms"))


def _office(fields: Any, wrong: Any) -> Office:
    """One office of an entry."""
    if not isinstance(fields, dict) or not isinstance(fields.get("title"), str) or set(fields) - {"title", "from", "to"}:
        raise wrong("an office is { title, from, to }")
    for key in ("from", "to"):
        try:
            edtf.bounds(fields.get(key))
        except EdtfError as error:
            raise wrong(f"{key} {fields[key]!r} of an office is not EDTF") from error
    return Office(fields["title"], fields.get("from"), fields.get("to"))


def _joined(known: _Entry, added: _Entry, where: str) -> _Entry:
    """A shipped entry with the names a user's file adds to it; its country and offices are replaced where given."""
    old, new = known.entity, added.entity
    if old.kind != new.kind:
        raise GazetteerError(
            f"entry {new.id!r}: is a {old.kind} in the gazetteer, not a {new.kind}", where, "choose another id"
        )
    aliases = tuple(dict.fromkeys(a for a in (*old.aliases, old.name, *new.aliases) if a != new.name))
    entity = replace(
        new,
        aliases=aliases,
        country=new.country or old.country,
        offices=new.offices or old.offices,
        wikidata=new.wikidata or old.wikidata,
    )
    return _Entry(entity, tuple(dict.fromkeys((*known.demonyms, *added.demonyms))))
