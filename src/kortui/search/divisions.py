"""Which ways there are to put results into groups; each keeps what it divided last."""

from __future__ import annotations

from kortui.search.eras import Eras
from kortui.search.grouped import ByDate, ByKey, ByName, Cut, Division
from kortui.search.ordered import types_of
from kortui.search.pieces import Pieces
from kortui.search.postings import Postings
from kortui.vocabulary import DOMAIN_LABELS

_BY_DATE = ("year", "decade")

_SOON = 20
"""Records that are read at once: two milliseconds."""


class _Kept:
    """A division that keeps the groups of the result it divided last: another order leaves them as they are."""

    def __init__(self, division: Division) -> None:
        self._division = division
        self._last: tuple[int, Cut | None] = (0, None)

    def cut(self, bits: int) -> Cut | None:
        """The groups of a result."""
        if self._last[0] != bits:
            self._last = bits, self._division.cut(bits)
        return self._last[1]


class Divisions:
    """The ways to divide results of one library.

    Args:
        eras: Its decades and years.
        postings: Its index.
    """

    def __init__(self, eras: Eras, postings: Postings) -> None:
        self._eras = eras
        self._postings = postings
        self._made: dict[tuple[str, bool], Division] = {}
        self._by_name = {by: ByName(eras.library, by) for by in ("actor", "document")}

    def of(self, by: str, sort: str) -> Division | None:
        """How a query divides its result; None where it does not, or only puts headings into the order of dates.

        Args:
            by: Value of ``group:``.
            sort: Value of ``sort:``.
        """
        if by in _BY_DATE and is_by_date(sort):
            return None
        turned = by in _BY_DATE and sort == "-date"
        if (by, turned) not in self._made:
            made = self._make(by, turned)
            if made is None:
                return None
            self._made[by, turned] = _Kept(made)
        return self._made[by, turned]

    def _make(self, by: str, turned: bool) -> Division | None:
        if by in _BY_DATE:
            return ByDate(self._eras, by, turned=turned)
        if by == "type":
            types = types_of(self._postings)
            return ByKey(lambda: ((name.capitalize(), rows) for name, rows in types.kinds))
        if by == "domain":
            get = self._postings.get
            return ByKey(lambda: ((label, get("fields", f"domain:{name}")) for name, (label, _) in DOMAIN_LABELS.items()))
        return self._by_name.get(by)

    def reading(self, by: str, bits: int) -> tuple[int, Pieces[None]] | None:
        """How many records have to be read to divide a result, and what reads them in pieces; None where it is soon done.

        Args:
            by: Value of ``group:``.
            bits: The rows of the result.
        """
        division = self._by_name.get(by)
        if division is None or not self._eras.library.index.stored or (count := division.lacking(bits)) <= _SOON:
            return None
        return count, division.read(bits)


def is_by_date(sort: str) -> bool:
    """Whether a value of ``sort:`` asks for the order that rows have anyway."""
    return sort in ("", "date")
