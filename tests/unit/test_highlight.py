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
from kortui.search.saved import resolve
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
        ("The ministry of trade of the Republic of Korea", "republic of korea", ["Republic of Korea"]),
        ("The end of the Republic of Türkiye", "republic of korea", []),
        ("The Republic of Türkiye and a part of Korea", "republic of korea", ["Korea"]),
        ("한국의 날, the day of it", "republic of korea", ["한국"]),
        ("A war, of which the news was told in Korean", "korean war", ["war", "Korean"]),
        ("The war of Korea", "korean war", []),
        ("The howitzer Fırtına, and 155 of it", "t-155 firtina", ["Fırtına"]),
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
    assert lit("Türkiye and 터키", "터", typing=True) == lit("Türkiye and 터키", "터*") == ["Türkiye", "터키"]
    assert lit("터키와 Türkiye", "ㅌ", typing=True) == ["터키", "Türkiye"] and lit("Türkiye", "t*") == ["T"]
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


def test_what_a_saved_search_looks_for_is_lit() -> None:
    kept = {"War": 'saved:guns OR "korean war"', "guns": "firtina -tank", "round": "saved:round", "no-tank": "-tank"}
    text = "The Fırtına, a tank of the Korean War, left Türkiye"
    for query, expected in {
        "saved:war": ["Fırtına", "Korean War"],
        "turkey saved:guns,nothing": ["Fırtına", "Türkiye"],
        "-(-saved:guns left)": ["Fırtına"],
        "-saved:guns": ["tank"],
        "-saved:no-tank": ["tank"],
        "saved:round left": ["left"],
    }.items():
        roots, _ = resolve(parse(query), kept)
        found = highlight.find(text, highlight.patterns(parse(query), LIBRARY, roots=roots))
        assert [text[start:end] for start, end in found] == expected, query
    assert lit(text, "saved:war") == []


def test_words_of_a_title_are_lit_in_titles_alone() -> None:
    for query, text, plain, title in (
        ("title:trade", "Trade and war", [], ["Trade"]),
        ("title:tra* war", "Trade and war", ["war"], ["Tra", "war"]),
        ("-title:trade", "Trade and war", [], []),
    ):
        wanted = highlight.patterns(parse(query), LIBRARY)
        assert [text[a:b] for a, b in highlight.find(text, wanted)] == plain
        assert [text[a:b] for a, b in highlight.find(text, wanted, title=True)] == title
