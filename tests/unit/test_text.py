"""Text from strangers: harmless, folded with a way back, measured in cells."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kortui import text as t

tricky = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "ıİIiŞşĞğÜüßæŁł한국전쟁ㅎ터\u1112\u1161\u11ab\u0308\u0301\u0327‘’“”–—…½ﬁ℃㈜`´\xad\u200d\u200b\u202e\x1b\x00\r\n\t"
        ),
    ),
    max_size=30,
)


# sanitise


@given(tricky)
def test_sanitised_text_is_sanitised(raw: str) -> None:
    once = t.sanitise(raw)
    assert t.sanitise(once) == once
    assert unicodedata.normalize("NFC", once) == once or t.REPLACEMENT in once
    for char in once:
        assert char in "\n\t" or (char.isprintable() or unicodedata.category(char) in ("Zs", "Cf", "Co", "Cn"))
        assert unicodedata.category(char) not in ("Cs", "Zl", "Zp")
        assert unicodedata.category(char) != "Cc" or char in "\n\t"
        assert unicodedata.bidirectional(char) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@given(tricky)
def test_each_forbidden_character_becomes_one(raw: str) -> None:
    """What is replaced keeps its place, so that offsets made before stay true."""
    plain = raw.replace("\r", "\n")
    if unicodedata.is_normalized("NFC", plain):
        assert len(t.sanitise(plain)) == len(plain)


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("\x9b31m", "\ufffd31m"),
        ("a\x00b\x07c\x7f", "a\ufffdb\ufffdc\ufffd"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("ab\u202ecd\u2066e", "ab\ufffdcd\ufffde"),
        ("zero\u200bwidth\ufeff", "zero\ufffdwidth\ufffd"),
        ("Tu\u0308rkiye", "Türkiye"),
        ("\u1112\u1161\u11ab국", "한국"),
        ("tab\tstays", "tab\tstays"),
        ("\ud800", "\ufffd"),
        ("z" + "\u0301" * 9, "ź" + "\u0301" * 4 + "\ufffd" * 4),
        ("flag \U000e0067\U000e007f", "flag \ufffd\ufffd"),
        ("per\u200csian and \u200djoined", "per\u200csian and \u200djoined"),
    ],
)
def test_sanitise(raw: str, safe: str) -> None:
    assert t.sanitise(raw) == safe


def test_every_mark_is_seen_in_a_stack() -> None:
    marks = [chr(code) for code in range(0x300, 0x10000) if re.match(f"[{t._MARK}]", chr(code))]
    assert len(marks) > 300
    for mark in marks:
        kept = t.sanitise(f"k{mark * 7}")
        assert t.REPLACEMENT in kept, hex(ord(mark))


def test_one_line() -> None:
    assert t.one_line(" a\n b\t\tc ") == "a b c"


# fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fırtına", "firtina"), ("FIRTINA", "fırtına"), ("Işık", "ışık"), ("DİYARBAKIR", "Diyarbakır"), ("TÜRKİYE", "türkiye"),
        ("İstanbul", "ISTANBUL"), ("istanbul", "ıstanbul"), ("Çanakkale", "canakkale"), ("ağ", "AG"), ("straße", "STRASSE"),
        ("Łódź", "lodz"), ("Ａｎｋａｒａ", "ankara"), ("ﬁrst", "first"), ("don’t", "don't"), ("“a”", '"a"'), 
        ("1950–53", "1950-53"),
        ("co\xadop", "coop"), ("´", "'"), ("`", "'"), ("½", "1⁄2"), ("Æther", "aether"), ("Ï", "i"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    ],
)  # fmt: skip
def test_levelled(one: str, other: str) -> None:
    assert t.fold_text(one) == t.fold_text(other)


@pytest.mark.parametrize(("one", "other"), [("한국", "한구"), ("on", "un"), ("ö", "p"), ("10", "01")])
def test_kept_apart(one: str, other: str) -> None:
    assert t.fold_text(one) != t.fold_text(other)


@given(tricky)
def test_both_foldings_are_one(text: str) -> None:
    assert t.fold(text).text == t.fold_text(text)


@given(tricky)
def test_composed_or_not_is_the_same(text: str) -> None:
    clean = t.sanitise(text)
    if "\ufffd" not in clean:
        assert t.fold_text(unicodedata.normalize("NFD", clean)) == t.fold_text(clean)


@given(tricky)
def test_offsets_lead_back(text: str) -> None:
    folded = t.fold(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    for at in range(len(folded.text)):
        start, end = folded.source(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert folded.text[at] in t.fold_text(text[start:end])


@given(tricky, st.data())
def test_a_span_folds_to_what_was_found(text: str, data: st.DataObject) -> None:
    folded = t.fold(text)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        low, high = folded.source(start, end)
        assert folded.text[start:end] in t.fold_text(text[low:high])


def test_highlights_do_not_slip() -> None:
    text = "İSTANBUL ve İZMİR anlaşması"
    folded = t.fold(text)
    at = folded.text.index("anla")
    assert folded.source(at, at + 4) == (18, 22)
    decomposed = unicodedata.normalize("NFD", "대한민국 Türkiye")
    folded = t.fold(decomposed)
    at = folded.text.index("turkiye")
    start, end = folded.source(at, at + 7)
    assert unicodedata.normalize("NFC", decomposed[start:end]) == "Türkiye"
    at = folded.text.index("민국")
    start, end = folded.source(at, at + 2)
    assert unicodedata.normalize("NFC", decomposed[start:end]) == "민국"


def test_marks_belong_to_the_letter_before() -> None:
    text = "e\u0301\u0323x"
    assert t.fold(text).source(0, 1) == (0, 3)
    assert t.fold("co\xadop").source(0, 2) == (0, 3)


# Hangul


def test_choseong() -> None:
    assert t.choseong("한국전쟁") == "ㅎㄱㅈㅈ"
    assert t.choseong("K2 흑표") == "K2 ㅎㅍ"
    assert t.choseong(unicodedata.normalize("NFD", "한국")) == "ㅎㄱ"
    assert t.is_choseong("ㅎㄱ") and t.is_choseong("ㅃ")
    assert not t.is_choseong("") and not t.is_choseong("ㅎa") and not t.is_choseong("한") and not t.is_choseong("ㅏ")


# Width


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("대한민국", 8), ("Türkiye", 7), ("\u1112\u1161\u11ab", 2), ("₩ ₺ — …", 7)]
)
def test_cell_width(text: str, cells: int) -> None:
    assert t.cell_width(text) == cells


@given(tricky.map(t.sanitise).map(t.one_line), st.integers(0, 40))
@example("대한민국", 3)
@example("a" * 10, 0)
def test_truncated_text_fits(text: str, cells: int) -> None:
    cut = t.truncate(text, cells)
    assert t.cell_width(cut) <= cells
    if t.cell_width(text) <= cells:
        assert cut == text
    elif cells:
        assert cut.endswith("…") and text.startswith(cut[:-1])
        assert t.cell_width(cut) >= cells - 2 or not cut[:-1]
    assert t.cell_width(t.truncate(text, cells, "...")) <= cells


def test_truncate() -> None:
    assert t.truncate("대한민국", 5) == "대한…"
    assert t.truncate("대한민국", 4) == "대…"
    assert t.truncate("abcdef", 1) == "…"
    assert t.truncate("abcdef", 2, "...") == ".."
    assert t.truncate("abcdef", 0) == ""
    assert t.truncate("ab" + "\u0301" + "cd", 3) == "ab\u0301…"


# slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("South Korea–Turkey relations", "south-korea-turkey-relations"), ("T-155 Fırtına!", "t-155-firtina"), ("한국", ""),
        ("", ""),
        ("a " * 50, "-".join("a" * 30)), ("x" * 80, "x" * 60), ("İstanbul’da", "istanbul-da"),
    ],
)  # fmt: skip
def test_slug(title: str, slug: str) -> None:
    assert t.slug(title) == slug


@given(tricky, st.integers(1, 70))
def test_slugs_are_plain_and_short(title: str, at_most: int) -> None:
    slug = t.slug(title, at_most)
    assert len(slug) <= at_most
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert t.slug(slug, at_most) == slug


def test_nothing_forbidden_is_printable() -> None:
    forbidden = [char for char in map(chr, range(0x110000)) if re.match(t._FORBIDDEN, char)]
    assert len(forbidden) > 2_000
    assert not any(char.isprintable() for char in forbidden)
    assert all(t.sanitise(f"가{char}b") == f"가{t.REPLACEMENT}b" for char in forbidden if char != "\r")


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("대한민국", "daehanminguk"),
        ("튀르키예", "twireukiye"),
        ("서울", "seoul"),
        ("흑표 K2", "heukpyo K2"),
        ("값, İ", "gap, İ"),
    ],
)
def test_hangul_is_spelt_in_latin_letters(hangul: str, latin: str) -> None:
    assert t.romanise(hangul) == latin


@given(tricky, st.integers(0, 30), st.integers(0, 30))
def test_a_span_is_found_again_on_one_line(text: str, start: int, length: int) -> None:
    span = text[start : start + length]
    if span and not span[0].isspace() and not span[-1].isspace():
        first, last = t.on_one_line(text, start, start + length)
        assert t.one_line(text)[first:last] == t.one_line(span)
