"""Patterns that words of a text call up: the same matches as searching for every one of them."""

from __future__ import annotations

import random
import re

import pytest

from kortui.extract import lexicon, triggers
from kortui.extract.word_patterns import Stretch, WordPatterns, words_pattern
from kortui.vocabulary import DOMAINS

PHRASES = (
    ("sign", "signed", "free trade"),
    ("defen?e", "tank*", "K2 tank"),
    ("U.S.", "t-50", "treaty"),
    ("*boat", "ship"),
    ("Ösen", "stadt"),
    ("isık", "kit"),
    (),
    ("people's", "a"),
)
TEXTS = (
    "They SIGNED a free-trade treaty for K2 tanks.",
    "U.S. submarine and boat, Ösen; defence, defene and DEFENSE",
    "ISIK and İsık and ıSIK, \u212ait, a kit, kits",
    "the people's T-50, the peoples' t 50, signedly",
    "tanking_tank tank-like shipboat",
    "",
)


def made() -> tuple[WordPatterns, list[tuple[str, ...]]]:
    patterns = WordPatterns()
    for words in PHRASES:
        patterns.add(words)
    return patterns, list(PHRASES)


def plain(words: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    return [m.span() for m in words_pattern(words).finditer(text)] if words else []


@pytest.mark.parametrize("text", TEXTS)
def test_finds_what_each_pattern_alone_finds(text: str) -> None:
    patterns, phrases = made()
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {words: [] for words in phrases}
    for pattern, match in patterns.find(patterns.stretch(text)):
        found[pattern.words].append(match.span())
    assert found == {words: plain(words, text) for words in phrases}


@pytest.mark.parametrize("text", TEXTS)
def test_searches_as_each_pattern_alone(text: str) -> None:
    patterns, phrases = made()
    cues = patterns.cues(text)
    for words in phrases:
        match = patterns.add(words).search(cues, text)
        assert ([match.span()] if match else []) == plain(words, text)[:1], words


def test_patterns_of_the_lexicons_match_in_made_sentences_as_they_do_alone() -> None:
    triggers.rules()
    table = lexicon.load("domains")
    patterns = triggers.patterns()
    domains = WordPatterns()
    known = [domains.add(words) for d in DOMAINS for words in table[d].values()]
    words = sorted({w.replace("*", "ing").replace("?", "c") for pattern in known for w in pattern.words})
    chance = random.Random(8)
    for _ in range(20):
        text = " ".join(chance.choice(words) for _ in range(30))
        text = "".join(c.upper() if chance.random() < 0.1 else c for c in text)
        spans: dict[tuple[str, ...], list[tuple[int, int]]] = {p.words: [] for p in known}
        for pattern, match in domains.find(domains.stretch(text)):
            spans[pattern.words].append(match.span())
        assert spans == {p.words: plain(p.words, text) for p in known}
        cues = patterns.cues(text)
        for rule in chance.sample(triggers.rules(), 12):
            for own in filter(None, (rule.near, rule.near_any, rule.before, rule.context, rule.unless)):
                hit = own.search(cues, text)
                assert ([hit.span()] if hit else []) == plain(own.words, text)[:1]


@pytest.mark.parametrize("text", TEXTS[:4])
def test_finds_in_a_part_of_a_text_what_the_part_alone_has(text: str) -> None:
    patterns, _ = made()
    cues = patterns.cues(text)
    cuts = [0, *(m.start() for m in re.finditer(r"(?<=\s)\S", text)), len(text)]
    for start in cuts:
        for end in (c for c in cuts if c >= start):
            some = ~patterns.add(PHRASES[0]).bit
            inside = [(p.words, m.span()) for p, m in patterns.find(Stretch(cues, text, start, end), some)]
            alone = [(p.words, m.span()) for p, m in patterns.find(patterns.stretch(text[start:end]))]
            assert inside == [(w, (low + start, high + start)) for w, (low, high) in alone if w != PHRASES[0]]


def test_compiles_only_what_a_text_has_a_word_for() -> None:
    patterns = WordPatterns()
    absent, present = patterns.add(("howitzer", "mine*")), patterns.add(("talks",))
    cues = patterns.cues("The talks went on.")
    assert absent.search(cues, "The talks went on.") is None
    assert present.search(cues, "The talks went on.") is not None
    assert absent._compiled is None
    assert isinstance(present._compiled, re.Pattern)


def test_equal_words_are_one_pattern() -> None:
    patterns = WordPatterns()
    assert patterns.add(["a", "b"]) is patterns.add(("a", "b"))
    assert patterns.add(("b", "a")) is not patterns.add(("a", "b"))
