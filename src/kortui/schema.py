"""Records to JSON rows and back: the frozen records of `kortui.model` are the one schema of writer, reader and validator.

A codec is compiled once per class from its annotations: `str`, `int`, `float`, `bool`, `Literal`, tuples, `X | None` and
other record classes. Reading checks every value and names the field that is wrong; text is sanitised on the way in.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin

from kortui.records import fields_of, is_record
from kortui.text import sanitise

if TYPE_CHECKING:
    import dataclasses

    from kortui.records import Field

SCHEMA = 1
"""Version of the rows; a file with a higher number is refused, never guessed at."""

Row = dict[str, Any]
T = TypeVar("T")
_Reader = Callable[[Any, str], Any]


class SchemaError(ValueError):
    """A row does not have the shape of its record; the message names the field."""


def key_of(field: Field | dataclasses.Field[Any]) -> str:
    """JSON key of a field: its name, but for names Python reserves (``from``)."""
    return str(field.metadata.get("key", field.name))


def _expect(kind: type, words: str) -> _Reader:
    def read(value: Any, where: str) -> Any:
        if type(value) is not kind:
            raise SchemaError(f"{where} is not {words}")
        return value

    return read


def _read_str(value: Any, where: str) -> str:
    if type(value) is not str:
        raise SchemaError(f"{where} is not text")
    return value if value.isascii() and value.isprintable() else sanitise(value)  # which would ask the same, for 0.1 µs more


def _read_number(value: Any, where: str) -> int | float:
    if type(value) not in (int, float):
        raise SchemaError(f"{where} is not a number")
    number: int | float = value
    return number


def _read_literal(values: tuple[str, ...]) -> _Reader:
    known = {value: value for value in values}

    def read(value: Any, where: str) -> Any:
        found = known.get(value) if isinstance(value, str) else None
        if found is None:
            raise SchemaError(f"{where} is none of {', '.join(values)}")
        return found

    return read


def _read_tuple(item: _Reader) -> _Reader:
    def read(value: Any, where: str) -> tuple[Any, ...]:
        if type(value) is not list:
            raise SchemaError(f"{where} is not a list")
        if where:
            return tuple(item(v, f"{where}[{i}]") for i, v in enumerate(value))
        return tuple([item(v, "") for v in value]) if value else ()

    return read


def _read_optional(inner: _Reader) -> _Reader:
    return lambda value, where: None if value is None else inner(value, where)


_SIMPLE: Mapping[str, _Reader] = {
    "str": _read_str,
    "int": _expect(int, "a whole number"),
    "bool": _expect(bool, "true or false"),
}


def _reader(annotation: Any) -> _Reader:
    """The reader of one annotation.

    Raises:
        TypeError: When a record uses an annotation the codec does not know.
    """
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        inner = [a for a in args if a is not type(None)]
        reader = _read_number if set(inner) == {int, float} else _reader(inner[0])
        return _read_optional(reader) if type(None) in args else reader
    if origin is Literal:
        return _read_literal(args)
    if origin is tuple:
        return _read_tuple(_reader(args[0]))
    if isinstance(annotation, type) and is_record(annotation):
        return _record_reader(annotation)
    if isinstance(annotation, type) and annotation.__name__ in _SIMPLE:
        return _SIMPLE[annotation.__name__]
    raise TypeError(f"no codec for {annotation!r}")


@cache
def _named_reader(annotation: str, module: str) -> _Reader:
    """The reader of an annotation as it is written; most are one of a few, and evaluating each would take 3 ms in all."""
    base = annotation.removesuffix(" | None")
    if (simple := _SIMPLE.get(base)) is not None:
        return simple if base == annotation else _read_optional(simple)
    return _reader(eval(annotation, vars(sys.modules[module])))


def _readers(cls: type) -> dict[str, _Reader]:
    """The reader of each field by name."""
    found: dict[str, _Reader] = {}
    for base in reversed(cls.__mro__):
        for name, annotation in getattr(base, "__annotations__", {}).items():
            found[name] = _named_reader(annotation, base.__module__) if isinstance(annotation, str) else _reader(annotation)
    return found


@cache
def _record_reader(cls: type) -> _Reader:
    readers = _readers(cls)
    fields = [(f.name, key_of(f), readers[f.name], f.required) for f in fields_of(cls).values()]

    def read(value: Any, where: str) -> Any:
        if type(value) is not dict:
            raise SchemaError(f"{where} is not an object")
        found = {}
        for name, key, reader, required in fields:
            if key in value:
                found[name] = reader(value[key], where and f"{where}.{key}")
            elif required:
                raise SchemaError(f"{where} lacks {key}")
        return cls(**found)

    return read


def from_row(cls: type[T], row: Any, where: str) -> T:
    """Make a record of a JSON row.

    Args:
        cls: Record class.
        row: Decoded JSON.
        where: What to call the row in an error, such as ``events 3``.

    Raises:
        SchemaError: When a field is lacking or of the wrong kind. Keys the record does not know are ignored, so that a
            database of a later minor version still opens.
    """
    read = _record_reader(cls)  # type: ignore[arg-type]
    record: T
    try:
        record = read(row, "")
    except SchemaError:
        record = read(row, where)  # once more, to name the field: doing so all along takes a sixth of the time
    return record


def faults_of(cls: type, row: Any, where: str) -> Iterator[str]:
    """What keeps `from_row` from making a record of a row, a sentence a field; nothing when it can.

    Args:
        cls: Record class.
        row: Decoded JSON.
        where: What to call the row.
    """
    if type(row) is not dict:
        yield f"{where} is not an object"
        return
    readers = _readers(cls)
    for field in fields_of(cls).values():
        key = key_of(field)
        if key not in row:
            if field.required:
                yield f"{where} lacks {key}"
            continue
        try:
            readers[field.name](row[key], f"{where}.{key}")
        except SchemaError as error:
            yield str(error)


@cache
def _plan(cls: type) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Name and key of each field, and the keys of those that are sparse."""
    fields = fields_of(cls).values()
    return tuple((f.name, key_of(f)) for f in fields), tuple(key_of(f) for f in fields if f.metadata.get("sparse"))


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int, bool)) or value is None:
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return to_row(value)


