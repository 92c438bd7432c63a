"""Analysis costs no more than a multiple of cutting the same text into words: what would notice it becoming half as fast."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from kortui.extract import gazetteer, readers, stages
from kortui.extract.collector import collecting_seldom
from tests.bench.building import fill

WORDS_AT_MOST = 240
"""Times what the words of a text cost that its analysis may; it is some 120 to 140, the same on a busy machine."""

ROUNDS = 9
_WORD = re.compile(r"\w+|[^\w\s]")


def _words(text: str) -> int:
    return len([(word[0].lower(), word.start(), word.end()) for word in _WORD.finditer(text)])


def _seconds(task: Callable[[], object]) -> float:
    begun = time.process_time()
    task()
    return time.process_time() - begun


def test_analysis_costs_a_bounded_multiple_of_cutting_into_words(tmp_path: Path) -> None:
    names = gazetteer.load()
    documents = [readers.read(path) for path in fill(tmp_path, 3)]
    for document in documents:
        stages.run(document, names)  # lexicons and patterns are made on first use
    analysis, words = [60.0] * len(documents), [60.0] * len(documents)
    with collecting_seldom():
        for _ in range(ROUNDS):  # the least of several, turn by turn: other programs slow both
            for n, document in enumerate(documents):
                text = document.text * 10  # long enough to be measured
                analysis[n] = min(analysis[n], _seconds(lambda d=document: stages.run(d, names)))  # type: ignore[misc]
                words[n] = min(words[n], _seconds(lambda t=text: _words(t)) / 10)  # type: ignore[misc]
    ratio = sum(analysis) / sum(words)
    print(f"\nanalysis: {ratio:.0f} times the words")
    assert ratio < WORDS_AT_MOST
