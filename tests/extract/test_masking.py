"""Wiki markup within lines: read as its reader would see it, quoted as it stands."""

from __future__ import annotations

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
