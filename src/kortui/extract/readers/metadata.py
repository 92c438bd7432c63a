"""Metadata that stands beside or before a text: the side-car file and the front matter.

Both are mappings of ``title``, ``publisher``, ``published`` (EDTF), ``url``, ``language``, ``licence`` and ``digest_of``
(``title``, ``publisher``, ``published``, ``url`` of the original). Unknown keys of front matter are ignored, for it is shared
with other tools; those of a side-car, which is kortui's alone, are told (`unused_fields`).
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kortui import edtf
from kortui.errors import DocumentError
from kortui.extract.readers.base import NOTHING, Metadata
from kortui.extract.readers.source import decode, load
from kortui.links import is_link
from kortui.model import DigestOf
from kortui.text import one_line, sanitise, truncate

FRONT_MATTER_AT_MOST = 16 * 1024
"""Longest front matter in characters: it is parsed before anything is known of the file."""
_NAME_CELLS = 60
"""Cells of a field's name that a message repeats."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<body>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TEXT_KEYS = ("title", "publisher", "url", "language", "licence")
_FIELDS = ("title", "publisher", "published", "url", "language", "licence", "digest_of")
_ORIGINAL_FIELDS = ("title", "publisher", "published", "url")


def split_front_matter(text: str, where: str) -> tuple[Metadata, str]:
    """Take YAML front matter between ``---`` lines off a text.

    Args:
        text: Sanitised text.
        where: What to call the file in an error.

    Returns:
        The metadata and the text behind it; a beginning that is no mapping (a rule between paragraphs) stays in the text.

    Raises:
        DocumentError: When the front matter is not YAML or a value is of the wrong kind.
    """
    if not text.startswith("---"):
        return NOTHING, text
    match = _FRONT_MATTER.match(text, 0, FRONT_MATTER_AT_MOST)
    if not match:
        return NOTHING, text
    import yaml  # 15 ms that documents without front matter need not pay

    try:
        values = yaml.safe_load(match["body"])
    except ValueError as error:  # YAML whose date is none of the calendar
        raise _no_date(match["body"], where) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (line {mark.line + 2}: {getattr(error, 'problem', '')})" if mark else ""
        raise DocumentError(f"front matter is not YAML{place}", where, "mend the lines between the --- marks") from error
    if not isinstance(values, Mapping):
        return NOTHING, text
    try:
        return from_mapping(values, where, "front matter"), text[match.end() :]
    except DocumentError as error:
        raise DocumentError(_with_line(error.what, match["body"]), error.where, error.mend) from error


_LIKE_A_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d?-\d\d?(?![\w-])")


def _no_date(body: str, where: str) -> DocumentError:
    """What to say of front matter with a value that looks like a day and is none, with the line it stands on."""
    for found in _LIKE_A_DAY.finditer(body):
        year, month, day = map(int, found[0].split("-"))
        try:
            datetime.date(year, month, day)
        except ValueError:
            line = 2 + body.count("\n", 0, found.start())  # the first is the mark above
            mend = "write it like 2025-07-08, 2025-07 or 2025"
            return DocumentError(f"front matter, line {line}: {found[0]} is no day of the calendar", where, mend)
    return DocumentError("front matter holds a value that is no date or number", where, "mend the lines between the --- marks")


def _with_line(what: str, body: str) -> str:
    """What is wrong with a value of the front matter, with the line it stands on."""
    named = re.match(r"front matter: (?P<within>digest_of: )?(?P<key>\w+)", what)
    if named is None:
        return what
    start = 0
    if named["within"] and (within := re.search(r"^\s*digest_of\s*:", body, re.M)):
        start = within.end()
    at = re.compile(rf"[\s{{,]*[\"']?{named['key']}[\"']?\s*:", re.M).search(body, start)
    if at is None:
        return what
    line = 2 + body.count("\n", 0, at.end())  # the first is the mark above
    return what.replace("front matter:", f"front matter, line {line}:", 1)


def side_car(path: Path) -> Path:
    """Path of the side-car file of a document, whether or not it exists."""
    return path.with_name(path.stem + ".json")


def read_side_car(path: Path) -> Metadata:
    """Metadata of ``<stem>.json`` beside a document; nothing when there is none.

    Raises:
        DocumentError: When the side-car is not a JSON object or a value is of the wrong kind.
    """
    values = _side_car_values(path)
    return NOTHING if values is None else from_mapping(values, str(side_car(path)), "side-car")


