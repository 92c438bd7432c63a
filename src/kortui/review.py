"""Editorial decisions kept beside the documents; `kortui.extract.decisions` applies them at the end of a build.

A decision names its record by `id`, and by `document` and `quote` (the whole evidence sentence), and finds it by either: the id
of a record changes when its sentence does, the quote when its document does. One that finds nothing is reported as orphaned and
never applied to something else. A file holds any number of these tables::

    [[accept]]
    id = "e7k3m9qa2hxw"
    document = "wikipedia-south-korea-turkey-relations"
    quote = "In 2013, both countries entered into a free trade agreement."

    [[reject]]
    id = "…"

    [[edit]]
    id = "…"
    title = "A better headline"
    date = "1987~"                                        # EDTF; "" for unknown
    type = "investment"
    domains = ["trade"]
    actors = [{ id = "vestel", role = "partner" }]
    places = ["manisa"]
    amounts = [{ text = "$2.8 billion", kind = "money", value = 2800000000, unit = "USD", measure = "investment" }]
    date_basis = "anaphoric"                              # how the date is known, when not stated by the quote
    date_role = "planned"
    date_text = "the same year"                           # the quote's own words for the date
    relevance = "bilateral"
    stage = "ordered"                                     # "" for none, likewise topic
    topic = "Gaza"
    confidence = "inferred"

    [[merge]]
    id = "the record that stays"
    with = ["ids of the records that go into it"]

    [[add]]
    document = "…"
    quote = "The words of the document that say it"
    type = "visit"
    title = "…"
    date = "1982"
    domains = ["diplomacy"]

`note` may say why, in any of them. An edited, accepted, merged or added record is `reviewed`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from kortui.errors import EdtfError, ReviewError
from kortui.model import EventDate
from kortui.records import dataclass, field
from kortui.text import cell_width, one_line, sanitise
from kortui.vocabulary import (
    ACTOR_ROLES,
    DOMAINS,
    EVENT_TYPES,
    RELEVANCES,
    STAGES,
    TITLE_CELLS,
    AmountKind,
    Confidence,
    DateBasis,
    DateRole,
)

Action = Literal["accept", "reject", "edit", "merge", "add"]
ACTIONS: tuple[Action, ...] = ("accept", "reject", "edit", "merge", "add")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": EVENT_TYPES,
    "date_basis": get_args(DateBasis),
    "date_role": get_args(DateRole),
    "relevance": RELEVANCES,
    "stage": ("", *STAGES),
    "confidence": get_args(Confidence),
}
"""Fields that take one of a few values."""

FIELDS = (
    "title", "date", "date_basis", "date_role", "date_text", "type", "domains", "actors", "places", "amounts", "relevance",
    "stage", "topic", "confidence",
)  # fmt: skip
"""What an edit may change and an addition may give."""

_AT_MOST = 4 * 1024 * 1024
_KINDS: tuple[AmountKind, ...] = ("money", "count", "ordinal", "percent", "length", "duration")
_HEDGES = (">", ">=", "<", "<=", "~", "<~")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        action: What to do.
        id: The record's id; empty for additions.
        document: Document of the quote; empty when only the id is known.
        quote: The evidence sentence, or for an addition the words that say it.
        changes: Fields of `FIELDS` to new values, in the shapes of the file.
        others: For a merge, the ids that go into the record.
        note: Why.
    """

    action: Action
    id: str = ""
    document: str = ""
    quote: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    note: str = ""


# ---------------------------------------------------------------- reading


