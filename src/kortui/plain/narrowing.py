"""Facets in the linear mode: by what a search can be narrowed, and what of it is to be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kortui.plain import finding
from kortui.plain.pages import listed
from kortui.text import fold_text

if TYPE_CHECKING:
    from kortui.plain.reader import Reader

_FACET = 5
"""Values of a facet said before somebody asks for all of it."""

_FACETS = (
    "domain",
    "type",
    "actor",
    "country",
    "date",
    "decade",
    "doc",
    "document",
    "rel",
    "relevance",
    "conflict",
    "is",
    "property",
)
"""Facets by field and by what they are called."""


def facets(reader: Reader, wanted: str) -> None:
    """Say by what the search can be narrowed, with counts; the number of a value narrows, and again widens.

    Args:
        reader: Who says it.
        wanted: A facet to say in full; empty for the first values of all.
    """
    from kortui.search.facets import live
    from kortui.search.query import parse

    query = parse(reader.query)
    domain = finding.PANES[reader.pane]
    within = query.with_value("domain", domain) if domain else query
    named = fold_text(wanted)
    found = [f for f in live(reader.searcher, within) if not domain or f.name != "domain"]
    if named:
        found = [f for f in found if named in (f.name, fold_text(f.label))]
    items = []
    for facet in found:
        values = [v for v in facet.values if v.count or v.state]
        for value in values if named else values[:_FACET]:
            state = f", {value.state}" if value.state else ""
            words = f"{facet.label}: {value.label}, {value.count:,} record{'' if value.count == 1 else 's'}{state}"
            items.append((words, f"narrow:{facet.name}:{value.value}"))
    names = ", ".join(f.name for f in found)
    ways = "A number narrows the search, not and a number leaves that out; the same again takes it back."
    intro = [ways] if items else ["There is nothing."]
    intro += (
        []
        if named or not items
        else [f"Each is said by its {_FACET} most frequent values; facets and one of {names} says all."]
    )
    reader.show(listed("Narrow", items, intro, noun="value"))


def is_facet(word: str) -> bool:
    """Whether a word names a facet."""
    return fold_text(word) in _FACETS


def narrow(reader: Reader, field: str, value: str) -> None:
    """Ask for a value of a facet, or no longer."""
    from kortui.search.query import parse

    finding.search(reader, str(parse(reader.query).toggled(field, value)))


def leave_out(reader: Reader, number: str) -> None:
    """Leave a value out that the facets have just said, or no longer.

    Args:
        reader: Who says it.
        number: Number of its line.
    """
    from kortui.search.query import parse

    at = int(number or "0") - 1
    kind, _, chosen = (reader.page.target(at) if 0 <= at < reader.page.count else "").partition(":")
    if kind != "narrow":
        reader.say("Say facets first; not and the number of a value then leaves it out.")
        return
    field, _, value = chosen.partition(":")
    finding.search(reader, str(parse(reader.query).toggled(field, value, exclude=True)))
