"""EDTF: a table of what strings mean, laws that hold for all of them, and agreement with the `edtf` package."""

from __future__ import annotations

import calendar
import re
from itertools import pairwise

import pytest
from edtf import EDTFObject, parse_edtf
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kortui import edtf, edtf_words
from kortui.edtf import Bounds, Day
from kortui.errors import EdtfError

TABLE: tuple[tuple[str, Day | None, Day | None], ...] = (
    ("1987", (1987, 1, 1), (1987, 12, 31)),
    ("1987-05", (1987, 5, 1), (1987, 5, 31)),
    ("1987-05-12", (1987, 5, 12), (1987, 5, 12)),
    ("2004-02", (2004, 2, 1), (2004, 2, 29)),
    ("1900-02", (1900, 2, 1), (1900, 2, 28)),
    ("0000", (0, 1, 1), (0, 12, 31)),
    ("-0479", (-479, 1, 1), (-479, 12, 31)),
    ("Y-170000", (-170000, 1, 1), (-170000, 12, 31)),
    ("198X", (1980, 1, 1), (1989, 12, 31)),
    ("05XX", (500, 1, 1), (599, 12, 31)),
    ("1XXX", (1000, 1, 1), (1999, 12, 31)),
    ("-04XX", (-499, 1, 1), (-400, 12, 31)),
    ("-019X", (-199, 1, 1), (-190, 12, 31)),
    ("1987-XX", (1987, 1, 1), (1987, 12, 31)),
    ("1987-05-XX", (1987, 5, 1), (1987, 5, 31)),
    ("1987-XX-12", (1987, 1, 12), (1987, 12, 12)),
    ("198X-05", (1980, 5, 1), (1989, 5, 31)),
    ("1987~", (1987, 1, 1), (1987, 12, 31)),
    ("1987-05?", (1987, 5, 1), (1987, 5, 31)),
    ("1987-21", (1987, 3, 1), (1987, 5, 31)),
    ("1987-24", (1987, 12, 1), (1987, 12, 31)),
    ("2024-33", (2024, 1, 1), (2024, 3, 31)),
    ("2024-41", (2024, 7, 1), (2024, 12, 31)),
    ("1950/1953", (1950, 1, 1), (1953, 12, 31)),
    ("1984~/1986~", (1984, 1, 1), (1986, 12, 31)),
    ("197X/199X", (1970, 1, 1), (1999, 12, 31)),
    ("2013/..", (2013, 1, 1), None),
    ("2013/", (2013, 1, 1), None),
    ("../2030", None, (2030, 12, 31)),
    ("/2030", None, (2030, 12, 31)),
    ("198X/..", (1980, 1, 1), None),
    ("[2024..2026]", (2024, 1, 1), (2026, 12, 31)),
    ("[2024, 2026]", (2024, 1, 1), (2026, 12, 31)),
    ("{1990,1995-05}", (1990, 1, 1), (1995, 5, 31)),
    ("[2013..]", (2013, 1, 1), None),
    ("[..2013]", None, (2013, 12, 31)),
)


@pytest.mark.parametrize(("text", "start", "end"), TABLE)
def test_bounds(text: str, start: Day | None, end: Day | None) -> None:
    assert edtf.bounds(text) == Bounds(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "", " 1987", "1987 ", "87", "19870", "1987-5", "1987-13", "1987-00", "1987-02-30", "1900-02-29", "1987-06-31",
        "1987-21-01", "198X~~", "X987", "19X7", "1987/1986", "/", "..", "../..", "[", "[]", "[1987", "[1987}", "{1987]",
        "[,]", "[1988..1987]", "1987-05-12T10:00", "May 1987", "1987-25", "XXXX", "1987\n", "１９８７", "1987--05",
        "-1987-", "1950/1951/1952",
    ],
)  # fmt: skip
def test_what_is_no_edtf_is_refused_in_words(text: str) -> None:
    assert not edtf.is_valid(text)
    with pytest.raises(EdtfError) as caught:
        edtf.parse(text)
    assert repr(text)[1:5] in caught.value.line() or "date" in caught.value.line()


@given(st.text(max_size=30))
@example("[" * 30)
@example("1987-" * 6)
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        parsed = edtf.parse(text)
    except EdtfError:
        return
    assert parsed.bounds.low <= parsed.bounds.high


# Strings of the subset, made by its grammar


def years() -> st.SearchStrategy[str]:
    return st.integers(-9999, 9999).map(lambda y: f"{'-' if y < 0 else ''}{abs(y):04d}")


