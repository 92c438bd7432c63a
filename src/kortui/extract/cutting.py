"""The sentences of a document with their words, clauses and triggers, before anything is known of what they speak of.

Some are cut before the first of them is looked at; see `kortui.extract.batching`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kortui.extract import clauses, needs, triggers
from kortui.extract.batching import batches
from kortui.extract.runs import Runs
from kortui.extract.scene import Discourse, Scene
from kortui.extract.spans import AmountSpan, DateSpan
from kortui.extract.story import READ, Source
from kortui.extract.words import Spans, tokenise
from kortui.records import replace

_CUT = 16
"""Sentences cut at a time; with their words and clauses they take 7 kB each."""


def scenes(
    source: Source, dates: Spans[DateSpan], amounts: Spans[AmountSpan], known: Discourse, runs: Runs, news: bool
) -> Iterator[Scene | None]:
    """Each sentence that can make records, in order; None for one without words.

    Args:
        source: What the earlier stages found.
        dates: Its dates.
        amounts: Its amounts.
        known: What the document has named so far, of which nothing is asked yet.
        runs: The text's runs of letters and digits.
        news: Whether the document is a report.
    """
    text = source.document.text
    entities = Spans(source.entities)
    behind = {dateline.start: dateline.end for dateline in source.datelines}
    read = (sentence for sentence in source.sentences if sentence.kind in READ)
    accord = ""
    for some in batches(read, _CUT):
        bodies = [s if s.start not in behind else replace(s, start=min(behind[s.start], s.end)) for s in some]
        cut = []
        for body in bodies:
            e0, e1 = entities.within(body.start, body.end)
            d0, d1 = dates.within(body.start, body.end)
            a0, a1 = amounts.within(body.start, body.end)
            cut.append(tokenise(text, body, entities.spans[e0:e1], dates.spans[d0:d1], amounts.spans[a0:a1], a0))
        parts = list(map(clauses.split, cut))
        cues = [triggers.cues(runs, body.start, body.end) for body in bodies]
        found: list[Scene | None] = []
        for tokens, own, of_words, sentence in zip(cut, parts, cues, some, strict=True):
            if not tokens.words:
                found.append(None)
                continue
            scene = Scene(tokens, own, source.registry, known, sentence, of_words, news, accord)
            accord = needs.accord_in(scene)
            found.append(scene)
        del cut, parts, cues
        while found:
            yield found.pop(0)  # let go of as it is asked for
