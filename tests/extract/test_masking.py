"""Markup within lines: read as its reader would see it, quoted as it stands."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui.extract.masking import masked
from kortui.model import Document
from tests.extract.made import analysis

PAGE = (
    "= Kenya and India =\n\n"
    "The [[Kenya Colony|Republic of Kenya]] and '''India''' signed a [[treaty]] of commerce on 26 November 1983."
    '<ref name="a">A book, 12 May 1999.</ref> {{Unsourced|date=May 2020}}\n'
    "President [[Daniel arap Moi]] visited India in <!-- or April --> May 1985.\n"
)


@cache
def _read() -> Document:
    return analysis("= A page =\n\nWords.", name="page.wiki").document


def seen(text: str) -> str:
    return masked(replace(_read(), text=text)).text


def test_what_is_never_closed_hides_nothing_behind_it() -> None:
    assert seen("one <!-- two <!-- three") == "one <!-- two <!-- three"
    assert seen("one <!-- two --> three <!-- four") == "one              three <!-- four"
    assert seen("one <ref>two <ref name='a'>three") == "one      two               three", "the tags alone"
    assert seen("<ref>a</REF> b <ref/> c") == "             b        c"


def test_records_read_no_markup_and_quote_it() -> None:
    found = analysis(PAGE, name="page.wiki")
    assert [(e.title, e.date.edtf) for e in found.events] == [
        ("Republic of Kenya and India sign a treaty of commerce", "1983-11-26"),
        ("President Daniel arap Moi visits India", "1985-05"),
    ]
    text = found.document.text
    assert text.strip() == PAGE.strip()
    for event in found.events:
        (cited,) = event.evidence
        assert text[cited.start : cited.end] == cited.exact
    assert "[[Kenya Colony|Republic of Kenya]]" in found.events[0].evidence[0].exact


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("[[A]] b", "A b"),
        ("[[A|B]] c", "B c"),
        ("''a'' b", "a b"),
        ("a<ref>b [[c]]</ref> d", "a d"),
        ("a {{b|{{c}}}} d", "a d"),
        ("a&nbsp;b", "a b"),
        ("a [https://example.org b c] d", "a b c d"),
        ("a [[File:b.jpg|thumb|A [[c]] d]] e", "a e"),
        ("a < b and [c]", "a < b and [c]"),
        ("a [[b", "a b"),
    ],
)
def test_markup_leaves_the_words_that_a_reader_sees(markup: str, words: str) -> None:
    assert " ".join(seen(markup).split()) == words


@given(
    st.lists(
        st.sampled_from(["[[", "]]", "|", "{{", "}}", "'''", "<ref>", "</ref>", "<", ">", "a", " ", "\n", "[http:", "&nbsp;"])
    ).map("".join)
)
def test_no_character_moves(text: str) -> None:
    blank = seen(text)
    assert len(blank) == len(text)
    assert all(new in (old, " ") for new, old in zip(blank, text, strict=True))
    assert blank.count("\n") == text.count("\n")


def test_other_formats_keep_what_looks_like_markup() -> None:
    plain = replace(_read(), text="a [[b]] c", format="text")
    assert masked(plain) is plain


@pytest.mark.parametrize("name", ["page.md", "page.txt", "page.wiki"])
@pytest.mark.parametrize(("opens", "closes"), [("~~", "~~"), ("<del>", "</del>"), ("<s class='x'>", "</s>")])
def test_what_is_struck_out_tells_nothing_and_is_never_shown(name: str, opens: str, closes: str) -> None:
    text = (
        f"Notes on a year\n\nPresident Rao visited Seoul in May 2018. {opens}He signed a treaty on trade in 2018.{closes} "
        "It was late.\n\n"
        f"In 2019 Kenya {opens}left{closes} signed a treaty with India.\n"
    )
    found = analysis(text, name=name)
    assert [(r.type, r.title) for r in found.events] == [
        ("visit", "President Rao visits Seoul"), ("agreement", "Kenya signs a treaty with India"),
    ]  # fmt: skip
    assert all(r.evidence[0].exact in found.document.text for r in found.events)


def test_signs_that_strike_nothing_out_stay() -> None:
    for text in (
        "~~",
        "a ~~ b ~~ c",
        "~~~~",
        "a ~~b\n\nc~~ d",
        "~~~\ncode\n~~~",
        "a ~5~ b",
        "<s>a\n\nb</s>",
        "<span>a</span> <s>b",
    ):
        assert masked(replace(_read(), format="markdown", text=text)).text == text
    assert masked(replace(_read(), format="markdown", text="a ~~b\nc~~ d")).text == "a    \n    d"


def test_many_beginnings_of_what_is_struck_out_cost_no_more_than_their_length() -> None:
    for text in ("~~a " * 100_000, "<s>a" * 100_000 + "</s>"):
        begin = time.process_time()
        masked(replace(_read(), format="markdown", text=text))
        assert time.process_time() - begin < 2