@st.composite
def days(draw: st.DrawFn) -> str:
    year, month = draw(st.integers(1, 9999)), draw(st.integers(1, 12))
    return f"{year:04d}-{month:02d}-{draw(st.integers(1, calendar.monthrange(year, month)[1])):02d}"


def single() -> st.SearchStrategy[str]:
    plain_years = years().filter(lambda y: y != "-0000")
    decades = st.integers(0, 999).map(lambda d: f"{d:03d}X")
    centuries = st.integers(0, 99).map(lambda c: f"{c:02d}XX")
    months = st.tuples(plain_years, st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02d}")
    groups = st.tuples(plain_years, st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36, 40, 41])).map(lambda p: f"{p[0]}-{p[1]}")
    unspecified = st.tuples(plain_years, st.sampled_from(["XX", "XX-XX", "05-XX"])).map("-".join)
    marked = st.tuples(plain_years | months | decades | days(), st.sampled_from("?~%")).map("".join)
    return plain_years | decades | centuries | months | groups | unspecified | marked | days()


def ordered(first: str, last: str) -> tuple[str, str]:
    return (first, last) if edtf.bounds(first).low <= edtf.bounds(last).low else (last, first)


@st.composite
def compound(draw: st.DrawFn) -> str:
    form = draw(
        st.sampled_from(["{}/{}", "{}/..", "../{}", "{}/", "/{}", "[{}..{}]", "[{},{}]", "{{{},{}}}", "[{}..]", "[..{}]"])
    )
    first, last = ordered(draw(single()), draw(single()))
    text = form.format(first, last)
    assume(edtf.is_valid(text))
    return text


ANY = single() | compound()


@given(ANY)
def test_a_start_never_lies_behind_its_end(text: str) -> None:
    span = edtf.bounds(text)
    assert span.low <= span.high
    for day in (span.start, span.end):
        if day is not None:
            assert 1 <= day[1] <= 12 and 1 <= day[2] <= edtf.month_length(day[0], day[1])


@given(ANY, ANY)
def test_what_lies_within_overlaps_and_overlapping_is_mutual(first: str, last: str) -> None:
    a, b = edtf.bounds(first), edtf.bounds(last)
    assert a.overlaps(b) == b.overlaps(a)
    assert not a.within(b) or a.overlaps(b)
    assert a.within(a) and a.within(edtf.UNKNOWN)
    if a.within(b) and b.within(a):
        assert a == b


@given(st.lists(ANY, max_size=8))
def test_sorting_goes_by_start_then_the_more_exact_and_the_unknown_last(texts: list[str]) -> None:
    keys = [edtf.sort_key(t) for t in sorted([*texts, None], key=edtf.sort_key)]  # type: ignore[type-var]
    assert keys[-1] == edtf.sort_key(None)
    for (_, start, end), (_, later, other) in pairwise(keys):
        assert (start, end) <= (later, other)


@given(st.lists(st.one_of(st.none(), ANY), max_size=8))
def test_keys_as_bytes_are_of_one_length_and_sort_alike(texts: list[str | None]) -> None:
    texts += [None, "../1950", "1950/..", "Y-999999999", "Y999999999"]
    by_bytes = [edtf.sort_key(t) for t in sorted(texts, key=edtf.sort_bytes)]
    assert by_bytes == sorted(map(edtf.sort_key, texts))
    assert len({len(edtf.sort_bytes(t)) for t in texts}) == 1
    assert len({*map(edtf.sort_bytes, texts)}) == len({*by_bytes})


@given(single(), st.sampled_from("?~%"))
def test_marks_change_what_is_said_of_a_date_and_not_its_bounds(text: str, mark: str) -> None:
    assume(text[-1] not in "?~%")
    plain, marked = edtf.parse(text), edtf.parse(text + mark)
    assert plain.bounds == marked.bounds and plain.precision == marked.precision
    assert (marked.uncertain, marked.approximate) == (mark in "?%", mark in "~%")


@given(st.integers(0, 9999))
def test_a_year_lies_in_its_decade_and_century_and_holds_its_seasons(year: int) -> None:
    text = f"{year:04d}"
    assert edtf.bounds(text).within(edtf.bounds(text[:3] + "X"))
    assert edtf.bounds(text[:3] + "X").within(edtf.bounds(text[:2] + "XX"))
    assert all(edtf.bounds(f"{text}-{code}").within(edtf.bounds(text)) for code in (21, 24, 33, 36, 40, 41))


