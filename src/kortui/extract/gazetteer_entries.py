"""The entries of gazetteer files, shipped or a user's: read and checked field by field.

The format is told in `kortui.extract.gazetteer`. Every error names the file and the entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kortui import edtf
from kortui.errors import EdtfError, GazetteerError
from kortui.model import Entity, Office
from kortui.text import sanitise, slug
from kortui.vocabulary import ENTITY_KINDS, EntityKind

_FIELDS = {"name", "country", "aliases", "search", "demonyms", "offices", "wikidata"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_Wrong = Callable[[str], GazetteerError]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity with its demonyms, which are names for matching alone."""

    entity: Entity
    demonyms: tuple[str, ...] = ()


def cities(table: Mapping[str, Sequence[str]]) -> Iterator[Entry]:
    """Cities of the compact lists: a country's code to names with their other names behind bars."""
    for country, cities in table.items():
        for city in cities:
            name, *aliases = city.split("|")
            yield Entry(Entity(slug(name), name, "place", tuple(aliases), country))


def read(path: Path) -> dict[str, Any]:
    """The tables of a user's file.

    Raises:
        GazetteerError: When it cannot be read or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError("cannot be read", str(path), "check the path and that the file is UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(f"is not TOML: {error}", str(path), "mend the line it names") from error


def entries(tables: Mapping[str, Any], where: str) -> Iterator[Entry]:
    """The entries of a file's tables, checked."""
    for kind, table in tables.items():
        if kind not in ENTITY_KINDS:
            raise GazetteerError(f"table [{kind}] is no kind of entity", where, f"use one of {', '.join(ENTITY_KINDS)}")
        if not isinstance(table, dict):
            raise GazetteerError(f"[{kind}] is not a table of entries", where)
        for id_, fields in table.items():
            yield _entry(kind, id_, fields, where)


def _entry(kind: EntityKind, id_: str, fields: Any, where: str) -> Entry:
    """One entry, checked field by field."""

    def wrong(what: str) -> GazetteerError:
        return GazetteerError(f"entry {id_!r}: {what}", where)

    def strings(key: str) -> tuple[str, ...]:
        value = fields.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise wrong(f"{key} is not a list of names")
        return tuple(sanitise(v) for v in value)

    if not _ID.fullmatch(id_):
        raise wrong("an id is lower-case ASCII words joined by -")
    if not isinstance(fields, dict):
        raise wrong("is not a table: write id = { name = … }")
    unknown = sorted(set(fields) - _FIELDS)
    if unknown:
        raise wrong(f"unknown field {unknown[0]!r}: use {', '.join(sorted(_FIELDS))}")
    name = fields.get("name")
    if not isinstance(name, str) or not name.strip():
        raise wrong("has no name")
    country = fields.get("country")
    if country is not None and not (isinstance(country, str) and re.fullmatch("[A-Z]{3}", country)):
        raise wrong(f"country {country!r} is not an ISO 3166-1 alpha-3 code")
    wikidata = fields.get("wikidata")
    if wikidata is not None and not (isinstance(wikidata, str) and re.fullmatch(r"Q[1-9]\d*", wikidata)):
        raise wrong(f"wikidata {wikidata!r} is not an item id such as Q884")
    offices = fields.get("offices", [])
    if not isinstance(offices, list):
        raise wrong("offices is not a list")
    searched = strings("search")
    return Entry(
        Entity(
            id_,
            sanitise(name),
            kind,
            tuple(dict.fromkeys((*strings("aliases"), *searched))),
            country,
            tuple(_office(o, wrong) for o in offices),
            wikidata,
            unshown=searched,
        ),
        strings("demonyms"),
    )


def _office(fields: Any, wrong: _Wrong) -> Office:
    """One office of an entry."""
    if not isinstance(fields, dict) or not isinstance(fields.get("title"), str) or set(fields) - {"title", "from", "to"}:
        raise wrong("an office is { title, from, to }")
    for key in ("from", "to"):
        try:
            edtf.bounds(fields.get(key))
        except EdtfError as error:
            raise wrong(f"{key} {fields[key]!r} of an office is not EDTF") from error
    return Office(fields["title"], fields.get("from"), fields.get("to"))


def joined(known: Entry, added: Entry, where: str) -> Entry:
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
        unshown=tuple(n for n in dict.fromkeys((*old.unshown, *new.unshown)) if n != new.name),
    )
    return Entry(entity, tuple(dict.fromkeys((*known.demonyms, *added.demonyms))))