def to_row(record: Any) -> Row:
    """The JSON row of a record: every field, in the order of the class; whole floats as integers.

    Fields that a class calls ``sparse`` stand in it only where they hold something: most rows would tell of nothing.
    """
    plan, sparse = _plan(type(record))  # type: ignore[arg-type]
    row = {key: _plain(getattr(record, name)) for name, key in plan}
    for key in sparse:
        if row[key] is None:
            del row[key]
    return row


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(", ", ": "))


def encode(row: Row) -> bytes:
    """A row as it stands in a database: one line of UTF-8, keys sorted.

    Raises:
        ValueError: When it holds a number that is none (NaN, an infinity).
    """
    return _ENCODER.encode(row).encode()


_Maker = Callable[[Any], Any]


def _maker(annotation: Any) -> _Maker | None:
    """Makes a value of one annotation; None where the decoded JSON is the value."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        inner = _maker(next(a for a in args if a is not type(None)))
        return None if inner is None else lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _maker(args[0])
        return tuple if item is None else lambda value: tuple([item(v) for v in value])
    if isinstance(annotation, type) and is_record(annotation):
        return _record_maker(annotation)
    return None


@cache
def _record_maker(cls: type) -> _Maker:
    from typing import get_type_hints

    hints = get_type_hints(cls)
    plan = [(key_of(f), _maker(hints[f.name])) for f in fields_of(cls).values()]
    sparse = _plan(cls)[1]
    if not sparse:
        return lambda row: cls(*[row[key] if make is None else make(row[key]) for key, make in plan])
    return lambda row: cls(*[row.get(key) if make is None else make(row[key]) for key, make in plan])


def decode(cls: type[T], line: bytes) -> T:
    """The record of a row that `encode` wrote in this build: nothing is checked, which takes a fifth of the time.

    For what comes from elsewhere there is `from_row`.
    """
    import msgspec  # a third of the time of `json`, which a rebuild of many documents spends mostly here

    record: T = _record_maker(cls)(msgspec.json.decode(line))  # type: ignore[arg-type]
    return record
