"""The database kortui comes with: every fact of the documents is a record, right, reviewed, and rebuilt to the same bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kortui import store
from kortui.model import Event, Library
from kortui.text import cell_width
from tests.extract import markup, scoring

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "data" / "kortui.json"
FACTS = Path(__file__).parent / "facts"
"""What a careful reader finds in each digest, a line an event, in the notation of `markup`."""


@cache
def bundle() -> Library:
    return store.load(BUNDLE)


def facts() -> list[Any]:
    documents = {p.stem: p for p in (ROOT / "data" / "documents").glob("*.md")}
    return [
        pytest.param(
            file.stem,
            markup.event(file.name, line, documents[file.stem].read_text(encoding="utf-8")),
            id=line.split("|")[4].strip(),
        )
        for file in sorted(FACTS.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def records(quotes: list[str]) -> list[Event]:
    """Records with evidence that shares words with one of the quotes."""
    spans = []
    for document in bundle().documents:
        for quote in quotes:
            place = document.text.find(quote)
            if place >= 0:
                spans.append((document.id, place, place + len(quote)))
    assert len(spans) == len(quotes), f"not in the bundle's documents: {quotes}"
    return [
        event
        for event in bundle().events
        if any(e.document == d and e.start < end and start < e.end for e in event.evidence for d, start, end in spans)
    ]


def fits(event: Event, fact: dict[str, Any]) -> bool:
    values = [a.value for a in event.amounts]
    return (
        event.type in fact["types"]
        and scoring.same_date(event.date.edtf, fact["dates"])
        and bool(set(event.domains) & set(fact["domains"]))
        and all(any(scoring.same_number(v, a["value"]) for v in values) for a in fact["amounts"])
    )


@pytest.mark.parametrize(("document", "fact"), facts())
def test_a_fact_of_the_documents_is_a_record(document: str, fact: dict[str, Any]) -> None:
    found = records(fact["quotes"])
    told = [(e.type, e.date.edtf, e.domains, [a.value for a in e.amounts], e.title) for e in found]
    assert any(fits(e, fact) for e in found), told


def test_facts_of_one_sentence_are_records_of_their_own() -> None:
    """One to one; facts of one title are the same, told by two documents."""
    named = list({param.values[1]["title"]: param.values[1] for param in facts()}.values())
    rows = bundle().index.row
    weights = {(rows[e.id], i): 1.0 for i, fact in enumerate(named) for e in records(fact["quotes"]) if fits(e, fact)}
    paired = {i for _, i in scoring.pair(weights)}
    assert [fact["title"] for i, fact in enumerate(named) if i not in paired] == []


def test_every_record_has_been_read_by_an_editor() -> None:
    assert [e.title for e in bundle().events if not e.reviewed] == []


def test_titles_are_fit_to_print() -> None:
    titles = [e.title for e in bundle().events]
    assert [t for t in titles if cell_width(t) > 80 or t != t.strip() or t.endswith(".") or "…" in t] == []
    assert len(set(titles)) == len(titles), [t for t in titles if titles.count(t) > 1]


def test_all_evidence_stands_where_the_records_say() -> None:
    documents = bundle().index.document
    assert bundle().events
    for event in bundle().events:
        for evidence in event.evidence:
            assert evidence.holds(documents[evidence.document])
        for amount in event.amounts:
            text = documents[event.evidence[amount.evidence].document].text
            assert text[amount.start : amount.end] == amount.text


def test_actors_and_places_are_known_entities() -> None:
    known = bundle().index.entity
    used = {a.id for e in bundle().events for a in e.actors} | {p for e in bundle().events for p in e.places}
    assert used - set(known) == set()


def test_the_contradiction_about_the_first_investment_is_shown() -> None:
    events = {e.id: e for e in bundle().events}
    dates = [{events[i].date.edtf for i in c.events} for c in bundle().conflicts]
    assert any({"1984~/1986~", "1987"} <= d for d in dates)


def test_the_founding_of_relations_is_derived_and_says_so() -> None:
    derived = [e for e in bundle().events if e.date.edtf == "1957"]
    assert [(e.confidence, e.date.basis) for e in derived] == [("derived", "derived")]
    assert len({e.document for e in derived[0].evidence}) == 2


def test_the_exports_of_two_countries_are_two_records() -> None:
    figures = {(a.value, e.id) for e in bundle().events for a in e.amounts if a.kind == "money" and e.date.edtf == "2025"}
    assert {v for v, _ in figures} >= {10_000_000_000, 15_000_000_000}
    assert len({i for v, i in figures if v in (10_000_000_000, 15_000_000_000)}) >= 2
