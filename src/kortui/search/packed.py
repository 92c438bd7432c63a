"""Row sets and columns as bytes of the derived file."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from kortui.rows import Held, bits_of

_LISTED, _PACKED, _PLAIN = b"\0", b"\1", b"\2"
_SPARSE = 128
"""Sets of less than one row in so many are kept as a list of rows (70 ns a row to read), others as bits."""

_SPARSE_OFTEN = 512
"""The same for sets that are read by the dozen."""

_CROWDED = 16
"""Sets of more than one row in so many are not worth packing, nor trying to."""

_CHECKSUM = 4
"""Bytes of a checksum."""

_WORTH = 0.4
"""Bits are packed when that makes them this much smaller; unpacking takes ten times as long as reading."""


def pack_rows(rows: Sequence[int], size: int, *, often: bool = False) -> bytes:
    """A set given as its rows.

    Args:
        rows: The rows, ascending; one may come several times.
        size: Events in the library.
        often: Whether it is of the sets that are read by the dozen, as those of entities: these are kept as plain bits sooner.
    """
    if is_sparse(rows, size, often=often):
        return _LISTED + numbers_to_bytes("I", dict.fromkeys(rows))
    bits = bits_of(rows, size)
    return _PLAIN + bits.to_bytes((size >> 3) + 1, "little") if often else pack_bits(bits, size)


def is_sparse(rows: Sequence[int], size: int, *, often: bool = False) -> bool:
    """Whether a set is kept as a list of rows; parameters as of `pack_rows`."""
    return len(rows) * (_SPARSE_OFTEN if often else _SPARSE) <= size


def pack_bits(bits: int, size: int) -> bytes:
    """A set given as bits."""
    cells = bits.to_bytes((size >> 3) + 1, "little")
    if bits.bit_count() * _CROWDED > size:
        return _PLAIN + cells
    packed = zlib.compress(cells, 1)
    return _PACKED + packed if len(packed) < _WORTH * len(cells) else _PLAIN + cells


def sealed(data: bytes) -> bytes:
    """Bytes with their checksum behind them: 0.3 ms a megabyte to make or to compare."""
    return data + zlib.crc32(data).to_bytes(_CHECKSUM, "little")


def unsealed(data: object) -> memoryview:
    """The bytes that `sealed` was given, without a copy.

    Raises:
        ValueError: When they are others.
    """
    if not isinstance(data, bytes) or len(data) < _CHECKSUM:
        raise ValueError("no bytes with a checksum")
    held = memoryview(data)
    if zlib.crc32(held[:-_CHECKSUM]) != int.from_bytes(held[-_CHECKSUM:], "little"):
        raise ValueError("bytes of another checksum")
    return held[:-_CHECKSUM]


def list_to_bytes(items: Iterable[object]) -> bytes:
    """A list of texts, or of lists of texts, as bytes of JSON, which get a checksum as all bytes of the derived file do."""
    return json.dumps(list(items)).encode("ascii")


def bytes_to_list(data: bytes | memoryview) -> list[Any]:
    """The list that `list_to_bytes` wrote.

    Raises:
        ValueError: When the bytes are none.
    """
    found: list[Any] = json.loads(str(data, "ascii"))
    return found


def unpack(data: bytes | memoryview, size: int) -> int:
    """The set as bits.

    Raises:
        ValueError: When the bytes are none, or hold a row behind the last.
        zlib.error: When packed bits are damaged.
    """
    if data[:1] in (_PACKED, _PLAIN):
        cells = zlib.decompress(data[1:]) if data[:1] == _PACKED else data[1:]
        if len(cells) != (size >> 3) + 1:
            raise ValueError("a row set of another length")
        return int.from_bytes(cells, "little")
    if data[:1] != _LISTED:
        raise ValueError("no row set")
    try:
        return bits_of(bytes_to_numbers("I", data[1:]), size)
    except IndexError:
        raise ValueError("a row behind the last") from None


def count_in(data: bytes | memoryview, held: Held, bits: int, size: int) -> int:
    """How many rows of a packed set are in another set; one of few rows is not made for that.

    Args:
        data: The packed set.
        held: The other set.
        bits: The same.
        size: Events in the library.

    Raises:
        ValueError: When the bytes are no set.
        zlib.error: When packed bits are damaged.
    """
    if data[:1] == _LISTED:
        return held.count(bytes_to_numbers("I", data[1:]))
    return (unpack(data, size) & bits).bit_count()


def numbers_to_bytes(code: str, numbers: Iterable[int] | Iterable[float]) -> bytes:
    """Numbers of an `array` type code as little-endian bytes."""
    found = numbers if isinstance(numbers, array) and numbers.typecode == code else array(code, numbers)
    if sys.byteorder == "big":
        found = array(code, found)
        found.byteswap()
    return found.tobytes()


def bytes_to_numbers(code: str, data: bytes | memoryview) -> array[int]:
    """The numbers that `numbers_to_bytes` wrote.

    Raises:
        ValueError: When the bytes are no whole number of them.
    """
    found: array[int] = array(code)
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def numbers_in(code: str, data: bytes | memoryview) -> Sequence[int]:
    """The same numbers read where they are, without a copy of millions of which a screen needs thirty.

    Raises:
        ValueError: When the bytes are no whole number of them.
    """
    if sys.byteorder == "big":
        return bytes_to_numbers(code, data)
    try:
        return memoryview(data).cast(code)  # type: ignore[call-overload, no-any-return]
    except TypeError as error:
        raise ValueError(str(error)) from error
