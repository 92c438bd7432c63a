"""Two records field by field, in lines: what each says, and whether they say the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kortui.model import Event, Library
from kortui.overview.tables import when
from kortui.overview.words import amount_words, names
from kortui.plain.pages import Page, listed
from kortui.text import one_line
from kortui.vocabulary import DOMAIN_LABELS

if TYPE_CHECKING:
    from kortui.plain.reader import Reader


def compare(reader: Reader) -> None:
    """Hold the record at hand, let it go, or say it beside the one held."""
    event = reader.page.event
    if event is None:
        reader.say("Open a record first; compare then holds it for another one.")
    elif reader.held is None:
        reader.held = event
        reader.say("Held; compare on another record says the two side by side.")
    elif reader.held.id == event.id:
        reader.held = None
        reader.say("Let go.")
    else:
        reader.show(page(reader.library, reader.held, event))


def page(library: Library, one: Event, other: Event) -> Page:
    """The fields of which at least one of two records says something; the first two lines open the records."""
    items = [(f"First: {one_line(one.title)}", f"event:{one.id}"), (f"Second: {one_line(other.title)}", f"event:{other.id}")]
    differ = 0
    for (name, left), (_, right) in zip(_told(library, one), _told(library, other), strict=True):
        if left == right:
            items += [(f"{name}, both: {left}", "")] * bool(left)
        else:
            differ += 1
            items.append((f"{name}, first: {left or 'nothing'}; second: {right or 'nothing'}", ""))
    return listed("Two records", items, [f"They differ in {differ} of {len(items) - 2} fields."])


def _told(library: Library, event: Event) -> Iterator[tuple[str, str]]:
    """Every field in words, empty ones too."""
    yield "Date", when(event)
    yield "Type", event.type
    yield "Domains", ", ".join(DOMAIN_LABELS[d][0] for d in event.domains)
    yield "Actors", ", ".join(f"{library.index.name(a.id)} ({a.role})" for a in event.actors)
    yield "Places", names(library, event.places)
    yield "Figures", ", ".join(amount_words(a) for a in event.amounts)
    yield "Stage", event.stage or ""
    yield "Topic", event.topic or ""
    documents = (library.index.document.get(cited.document) for cited in event.evidence)
    yield "Sources", ", ".join(dict.fromkeys(d.attribution for d in documents if d is not None))
    yield "Evidence", " ".join(one_line(cited.exact) for cited in event.evidence)
