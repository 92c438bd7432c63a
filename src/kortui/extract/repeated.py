"""Names that a document says again: found once by rule, they are marked wherever the same words stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kortui.extract import headwords
from kortui.extract.names import is_title
from kortui.extract.rows import HEADED, Candidate, Row
from kortui.extract.tokens import Token
from kortui.vocabulary import EntityKind


class Repeated:
    """Names of one document by their first words."""

    def __init__(self) -> None:
        self._names: dict[str, dict[tuple[str, ...], tuple[str, EntityKind]]] = {}
        self._lengths: dict[str, list[int]] = {}  # of the names with a first word, the longest first

    @property
    def firsts(self) -> Collection[str]:
        """The first words of all names."""
        return self._names.keys()

    def add(self, row: Row, c: Candidate) -> None:
        """Take a name of a sentence; of two with the same words the first stands."""
        words = tuple(t.text for t in row.tokens[c.first : c.last + 1])
        self._names.setdefault(words[0], {}).setdefault(words, (c.id, c.kind))
        lengths = self._lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort(reverse=True)

    def mark(self, row: Row) -> None:
        """Mark the names in a sentence where nothing else is marked."""
        names = self._names
        if names.keys().isdisjoint([token.text for token in row.tokens]):
            return
        taken = {i for c in row.chosen for i in c.tokens}
        for i, token in enumerate(row.tokens):
            if token.text not in names or i in taken:
                continue
            for length in self._lengths[token.text]:
                run = row.tokens[i : i + length]
                known = names[token.text].get(tuple(t.text for t in run)) if len(run) == length else None
                if known is None or not taken.isdisjoint(range(i, i + length)) or not _joined(run):
                    continue
                id_, kind = known
                if length == 1 and kind == "organisation" and i + 1 not in taken and goes_on(row, i):
                    continue
                taken.update(range(i, i + length))
                row.chosen.append(Candidate(i, i + length - 1, token.start, run[-1].end, kind, id_, HEADED))
                break


def _joined(run: Sequence[Token]) -> bool:
    """Whether nothing stands between the words of a run that would part two names."""
    return all(t.join in {" ", "-", "&"} for t in run[1:])


def goes_on(row: Row, at: int) -> bool:
    """Whether a short name has another name behind it and so is a part of a longer one ("Hanil Aero" is not Hanil Marine)."""
    after = row.tokens[at + 1] if at + 1 < len(row.tokens) else None
    return after is not None and after.join == " " and after.capital and not is_title(after) and not headwords.is_opener(after)