@given(single(), single())
def test_a_set_holds_its_members_and_an_interval_its_ends(first: str, last: str) -> None:
    first, last = ordered(first, last)
    for text in (f"[{first},{last}]", f"{{{first},{last}}}", f"{first}/{last}"):
        if edtf.is_valid(text):
            assert edtf.bounds(first).low >= edtf.bounds(text).low
            assert edtf.bounds(last).high <= edtf.bounds(text).high
            assert edtf.parse(text).parts == (first, last)


@given(st.tuples(st.integers(-99999, 99999), st.integers(1, 12), st.integers(1, 28)))
def test_a_day_comes_back_from_its_text(day: Day) -> None:
    assert edtf.from_iso(edtf.iso(day)) == day


@pytest.mark.parametrize("text", ["1987", "1987-5-1", "12 May 1987", ""])
def test_what_iso_did_not_write_is_no_day(text: str) -> None:
    with pytest.raises(EdtfError):
        edtf.from_iso(text)


@given(ANY)
def test_every_date_can_be_said_in_one_line(text: str) -> None:
    words = edtf_words.display(text)
    assert words and "\n" not in words and "XX" not in words.replace(text, "")


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (None, None, "undated"),
        ("1987-05-12", None, "12 May 1987"),
        ("1987-05", None, "May 1987"),
        ("1987~", None, "about 1987"),
        ("1987?", None, "1987?"),
        ("198X", None, "1980s"),
        ("05XX", None, "6th century"),
        ("11XX", None, "12th century"),
        ("20XX", None, "21st century"),
        ("-04XX", None, "5th century BC"),
        ("-0479", None, "480 BC"),
        ("1950-22", None, "summer 1950"),
        ("2024-33", None, "first quarter of 2024"),
        ("1950/1953", None, "1950–1953"),
        ("2013/..", None, "since 2013"),
        ("198X/..", None, "since the 1980s"),
        ("../2030", None, "until 2030"),
        ("../2029", "Before\n2030", "before 2030"),
        ("2013/..", "shortly after 2012", "shortly after 2012"),
        ("2013/..", "not before 2013", "not before 2013"),
        ("2013/..", "2013", "since 2013"),
        ("[2024..2026]", None, "between 2024 and 2026"),
        ("[2013..]", None, "2013 or later"),
        ("[1990,1995]", None, "1990 or 1995"),
        ("{1990,1995}", None, "1990 and 1995"),
        ("1984~/1986~", "the mid 1980s", "mid 1980s"),
        ("1984~/1986~", None, "about 1984–about 1986"),
        ("[1957~,1958~]", None, "about 1957 or 1958"),
    ],
)
def test_display(text: str | None, words: str | None, wanted: str) -> None:
    assert edtf_words.display(text, words) == wanted


# The package `edtf` as an oracle

DISAGREEMENTS = {
    "/2030": "it gives an unknown start ten years; unknown stays unknown here",
    "2013/": "it gives an unknown end ten years; unknown stays unknown here",
    "198X/..": "it has no decade as an end of an interval; ISO 8601-2 allows it on level 2",
    "2001-21~": "it has no mark behind a season",
    "-1250-XX": "it takes December for the first month of a year before 1, and January for the last",
}


def oracle(text: str) -> Bounds:
    """Bounds by the package; it gives infinity as a float for open ends."""

    def day(value: object) -> Day | None:
        return None if isinstance(value, float) else (value.tm_year, value.tm_mon, value.tm_mday)  # type: ignore[attr-defined]

    parsed: EDTFObject = parse_edtf(text)
    return Bounds(day(parsed.lower_strict()), day(parsed.upper_strict()))


def tell(text: str) -> Bounds | None:
    try:
        return oracle(text)
    except Exception as error:  # whatever a parser of another's grammar raises means: it does not read this
        assert "edtf" in type(error).__module__ or isinstance(error, (TypeError, ValueError, AttributeError)), error
        return None


@pytest.mark.parametrize("text", sorted(DISAGREEMENTS))
def test_the_known_disagreements_are_still_there(text: str) -> None:
    assert tell(text) != edtf.bounds(text), f"the package has changed its mind on {text}: strike it from the list"


@pytest.mark.parametrize("text", [t for t, _, _ in TABLE if t not in DISAGREEMENTS and "Y" not in t])
def test_the_table_agrees_with_the_package(text: str) -> None:
    assert tell(text) == edtf.bounds(text)


@given(single() | compound())
def test_other_strings_agree_with_the_package_where_it_reads_them(text: str) -> None:
    assume(not text.startswith("/") and not text.endswith("/") and not ("-XX" in text and re.search(r"(?:^|[^\d])-\d", text)))
    told = tell(text)
    assume(told is not None)
    assert told == edtf.bounds(text)