def unused_fields(path: Path) -> Iterator[str]:
    """What the side-car of a document says that kortui does not read, a line a field: most likely a slip of the pen.

    An address that is no link is told of front matter, too.

    Raises:
        DocumentError: As `read_side_car`.
    """
    values = _side_car_values(path) or {}
    if values:
        yield from _unlinked(from_mapping(values, str(side_car(path)), "side-car"), str(side_car(path)))
    yield from _unlinked(_front_matter_of(path), str(path))
    original = values.get("digest_of")
    levels: list[tuple[str, Mapping[str, Any], tuple[str, ...]]] = [("", values, _FIELDS)]
    levels += [("digest_of: ", original, _ORIGINAL_FIELDS)] if isinstance(original, dict) else []
    for within, given, known in levels:
        for name in given:
            if name not in known:
                close = get_close_matches(name.casefold(), known, 1)
                mend = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
                shown = truncate(one_line(sanitise(name)), _NAME_CELLS)
                yield f"{side_car(path)}: {within}there is no field {shown!r}, so it is not used; {mend}"


def _unlinked(known: Metadata, where: str) -> Iterator[str]:
    """A line for each address that is no link."""
    original = known.digest_of.url if known.digest_of is not None else None
    for within, address in (("", known.url), ("digest_of: ", original)):
        if address and not is_link(address):
            shown = truncate(address, _NAME_CELLS)
            yield f"{where}: {within}the url {shown!r} is no link, so it is not used; write it like https://example.org/a"


def _front_matter_of(path: Path) -> Metadata:
    """The front matter of a file, of which no more is read."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
            if b"-" not in head:  # nearly all documents have none
                return NOTHING
            head += file.read(FRONT_MATTER_AT_MOST * 4)  # bytes of a character at most
        whole_lines = head[: head.rfind(b"\n") + 1]
        return split_front_matter(decode(whole_lines, str(path)), str(path))[0]
    except (OSError, DocumentError):
        return NOTHING  # whoever reads the document says so


def _side_car_values(path: Path) -> dict[str, Any] | None:
    beside = side_car(path)
    if beside == path or not beside.is_file():
        return None
    try:
        values = json.loads(load(beside).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DocumentError("side-car is not JSON in UTF-8", str(beside), "mend or remove it") from error
    if not isinstance(values, dict):
        raise DocumentError("side-car is not a JSON object", str(beside), 'write it like {"title": "…", "published": "2025"}')
    return values


def from_mapping(values: Mapping[Any, Any], where: str, what: str) -> Metadata:
    """Metadata of a decoded mapping.

    Args:
        values: Keys and values as JSON or YAML gave them.
        where: File to name in an error.
        what: What to call the mapping in an error.

    Raises:
        DocumentError: When a value is of the wrong kind or ``published`` is not EDTF.
    """
    original = values.get("digest_of")
    digest_of = None
    if original is not None:
        if not isinstance(original, Mapping) or not _text(original.get("title")):
            raise DocumentError(
                f"{what}: digest_of is not a mapping with a title", where, "give title, publisher, published, url"
            )
        digest_of = DigestOf(
            title=_required(original, "title", where, f"{what}: digest_of"),
            publisher=_field(original, "publisher", where, f"{what}: digest_of"),
            published=_date(original, where, f"{what}: digest_of"),
            url=_field(original, "url", where, f"{what}: digest_of"),
        )
    found = {key: _field(values, key, where, what) for key in _TEXT_KEYS}
    return Metadata(**found, published=_date(values, where, what), digest_of=digest_of)


def check_published(value: str, where: str, what: str) -> str:
    """A publication date that is EDTF.

    Raises:
        DocumentError: When it is not.
    """
    value = value.strip()
    if not edtf.is_valid(value):
        raise DocumentError(f"{what}: published {value!r} is not EDTF", where, "write it like 2025-07-08, 2025-07 or 2025")
    return value


def _text(value: Any) -> str | None:
    """A scalar as one sanitised line; None for nothing, an empty string or a list."""
    if isinstance(value, (datetime.datetime, datetime.date)):  # what YAML makes of an unquoted 2025-07-08
        return value.isoformat()[:10]
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return one_line(sanitise(str(value))) or None


def _field(values: Mapping[Any, Any], key: str, where: str, what: str) -> str | None:
    value = values.get(key)
    found = _text(value)
    if found is None and value not in (None, ""):
        raise DocumentError(f"{what}: {key} is not text", where, "write it as one line of text")
    return found


def _required(values: Mapping[Any, Any], key: str, where: str, what: str) -> str:
    found = _field(values, key, where, what)
    if found is None:
        raise DocumentError(f"{what}: {key} is missing", where)
    return found


def _date(values: Mapping[Any, Any], where: str, what: str) -> str | None:
    value = _field(values, "published", where, what)
    return check_published(value, where, what) if value else None
