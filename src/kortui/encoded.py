"""Records kept as the lines they are written as, each decoded when somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from kortui.schema import decode

T = TypeVar("T")


class EncodedRows(Sequence[T], Generic[T]):
    """A table of records as rows of a database: a tenth of the memory of the records, and written without encoding again.

    Args:
        record: Class of the records.
        rows: Lines of `kortui.schema.encode`.
    """

    __slots__ = ("_kept", "_record", "rows")

    def __init__(self, record: type[T], rows: Sequence[bytes]) -> None:
        self.rows = rows
        self._record = record
        self._kept: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self.rows))))
        number = index + len(self.rows) if index < 0 else index
        kept = self._kept.get(number)
        if kept is None:
            kept = self._kept[number] = decode(self._record, self.rows[number])
        return kept

    def __iter__(self) -> Iterator[T]:
        return (self[i] for i in range(len(self.rows)))

    def __eq__(self, other: Any) -> bool:
        if isinstance(other, EncodedRows):
            return self.rows == other.rows
        return isinstance(other, (tuple, list)) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
