"""`RelationList`: whom an entity deals with, as a tree in lines, and what is said of the relation under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from kortui.model import Library
from kortui.overview.relations import MOST_RECORDS, Relation, sentence
from kortui.overview.words import counted
from kortui.tui.glyphs import glyphs
from kortui.tui.relation_rows import RelationRows
from kortui.tui.widgets.virtual_list import VirtualList


class RelationList(VirtualList):
    """Relations of an entity."""

    PLACE: ClassVar[str] = "entity"

    def show_relations(self, library: Library, relations: Sequence[Relation]) -> None:
        """Show relations, the cursor on the one it was on."""
        one = self.relation
        kept = [n for n, r in enumerate(relations) if one is not None and (r.other, r.of) == (one.other, one.of)]
        self.show(RelationRows(library, relations), kept[0] if kept else 0)

    @property
    def relations(self) -> Sequence[Relation]:
        """All that are shown."""
        return self.source.relations if isinstance(self.source, RelationRows) else ()

    @property
    def relation(self) -> Relation | None:
        """The one under the cursor."""
        return self.relations[self.cursor] if self.relations else None

    def standing(self, library: Library, entity: str) -> str:
        """How many relations there are, and what the one under the cursor consists of.

        Args:
            library: The database.
            entity: Id of the entity whose relations they are.
        """
        if (one := self.relation) is None:
            return sentence(library, entity)
        name = library.index.name
        beside = name(one.other) if one.of == entity else f"{name(one.of)} {glyphs.arrow} {name(one.other)}"
        total = sum(r.depth == 1 for r in self.relations)
        every = len(library.index.rows_of_entity.get(one.of, ()))
        part = f" in the latest {MOST_RECORDS:,} of its {every:,}" if every > MOST_RECORDS else ""
        return f"{beside}: {counted(len(one.rows), 'record')}{part}, {one.words}; one of {counted(total, 'relation')}"
