"""Where documents name an entity, each place with the words around it: the last part of its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kortui.model import Document, Entity, Library
from kortui.text import one_line
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Spans
from kortui.tui.widgets.text_view import Paragraph, Run

MENTIONS = 60
"""Places in documents listed."""
DOCUMENTS_READ = 200
"""Documents looked through for mentions; reading more would be felt."""
_AROUND = 120
"""Characters shown on either side of a name at most."""
_FAMILY_FIRST = ("KOR", "PRK", "CHN", "JPN", "VNM", "HUN")
"""Countries, by ISO 3166-1 alpha-3 code, in whose names the family's comes first."""
_STOP = re.compile(r"[.!?][\"”’)]*\s+")
"""What ends a sentence."""


def mentions(library: Library, entity: Entity, light: Callable[[str], Spans]) -> Iterable[Paragraph]:
    """Every place in the documents that names the entity, with the words around it."""
    left = MENTIONS
    family, others = family_of(library, entity)
    for document in library.documents[:DOCUMENTS_READ]:
        hits = light(document.text)
        if not hits:
            continue
        hits = by_family(family, others, document.text, hits)
        yield Paragraph()
        head = f"{document.attribution}  {len(hits):,}"
        runs = (Run(0, len(document.attribution), "link", f"document:{document.id}"),)
        yield Paragraph(head, "muted", runs, section=True)
        for start, end in hits[: max(left, 0)]:
            yield _mention(document, start, end)
        left -= len(hits)
        if left <= 0:
            yield Paragraph(f"{glyphs.ellipsis} more are not listed", "muted")
            return


def _mention(document: Document, start: int, end: int) -> Paragraph:
    """A mention in its sentence: from the stop before it to the stop behind it, no further than some words."""
    text = document.text
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    low, high = max(line, start - _AROUND), min(stop, end + _AROUND)
    ends = [m.end() for m in _STOP.finditer(text, low, start)]
    first = ends[-1] if ends else low
    behind = _STOP.search(text, end, high)
    last = behind.end() if behind else high
    before, after = one_line(text[first:start]), one_line(text[end:last])
    lead = f"{glyphs.ellipsis} " if first == low > line else ""
    tail = f" {glyphs.ellipsis}" if last == high < stop and not behind else ""
    gap = " " if before and text[start - 1 : start].isspace() else ""
    name = one_line(text[start:end])
    next_gap = " " if after and text[end : end + 1].isspace() else ""
    said = f"{lead}{before}{gap}{name}{next_gap}{after}{tail}"
    at = len(lead) + len(before) + len(gap)
    return Paragraph(said, "", (Run(at, at + len(name), "link", f"place:{document.id}:{start}"),), label="  ", indent=2)


def family_of(library: Library, entity: Entity) -> tuple[str, list[Entity]]:
    """The family's name of a person, and who else has it; no name where there is none to tell."""
    words = entity.name.split()
    if entity.kind != "person" or len(words) < 2:
        return "", []
    family = words[0 if entity.country in _FAMILY_FIRST else -1]
    return family, [e for e in library.entities if e.kind == "person" and e.id != entity.id and family in e.name.split()]


def by_family(family: str, others: Sequence[Entity], text: str, full: Spans) -> Spans:
    """Where a text names a person, by the family's name alone too; which counts for nobody in a text that names others of it.

    Args:
        family: The family's name, and in `others` who else has it; see `family_of`.
        others: See `family`.
        text: The text of a document.
        full: Where it names the person otherwise.
    """
    if not family or any(name in text for other in others for name in (other.name, *other.aliases)):
        return full
    taken = list(full)
    for match in re.finditer(rf"(?<![\w-]){re.escape(family)}(?![\w-])", text):
        if not any(start < match.end() and match.start() < end for start, end in full):
            taken.append(match.span())
    return sorted(taken)
