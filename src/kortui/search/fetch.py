"""Decoders for parts of records: only the fields that are asked for, a fifth of the time of reading a whole row."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from kortui.records import fields_of, is_record
from kortui.schema import key_of

Wanted = Mapping[type, Sequence[str]]
"""Names of the fields to read, by record class."""


def decoder(record: type, wanted: Wanted) -> Callable[[bytes], Any]:
    """A function from the JSON of a row to an object with some of the attributes of its record.

    The types are those that the record declares, so that a row of another shape is refused; text is as it stands in the file.

    Args:
        record: The record class of the row.
        wanted: The fields to read of it and of the records in it.

    Returns:
        The function. It raises ValueError for what is no JSON or not of the shape of the record.
    """
    return msgspec.json.Decoder(_shape(record, wanted)).decode


def _shape(record: type, wanted: Wanted) -> type:
    """A structure with the wanted fields of a record; it can be changed, and the collector of garbage passes over it."""
    hints, fields = get_type_hints(record), fields_of(record)
    found: list[Any] = []
    for name in wanted[record]:
        kind = _kind(hints[name], wanted)
        found.append((name, kind) if fields[name].required else (name, kind, fields[name].default))
    found.sort(key=len)  # what may be lacking comes last
    keys = {name: key_of(fields[name]) for name in wanted[record]}
    return msgspec.defstruct(record.__name__, found, rename=keys, gc=False)


def _kind(annotation: Any, wanted: Wanted) -> Any:
    """An annotation with structures in the place of records."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return Union[tuple(_kind(one, wanted) for one in arguments)]  # noqa: UP007 (of a number of types known only here)
    if origin is tuple:
        return types.GenericAlias(list, (_kind(arguments[0], wanted),)) if is_record(arguments[0]) else annotation
    if origin is Literal or not (isinstance(annotation, type) and is_record(annotation)):
        return annotation
    return _shape(annotation, wanted)
