"""Cost grows with the size of a text and no faster, whatever stands in it: nothing is looked for over and over."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from kortui.extract import sentences, stages
from tests.extract.made import analysis, names
from tests.extract.test_sentences import document

LARGER = 4
AT_MOST = 7.0
"""Times as long for a text four times as large; what costs the square takes sixteen times as long."""

TEXTS = {
    "a sentence of names": ("text", "Turkey and South Korea and Hyundai and Samsung, ", 400),
    "brackets": ("text", "(", 8_000),
    "one word": ("text", "x", 10_000),
    "figures": ("text", "1,", 5_000),
    "templates never closed": ("wiki", "{{a|", 2_500),
    "links never closed": ("wiki", "[[a|", 2_500),
    "notes never closed": ("wiki", "<ref>a ", 2_500),
    "comments never closed": ("wiki", "<!-- a, ", 600),
}


def _seconds(kind: str, text: str) -> float:
    made = replace(document(text), format=kind)  # type: ignore[type-var]
    times = []
    for _ in range(4):
        begun = time.process_time()
        stages.run(made, names())
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("name", TEXTS)
def test_a_larger_text_takes_longer_in_proportion(name: str) -> None:
    kind, unit, count = TEXTS[name]
    _seconds(kind, "Words.")
    small = _seconds(kind, unit * count)
    assert _seconds(kind, unit * count * LARGER) < AT_MOST * max(small, 0.02)


def test_what_no_sentence_is_long_enough_to_be_is_cut_behind_clauses() -> None:
    text = "Kenya and India met, " * 1_000
    parts = [text[s.start : s.end] for s in sentences.split(document(text))]
    assert max(map(len, parts)) <= sentences.LONGEST < len(text)
    assert all(part.startswith("Kenya") and part.endswith(",") for part in parts)
    assert " ".join(parts) == text.strip(), "nothing is lost between them"
    bare = [s.end - s.start for s in sentences.split(document("x" * 12_000))]
    assert bare == [5_000, 5_000, 2_000]


def test_what_an_endless_sentence_says_is_still_told() -> None:
    endless = "the weather was fine, " * 1_000
    found = analysis(f"A report\n\nKenya and India signed a treaty in 1964, {endless}and Kenya recognized Peru in 1971.").events
    assert "1964" in [event.date.edtf for event in found]
