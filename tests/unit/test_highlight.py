"""What is lit stands where it is lit, on the code points of the text as shown."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui.model import Entity, Library
from kortui.search import highlight
from kortui.search.highlight import spans
from kortui.search.query import parse
from kortui.search.tokens import located, tokens
from kortui.text import fold_text

LIBRARY = Library(
    [], [],
    [
        Entity("firtina", "T-155 Fırtına", "weapon", ("Fırtına",)),
        Entity("korean-war", "Korean War", "event", ("한국전쟁",)),
        Entity("south-korea", "South Korea", "country", ("Republic of Korea", "Korea", "한국")),
        Entity("north-korea", "North Korea", "country", ()),
        Entity("turkiye", "Türkiye", "country", ("Turkey", "튀르키예", "터키")),
    ],
    [], [],
)  # fmt: skip


def lit(text: str, query: str, *, library: Library | None = LIBRARY, typing: bool = False) -> list[str]:
    found = spans(text, parse(query), library, typing=typing)
    assert list(found) == sorted(found)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] < behind[0] for before, behind in pairwise(found))
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The FIRTINA howitzer", "fırtına", ["FIRTINA"]),
        ("The Fırtına howitzer", "FIRTINA", ["Fırtına"]),
        ("İSTANBUL ve İZMİR anlaşması", "anlaşması", ["anlaşması"]),
        ("İSTANBUL ve İZMİR", "izmir", ["İZMİR"]),
        ("Ties with Türkiye and Turkey", "turkey", ["Türkiye", "Turkey"]),
        (unicodedata.normalize("NFD", "Türkiye won, Türkiye lost"), "türkiye", [unicodedata.normalize("NFD", "Türkiye")] * 2),
        (unicodedata.normalize("NFD", "대한민국과 한국"), "한국", [unicodedata.normalize("NFD", "한국")]),
        ("터키의 수출", "turkey", ["터키"]),
        ("한국전쟁의 시작", "한국전쟁", ["한국전쟁"]),
        ("한국전쟁의 시작", "ㅎㄱㅈㅈ", ["한국전쟁"]),
        ("The Korean War and the war", "ㅎㄱㅈㅈ", ["Korean War"]),
        ("Trade of Türkiye", "turke*", ["Türkiye"]),
        ("The republic of old", "republic", ["republic"]),
        ("a missile, two missiles", "missile", ["missile", "missiles"]),
        ("a missile, two missiles", '"missile"', ["missile"]),
        ("The K-2, the K2 and the K 2 tank; K-21", "k2", ["K-2", "K2", "K 2"]),
        ("a joint venture; venture joint", '"joint venture"', ["joint venture"]),
        ("the joint, venture", '"joint venture"', ["joint, venture"]),
        ("South Korea and North Korea", "south korea", ["South Korea", "Korea"]),
        ("the Republic of Korea", "한국", ["Republic of Korea"]),
        ("North Korea", "한국", []),
        ("Fırtına and Firtina", '="Fırtına"', ["Fırtına"]),
        ("tank and bridge", "tank -bridge", ["tank"]),
        ("tank and bridge", "tank OR bridge", ["tank", "bridge"]),
        ("tank and bridge", "-(-tank bridge)", ["tank"]),
        ("Turkey's tank", "türkiye's", ["Turkey"]),
        ("Turkey and KOTRA", "actor:turkiye,kotra type:visit", ["Turkey", "KOTRA"]),
        ("½ of ﬁve ﬁrms", "five", ["ﬁve"]),
        ("plain", "", []),
        ("", "plain", []),
    ],
)
def test_lit(text: str, query: str, expected: list[str]) -> None:
    assert lit(text, query) == expected


def test_neighbours_that_touch_are_one() -> None:
    assert lit("T-155 Fırtına", "t-155 fırtına") == ["T-155 Fırtına"] or lit("T-155 Fırtına", "t-155 fırtına") == [
        "T-155",
        "Fırtına",
    ]
    assert lit("K2", "k 2") == ["K2"]


def test_the_beginning_is_lit_while_typing() -> None:
    assert lit("The Fırtına howitzer", "fir", typing=True) == ["Fır"]
    assert lit("The Fırtına howitzer", "fir") == []
    assert lit("The Fırtına howitzer", "fir*") == ["Fır"]
    assert lit("한국은", "한구", typing=True) == ["한국"]
    assert lit("howitzers", "howitzer", typing=True) == ["howitzers"]
    assert lit("howitzers", "howitz", typing=True) == ["howitz"]


def test_without_a_library_there_are_no_other_names() -> None:
    assert lit("Türkiye and Turkey", "turkey", library=None) == ["Turkey"]


words = st.text(st.sampled_from("aâáßiıİIşŞğüÜ한국전ㅎ터K2-'’ .,\u0308\u0307½ﬁŞ튀르"), max_size=25)


@given(words, words)
def test_what_is_lit_is_what_was_asked(text: str, query: str) -> None:
    for start, end in spans(text, parse(query)):
        wanted = set(tokens(query))
        found = tokens(text[start:end])
        assert found
        if not any("ㅎ" in word or "\uac00" <= word[-1] <= "\ud7a3" for word in wanted):
            assert any(f == w or f + "s" == w or f == w + "s" for f in found for w in wanted)


@given(st.text(max_size=40))
def test_tokens_of_a_text_are_those_of_its_folded_form(text: str) -> None:
    assert tokens(text) == tokens(fold_text(text))
    places = located(text)
    assert [place.token for place in places] == tokens(text)
    for place in places:
        start, end = place.span()
        assert 0 <= start < end <= len(text)
        assert place.token in "".join(tokens(text[start:end])) or place.token in fold_text(text[start:end])


@pytest.mark.parametrize(
    "text", ["Altay tanks roll", "한국의 미사일", "missiles", "the K-2 tank, the tanks", "", "no such thing"]
)
@pytest.mark.parametrize("query", ["altay", "tank", "=Altay", "missile", "ㅎㄱ", '"altay tank"', '"K-2 tank"', "of OR nothing"])
def test_what_stands_is_what_would_be_lit(text: str, query: str) -> None:
    wanted = highlight.patterns(parse(query))
    assert highlight.stands(text, wanted) == bool(highlight.find(text, wanted))