def load(path: Path) -> tuple[Decision, ...]:
    """Read a file of decisions.

    Args:
        path: A TOML file as the module describes.

    Raises:
        ReviewError: When it cannot be read, is not TOML, or a decision lacks what it needs.
    """
    where = str(path)
    try:
        if path.stat().st_size > _AT_MOST:
            raise ReviewError(f"is larger than {_AT_MOST // 1024 // 1024} MB", where)
        tables = tomllib.loads(sanitise(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError("cannot be read", where, str(error)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReviewError(f"is not TOML: {error}", where, "mend the line it names") from error
    return parse(tables, where)


def parse(tables: Mapping[str, Any], where: str) -> tuple[Decision, ...]:
    """Decisions of a decoded file.

    Args:
        tables: The file's tables.
        where: What to call the file in an error.

    Raises:
        ReviewError: When a table or a field is unknown or of the wrong kind.
    """
    unknown = set(tables) - set(ACTIONS)
    if unknown:
        raise ReviewError(f"has no decision called {sorted(unknown)[0]!r}", where, f"use {', '.join(ACTIONS)}")
    found = []
    for action in ACTIONS:
        rows = tables.get(action, [])
        if not isinstance(rows, list):
            raise ReviewError(f"{action} is not a list of tables", where, f"write [[{action}]]")
        found += [_decision(action, row, f"{where}: {action} {n}") for n, row in enumerate(rows, 1)]
    return tuple(found)


def _decision(action: Action, row: Any, where: str) -> Decision:
    if not isinstance(row, dict):
        raise ReviewError("is not a table", where)
    known = {"id", "document", "quote", "note", "with", *FIELDS}
    unknown = set(row) - known
    if unknown:
        raise ReviewError(f"has no field {sorted(unknown)[0]!r}", where, f"use {', '.join(sorted(known))}")
    texts = {}
    for key in ("id", "document", "quote", "note"):
        if not isinstance(row.get(key, ""), str):
            raise ReviewError(f"{key} is not text", where)
        texts[key] = row.get(key, "")
    others = row.get("with", [])
    if not isinstance(others, list) or not all(isinstance(o, str) for o in others):
        raise ReviewError("with is not a list of ids", where)
    changes = {key: row[key] for key in FIELDS if key in row}
    for key, value in changes.items():
        _check(key, value, where)
    decision = Decision(action, **texts, changes=changes, others=tuple(others))
    _complete(decision, where)
    return decision


def _complete(decision: Decision, where: str) -> None:
    if decision.action == "add":
        lacking = [k for k in ("title", "type", "domains") if k not in decision.changes]
        if not decision.document or not decision.quote or lacking:
            raise ReviewError(f"lacks {', '.join(lacking) or 'document and quote'}", where)
    elif not decision.id and not (decision.document and decision.quote):
        raise ReviewError("names no record", where, "give id, or document and quote")
    elif decision.action == "merge" and not decision.others:
        raise ReviewError("lacks with", where, 'name the records that go into it: with = ["e…"]')
    elif decision.action == "edit" and not decision.changes:
        raise ReviewError("changes nothing", where, f"give one of {', '.join(FIELDS)}")


def _check(key: str, value: Any, where: str) -> None:
    """Refuse a field of the wrong kind.

    Raises:
        ReviewError: Naming the field.
    """
    if key == "title":
        if not isinstance(value, str) or not value.strip() or cell_width(one_line(value)) > TITLE_CELLS:
            raise ReviewError(f"title is not a line of at most {TITLE_CELLS} cells", where)
    elif key == "date":
        if not isinstance(value, str):
            raise ReviewError("date is not text", where, 'write EDTF in quotes, such as "1987~"')
        try:
            EventDate.of(value or None)
        except EdtfError as error:
            raise ReviewError(error.what, where, error.mend) from error
    elif key in CHOICES:
        if value not in CHOICES[key]:
            raise ReviewError(f"{value!r} is no {key}", where, f"use one of {', '.join(filter(None, CHOICES[key]))}")
    elif key in ("date_text", "topic"):
        if not isinstance(value, str):
            raise ReviewError(f"{key} is not text", where)
    elif key == "domains":
        if not isinstance(value, list) or not value or not set(map(str, value)) <= set(DOMAINS):
            raise ReviewError("domains is not a list of domains", where, f"use {', '.join(DOMAINS)}")
    elif key == "places":
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise ReviewError("places is not a list of entity ids", where)
    elif not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise ReviewError(f"{key} is not a list of tables", where)
    elif key == "actors":
        for actor in value:
            if not isinstance(actor.get("id"), str) or actor.get("role", "other") not in ACTOR_ROLES:
                raise ReviewError("an actor needs an id and a role", where, f"roles are {', '.join(ACTOR_ROLES)}")
    elif key == "amounts":
        for amount in value:
            number = amount.get("value")
            if not isinstance(amount.get("text"), str) or amount.get("kind") not in _KINDS:
                raise ReviewError("an amount needs text and kind", where, f"kinds are {', '.join(_KINDS)}")
            if (number is not None and type(number) not in (int, float)) or amount.get("hedge") not in (None, *_HEDGES):
                raise ReviewError("an amount's value is no number, or its hedge is unknown", where)
