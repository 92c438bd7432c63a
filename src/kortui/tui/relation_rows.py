"""The relations of an entity as a tree in lines."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from kortui.model import Library
from kortui.overview.relations import Relation
from kortui.text import cell_width
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, fit, fit_right
from kortui.tui.widgets.source import Groups

_BAR = 8
_NAME = 24
_YEARS = 10
_NOUN = cell_width(" records")
_SAID = 50
"""Columns from which a count says in full what it counts."""
_BRIEF = " rec."


def _of(one: Relation) -> str:
    """How many of its records a relation was counted among."""
    return f" of {one.among:,}"


class RelationRows:
    """Relations as a list: branch, name, how often, in what, when."""

    groups = Groups()

    def __init__(self, library: Library, relations: Sequence[Relation]) -> None:
        self.library = library
        self.relations = relations
        self.version: Hashable = None
        self._most = max((len(r.rows) for r in relations), default=1)
        self._digits = len(f"{self._most:,}")
        self._noun = max((cell_width(_of(one)) for one in relations if one.among), default=_NOUN)

    def __len__(self) -> int:
        return len(self.relations)

    def _last(self, index: int) -> bool:
        """Whether nothing of the same depth follows under the same parent."""
        depth = self.relations[index].depth
        following = (r.depth for r in self.relations[index + 1 :] if r.depth <= depth)
        return next(following, 0) < depth

    def _branch(self, index: int) -> str:
        sign = glyphs.last if self._last(index) else glyphs.branch
        if self.relations[index].depth == 1:
            return f"{sign}{glyphs.rule} "
        parent = next(n for n in range(index, -1, -1) if self.relations[n].depth == 1)
        return f"{' ' if self._last(parent) else glyphs.wall}  {sign}{glyphs.rule} "

    def pieces(self, index: int, width: int) -> Sequence[Piece]:
        """One relation as a line."""
        one = self.relations[index]
        branch = self._branch(index)
        count = fit_right(f"{len(one.rows):,}", self._digits)
        years = fit_right(one.span, _YEARS) if width >= 66 else ""
        noun = _of(one) if one.among else " record" if len(one.rows) == 1 else " records"
        if width >= _SAID or self._noun > _NOUN:  # a count of some of the records may not stand as one of all
            count += fit(noun, self._noun)
        else:
            count += _BRIEF
        bar = ""
        if width >= 72:
            full = glyphs.blocks[-1] * max(1, round(_BAR * len(one.rows) / self._most))
            bar = " " + fit(full, _BAR)
        used = cell_width(branch) + len(count) + cell_width(bar) + cell_width(years) + 3
        name = min(_NAME - (3 if one.depth > 1 else 0), max(8, width - used - (12 if width >= 66 else 0)))
        words = max(0, width - used - name)
        return [
            (branch, "faint"),
            (fit(self.library.index.name(one.other), name), "text" if one.depth == 1 else "muted"),
            (f" {count}", "strong" if one.depth == 1 else "muted"),
            (bar, "bar" if one.depth == 1 else "light"),
            (" ", ""),
            (fit(one.words, words), "muted"),
            (f" {years}" if years else "", "muted"),
        ]
