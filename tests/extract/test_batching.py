"""Stages that read some sentences at a time give what they would give of one after the other; spans are found by ranges."""

from __future__ import annotations

import pytest

from kortui.extract import cutting, dates, entities, events
from kortui.extract.batching import batches
from kortui.extract.words import Laid
from tests.bench.building import document
from tests.extract.made import analysis

_TOLD = """
Hyundai Rotem and Kenya signed a trade pact in Nairobi on 5 May 2014. Seoul ratified it in 2019.

Foreign Minister Cho Hyun met Ahmet Demir of Zanobar Holding in Ankara on 3 March 2020. He signed it there. Demir said that
exports to Poland had reached $40 million in 2019. They rose to $60 million a year later. The minister flew home.
"""


def test_items_come_in_order_and_are_taken_batch_by_batch() -> None:
    items = iter(range(5))
    given = batches(items, 2)
    assert next(given) == [0, 1] and next(items) == 2
    assert list(given) == [[3, 4]]
    assert list(batches("abc", 2)) == [["a", "b"], ["c"]]
    assert list(batches(())) == []


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("text", [_TOLD, document(3), document(4, beside=2)])
def test_the_size_of_a_batch_says_nothing(text: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told = analysis(text)
    assert len(told.events) >= 4
    monkeypatch.setattr(cutting, "_CUT", size)
    monkeypatch.setattr(events, "_TOLD", size)
    for stage in (entities, dates):
        monkeypatch.setattr(stage, "batches", lambda items: batches(items, size))
    assert analysis(text) == told


def test_a_range_of_words_holds_the_spans_that_begin_in_it_and_the_rest_of_one_that_it_cuts() -> None:
    laid = Laid([1, 4, 8], [2, 6, 8], [(1, "a"), (4, "b"), (8, "c")], without={5})
    assert laid.within(0, 9) == ((1, "a"), (4, "b"), (8, "c"))
    assert laid.within(3, 8) == ((4, "b"),) and laid.within(3, 4) == laid.within(5, 3) == ()
    assert laid.within(2, 5) == ((2, "a"), (4, "b"))
    assert laid.within(5, 9) == ((6, "b"), (8, "c")) and laid.within(5, 6) == ()
