"""Records survive the way to JSON and back, and a wrong row is named by its field."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kortui import schema
from kortui.model import (
    Actor,
    Amount,
    Block,
    Conflict,
    DigestOf,
    Document,
    Entity,
    Event,
    EventDate,
    Evidence,
    Office,
    OtherDate,
    Plover,
    Series,
    SeriesPoint,
)
from kortui.schema import SchemaError, from_row, to_row
from kortui.text import sanitise

texts = st.text(max_size=12).map(sanitise)
numbers = st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False))
RECORDS = [
    Document,
    Event,
    Entity,
    Series,
    Conflict,
    Block,
    DigestOf,
    Evidence,
    Amount,
    Actor,
    Office,
    OtherDate,
    Plover,
    SeriesPoint,
]


def strategy(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of an annotation of a record."""
    args = get_args(annotation)
    if isinstance(annotation, type) and hasattr(annotation, "__dataclass_fields__"):
        return records(annotation)
    if str(annotation).startswith("typing.Literal"):
        return st.sampled_from(args)
    if str(annotation).startswith("tuple"):
        return st.lists(strategy(args[0]), max_size=2).map(tuple)
    if args and {int, float} <= set(args):
        return st.one_of(numbers, st.none()) if type(None) in args else numbers
    if args:
        return st.one_of(st.none(), strategy(next(a for a in args if a is not type(None))))
    return {str: texts, int: st.integers(-(2**40), 2**40), bool: st.booleans()}[annotation]


@cache
def records(cls: type) -> st.SearchStrategy[Any]:
    """Records of a class with any values its annotations allow."""
    hints = get_type_hints(cls)
    return st.builds(cls, **{f.name: strategy(hints[f.name]) for f in fields(cls)})


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_way_there_and_back(cls: type, data: st.DataObject) -> None:
    record = data.draw(records(cls))
    row = to_row(record)
    written = json.dumps(row, sort_keys=True)
    again = from_row(cls, json.loads(written), "row")
    assert again == record
    assert json.dumps(to_row(again), sort_keys=True) == written


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_row_without_a_field_or_with_a_wrong_one_is_named(cls: type, data: st.DataObject) -> None:
    record = data.draw(records(cls))
    chosen = data.draw(st.sampled_from(fields(cls)))
    key = schema.key_of(chosen)
    row = to_row(record)
    wrong = dict(row)
    wrong[key] = {"wrong": [1]}
    with pytest.raises(SchemaError, match=rf"row\.{key}\b"):
        from_row(cls, wrong, "row")
    lacking = {k: v for k, v in row.items() if k != key}
    if chosen.default is MISSING:
        with pytest.raises(SchemaError, match=f"row lacks {key}"):
            from_row(cls, lacking, "row")
    else:
        assert getattr(from_row(cls, lacking, "row"), chosen.name) == chosen.default


DATE = {"edtf": "1987", "start": "1987-01-01", "end": "1987-12-31", "basis": "stated", "role": "event", "text": "1987"}


def event(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": "e1", "title": "A title", "date": dict(DATE), "other_dates": [], "domains": ["trade"], "type": "visit",
        "plover": None, "actors": [{"id": "a", "role": "host"}], "places": [], "stage": None, "topic": None, "amounts": [],
        "relevance": "bilateral", "confidence": "stated", "rule": "r",
        "evidence": [{"document": "d", "start": 0, "end": 1, "exact": "x", "prefix": "", "suffix": "", "state": "found"}],
        "reviewed": False,
    }  # fmt: skip
    return row | changes


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda: event(title=5), "events 1.title is not text"),
        (lambda: event(type="vist"), "events 1.type is none of statement, meeting"),
        (lambda: event(type=["visit"]), "events 1.type is none of"),
        (lambda: event(domains="trade"), "events 1.domains is not a list"),
        (lambda: event(domains=["trade", "war"]), "events 1.domains[1] is none of"),
        (lambda: event(date=None), "events 1.date is not an object"),
        (lambda: event(date=DATE | {"basis": 3}), "events 1.date.basis is none of"),
        (lambda: event(evidence=[{}]), "events 1.evidence[0] lacks document"),
        (lambda: event(evidence=[event()["evidence"][0] | {"start": "0"}]), "events 1.evidence[0].start is not a whole number"),
        (
            lambda: event(evidence=[event()["evidence"][0] | {"start": True}]),
            "events 1.evidence[0].start is not a whole number",
        ),
        (lambda: event(evidence=[event()["evidence"][0] | {"start": 1.5}]), "events 1.evidence[0].start is not a whole number"),
        (lambda: event(reviewed=1), "events 1.reviewed is not true or false"),
        (lambda: event(stage=""), "events 1.stage is none of"),
        (lambda: [], "events 1 is not an object"),
        (lambda: None, "events 1 is not an object"),
    ],
)
def test_what_is_wrong_is_said(change: Callable[[], Any], message: str) -> None:
    with pytest.raises(SchemaError) as caught:
        from_row(Event, change(), "events 1")
    assert str(caught.value).startswith(message)


def test_amounts_keep_whole_and_broken_numbers_apart() -> None:
    row = {"kind": "money", "value": True, "unit": "USD", "hedge": None, "text": "", "value_to": None, "measure": None}
    row |= {"equivalent_to": None, "evidence": 0, "start": 0, "end": 0}
    with pytest.raises(SchemaError, match="value is not a number"):
        from_row(Amount, row, "amount")
    assert from_row(Amount, row | {"value": 10.4}, "amount").value == 10.4
    kept = to_row(from_row(Amount, row | {"value": 2.0}, "amount"))["value"]
    assert kept == 2 and isinstance(kept, int), "whole figures are written one way"


def test_later_versions_may_know_more_and_defaults_may_lack() -> None:
    row = event(colour="blue")
    del row["reviewed"]
    found = from_row(Event, row, "events 1")
    assert not found.reviewed
    assert "colour" not in to_row(found)


def test_text_is_made_harmless_on_the_way_in() -> None:
    found = from_row(Event, event(title="a\x1b[31mb\u202e", topic="Tu\u0308rkiye"), "events 1")
    assert found.title == "a\ufffd[31mb\ufffd"
    assert found.topic == "Türkiye"


def test_reserved_names_have_a_key_of_their_own() -> None:
    assert to_row(Office("minister", "2020", None)) == {"title": "minister", "from": "2020", "to": None}
    assert from_row(Office, {"title": "minister", "from": "2020"}, "office") == Office("minister", "2020")


def test_rows_are_in_the_order_of_the_record() -> None:
    assert list(to_row(from_row(Event, event(), "events 1"))) == [f.name for f in fields(Event)]


@dataclass(frozen=True)
class Strange:
    what: complex = field(default=0j)


def test_an_annotation_without_a_codec_is_refused() -> None:
    with pytest.raises(TypeError, match="no codec"):
        from_row(Strange, {}, "row")


def test_a_date_with_its_bounds_is_what_the_reader_reads() -> None:
    assert from_row(EventDate, DATE, "date") == EventDate.of("1987", "stated", "event", "1987")
