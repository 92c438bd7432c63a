"""Amounts in our own sentences: value, unit, hedge, range and twin, and the numbers that are no amounts."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kortui.extract import amounts, amounts_numbers, amounts_units
from kortui.extract import amounts_hedges as hedges
from kortui.extract.spans import AmountSpan, Sentence


def read(text: str, *blocked: str) -> tuple[AmountSpan, ...]:
    spans = [(text.index(b), text.index(b) + len(b)) for b in blocked]
    return amounts.find(text, [Sentence(0, len(text), "paragraph")], spans)


def only(text: str) -> AmountSpan:
    found = read(text)
    assert len(found) == 1, [f.text for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("Ottawa lent US$4 billion to the port.", "US$4 billion", 4e9, "USD"),
        ("The bank lent $8,000 U.S. dollars then.", "$8,000 U.S. dollars", 8000, "USD"),
        ("Sales were $4 billion US dollars in all.", "$4 billion US dollars", 4e9, "USD"),
        ("A fund of $700b was planned.", "$700b", 7e11, "USD"),
        ("The $1.2bn order went to Lisbon.", "$1.2bn", 1.2e9, "USD"),
        ("The order, $3.8 bil, is small.", "$3.8 bil", 3.8e9, "USD"),
        ("A loan of (U.S. $1.29 billion) followed.", "U.S. $1.29 billion", 1.29e9, "USD"),
        ("The bridge cost 179 million EUR then.", "179 million EUR", 1.79e8, "EUR"),
        ("It cost EUR 179m in the end.", "EUR 179m", 1.79e8, "EUR"),
        ("A 40 bln-won plant opened.", "40 bln-won", 4e10, "KRW"),
        ("Its 5.6 tln-won backlog grew.", "5.6 tln-won", 5.6e12, "KRW"),
        ("Orders of W5.6tr came in.", "W5.6tr", 5.6e12, "KRW"),
        ("They asked for a 10B$ credit.", "10B$", 1e10, "USD"),
        ("The ₩9tn plan failed.", "₩9tn", 9e12, "KRW"),
        ("It made ₺250 million last spring.", "₺250 million", 2.5e8, "TRY"),
        ("They paid 15 million TL for it.", "15 million TL", 1.5e7, "TRY"),
        ("They owe £4 million to Kew.", "£4 million", 4e6, "GBP"),
        ("A grant of ¥300 billion was approved.", "¥300 billion", 3e11, "JPY"),
        ("The A$3.2 billion yard is in Perth.", "A$3.2 billion", 3.2e9, "AUD"),
        ("They gave 1,250,000 hwan to the school.", "1,250,000 hwan", 1250000, "KRH"),
        ("A 3-billion-dollar order was lost.", "3-billion-dollar", 3e9, "USD"),
        ("He gave half a million dollars away.", "half a million dollars", 5e5, "USD"),
        ("It is a half-billion dollars short.", "a half-billion dollars", 5e8, "USD"),
        ("It signed a Rs. 300 crore deal.", "Rs. 300 crore", 3e9, "INR"),
        ("It was worth one-point-three trillion won.", "one-point-three trillion won", 1.3e12, "KRW"),
        ("Toplam 1,9 milyar dolar yatırım yapıldı.", "1,9 milyar dolar", 1.9e9, "USD"),
        ("계약 규모는 9조 2천억원이다.", "9조 2천억원", 9.2e12, "KRW"),
        ("They need billions of dollars more.", "billions of dollars", None, "USD"),
        ("It was a multi-billion-euro plan.", "multi-billion-euro", None, "EUR"),
        ("It cost several million euros.", "several million euros", None, "EUR"),
    ],
)
def test_money(text: str, span: str, value: float | None, unit: str) -> None:
    found = only(text)
    assert (found.text, found.kind, found.value, found.unit) == (span, "money", value, unit)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In 1995 the mill cost 3 trillion lira.", "TRL"),
        ("The mill cost 3 billion Turkish liras in 2021.", "TRY"),
        ("The mill cost 3 billion Turkish liras.", "TRY"),
        ("It sold for 200 million won in 1951.", "KRO"),
        ("It sold for 200 million won in 2020.", "KRW"),
    ],
)
def test_a_currency_name_means_the_currency_of_its_time(text: str, code: str) -> None:
    assert only(text).unit == code


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Sales were $5 billion in May.", None),
        ("Sales exceeded $5 billion in May.", ">"),
        ("Sales surpassing $5 billion were reported.", ">"),
        ("Sales of well over $5 billion were reported.", ">"),
        ("Sales of more than a record $5 billion were reported.", ">"),
        ("Sales of at least $5 billion were reported.", ">="),
        ("Sales of $5 billion or more were reported.", ">="),
        ("Sales of less than $5 billion were reported.", "<"),
        ("Sales of up to $5 billion were reported.", "<="),
        ("Sales of no more than $5 billion were reported.", "<="),
        ("Sales of nearly $5 billion were reported.", "<~"),
        ("Sales neared to $5 billion in May.", "<~"),
        ("Sales of about $5 billion were reported.", "~"),
        ("Sales of roughly $5 billion were reported.", "~"),
        ("Some $5 billion of sales were reported.", "~"),
        ("Sales of $5 billion or so were reported.", "~"),
        ("Sales of $5 billion-plus were reported.", ">="),
        ("Sales of $5 billion plus taxes were reported.", None),
    ],
)
def test_a_hedge_is_kept(text: str, hedge: str | None) -> None:
    found = only(text)
    assert (found.value, found.hedge) == (5e9, hedge)


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit"),
    [
        ("A package of $4-5 billion was agreed.", "$4-5 billion", 4e9, 5e9, "USD"),
        ("A package of $10-$15 million was agreed.", "$10-$15 million", 1e7, 1.5e7, "USD"),
        ("It costs between $4 million and $6 million a year.", "$4 million and $6 million", 4e6, 6e6, "USD"),
        ("Growth of 5 to 6 percent is likely.", "5 to 6 percent", 5, 6, "percent"),
        ("Growth of 5-6% is likely.", "5-6%", 5, 6, "percent"),
        ("Between 10 and 20 firms came.", "10 and 20", 10, 20, "firm"),
        ("It wants eight to 12 submarines.", "eight to 12", 8, 12, "submarine"),
        ("It wants 20-25 aircraft soon.", "20-25", 20, 25, "aircraft"),
    ],
)
def test_ranges(text: str, span: str, low: float, high: float, unit: str) -> None:
    found = only(text)
    assert (found.text, found.value, found.value_to, found.unit) == (span, low, high, unit)


def test_a_change_is_two_amounts_and_no_range() -> None:
    found = read("Trade rose from $4 billion to $5 billion that year.")
    assert [(f.value, f.value_to) for f in found] == [(4e9, None), (5e9, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Lima signed a 9 trillion won ($6.7 billion) contract.",
        "Lima signed a $6.7 billion (9 trillion won) contract.",
        "The contract is worth 9 trillion won, or about $6.7 billion, in all.",
        "A contract of W5.6tr (US$4.1 billion) was signed.",
    ],
)
def test_a_restatement_points_at_its_twin(text: str) -> None:
    first, second = read(text)
    assert (first.equivalent_to, second.equivalent_to) == (None, 0)
    assert {first.unit, second.unit} == {"KRW", "USD"}


def test_a_twin_is_an_index_into_the_whole_document() -> None:
    text = "It sold 40 tanks. The price was 9 trillion won ($6.7 billion)."
    cut = text.index("The")
    found = amounts.find(text, [Sentence(0, cut, "paragraph"), Sentence(cut, len(text), "paragraph")])
    assert [f.equivalent_to for f in found] == [None, None, 1]


def test_amounts_side_by_side_are_no_twins() -> None:
    assert [f.equivalent_to for f in read("It spent $3 million on ships and 4 million euros on roads.")] == [None, None]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "hedge"),
    [
        ("Nearly 20,000 soldiers went north.", "20,000", 20000, "soldier", "<~"),
        ("Some 30 participants came.", "30", 30, "participant", "~"),
        ("More than 200 Chilean companies came.", "200", 200, "company", ">"),
        ("At least 5,000 people fled.", "5,000", 5000, "person", ">="),
        ("Up to 40,000 tons of wheat arrived.", "40,000", 40000, "tonne", "<="),
        ("They sent 152 K9 self-propelled howitzers.", "152", 152, "howitzer", None),
        ("More than 100 rescue and relief workers flew in.", "100", 100, "worker", ">"),
        ("About 40 arms exporters came.", "40", 40, "exporter", "~"),
        ("It keeps 5,000+ jobs in town.", "5,000", 5000, "job", ">="),
        ("Two frigates were ordered.", "Two", 2, "frigate", None),
        ("More than a dozen Czech firms bid.", "a dozen", 12, "firm", ">"),
        ("Over 2000 soldiers came.", "2000", 2000, "soldier", ">"),
        ("They lost 741 men.", "741", 741, "man", None),
        ("Among them, 741 were killed.", "741", 741, None, None),
        ("Hundreds of companies closed.", "Hundreds", None, "company", None),
        ("It sold 1.2 million cars.", "1.2 million", 1200000, "car", None),
    ],
)
def test_counts_have_their_noun_as_unit(text: str, span: str, value: float | None, unit: str | None, hedge: str | None) -> None:
    found = only(text)
    assert (found.kind, found.text, found.value, found.unit, found.hedge) == ("count", span, value, unit, hedge)


def test_a_number_without_a_noun_counts_what_the_one_before_counted() -> None:
    first, second = read("Of the 300 sailors who fell, 120 were buried in Genoa.")
    assert (first.unit, second.value, second.unit) == ("sailor", 120, "sailor")


@pytest.mark.parametrize(
    ("text", "span", "kind", "value", "unit"),
    [
        ("It holds 6 percent of the market.", "6 percent", "percent", 6, "percent"),
        ("It holds 64.77% of the market.", "64.77%", "percent", 64.77, "percent"),
        ("It holds 7 per cent of the market.", "7 per cent", "percent", 7, "percent"),
        ("It fell 1.5 percentage points.", "1.5 percentage points", "percent", 1.5, "percentage point"),
        ("İhracat yüzde 17 arttı.", "yüzde 17", "percent", 17, "percent"),
        ("The span is 2,023 m long.", "2,023 m", "length", 2023, "metre"),
        ("A 2023-metre span was built.", "2023-metre", "length", 2023, "metre"),
        ("It lies 40 kilometers off.", "40 kilometers", "length", 40, "kilometre"),
        ("The 1.6-mile tunnel opened.", "1.6-mile", "length", 1.6, "mile"),
        ("It is the first in 13 years.", "13", "duration", 13, "year"),
        ("It fell for two consecutive years.", "two", "duration", 2, "year"),
        ("A five-year plan was drawn up.", "five", "duration", 5, "year"),
        ("It lasted three decades.", "three", "duration", 30, "year"),
        ("It is the 10th largest maker.", "10th", "ordinal", 10, None),
        ("It is the world's second-largest maker.", "second", "ordinal", 2, None),
        ("It was the third country to do so.", "third", "ordinal", 3, None),
        ("They marked the 70th anniversary of the treaty.", "70th", "ordinal", 70, None),
        ("It wants to be one of the top four makers.", "top four", "ordinal", 4, None),
        ("It is a top-10 maker.", "top-10", "ordinal", 10, None),
    ],
)
def test_other_kinds(text: str, span: str, kind: str, value: float, unit: str | None) -> None:
    found = only(text)
    assert (found.text, found.kind, found.value, found.unit) == (span, kind, value, unit)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("\u017fix", 6),
        ("one and a half million dozen", 18_000_000),
        ("a hundred and five", 105),
        ("half a million", 500_000),
        ("twenty-five", 25),
        ("3.5", 3.5),
    ],
)
def test_numbers_are_read_where_they_begin(words: str, value: float) -> None:
    text = f"In K2 they told of ten, of tension, and of {words} ships, 7 of them old."
    read_ = [(n.value, text[n.start : n.end]) for n in amounts_numbers.numbers(text, 0, len(text))]
    assert read_ == [(2, "2"), (10, "ten"), (value, words), (7, "7")]


@pytest.mark.parametrize(("scale", "zeros"), [("million", 6), ("billion", 9), ("trillion", 12)])
def test_a_figure_is_exactly_what_its_digits_say(scale: str, zeros: int) -> None:
    for tenths in range(1, 1000):
        whole, tenth = divmod(tenths, 10)
        told = only(f"The yard sold ships for ${whole}.{tenth} {scale} last year.")
        assert (told.value, type(told.value)) == (tenths * 10 ** (zeros - 1), int)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It spent 8,2 milyar lira.", 8_200_000_000),
        ("It spent eight point two billion dollars.", 8_200_000_000),
        ("It spent $1.005 million.", 1_005_000),
        ("It spent $16.4bn.", 16_400_000_000),
        ("It spent 6.25 bn. dollars.", 6_250_000_000),
        ("It spent €20 m. on roads.", 20_000_000),
    ],
)
def test_a_figure_is_exact_however_it_is_written(text: str, value: int) -> None:
    assert only(text).value == value


def test_both_ends_of_a_range_are_exact() -> None:
    told = only("It will cost $4.1 to 8.2 billion.")
    assert (told.value, told.value_to) == (4_100_000_000, 8_200_000_000)


def test_a_rank_is_at_most_that_place() -> None:
    assert only("It is among the top five buyers.").hedge == "<="


def test_over_some_years_is_when_and_not_how_much() -> None:
    assert only("It was built over 13 years.").hedge is None


@pytest.mark.parametrize(
    "text",
    [
        "The two countries and both nations want a two-state solution.",
        "It is one of the most open markets, and the first of its kind.",
        "In 2023 exports rose, as they had in 1997 and since 2001.",
        "They met on June 25, 1950, at 10:30, and again on 4 December.",
        "Call 02-1234-5678 before 10.12.2007 or 2007-10-12.",
        "The 1950-53 war crossed the 38th parallel in the 20th century.",
        "Article 5 of Resolution 1325 was read on the 15th.",
        "The 155mm gun and the 120-mm mortar were shown by the 5th Infantry Division.",
        "It happened five years ago, in the past 10 years, or 14 years later.",
        "The chance came once in a lifetime and the third-stage test failed.",
        "He is a 20-year-old pilot.",
        "After 450 BC Athens was safe.",
    ],
)
def test_numbers_that_are_no_amounts(text: str) -> None:
    assert [f.text for f in read(text)] == []


def test_numbers_inside_names_are_left_alone() -> None:
    text = "The 1915 Bridge and 24 K-2 tanks"
    assert [f.text for f in read(text, "1915 Bridge", "K-2")] == ["24"]


def test_a_series_keeps_every_pair() -> None:
    text = "It was $8,000 U.S. dollars in 1965; in 1970 it rose to $59,000; in 1990 it neared to $515 million."
    assert [(f.value, f.hedge) for f in read(text)] == [(8000, None), (59000, None), (515e6, "<~")]


PIECES = [
    "$",
    "US$",
    "€",
    "W",
    "5",
    "2,000",
    "1.5",
    "1950",
    "one",
    "half a",
    "million",
    "bn",
    "tr",
    "won",
    "-",
    "–",
    " to ",
    " and ",
    "(",
    ")",
]
PIECES += [
    "between ",
    "more than ",
    "soldiers",
    "percent",
    "%",
    "th",
    "m",
    "km",
    "years",
    " ago",
    "조",
    "억",
    "원",
    ".",
    ",",
    " ",
    "\n",
    "İ",
    "\ufffd",
]


@example("5$one")
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_gives_spans_of_itself(text: str) -> None:
    found = read(text)
    for i, span in enumerate(found):
        assert text[span.start : span.end] == span.text != ""
        assert span.equivalent_to is None or span.equivalent_to < i
        assert span.unit or span.kind in {"ordinal", "count"}
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("piece", ["1,111,", "5 trillion won ($4) ", "5th largest ", "one million ", "9", "hundred ", "1-1-"])
def test_a_line_of_nothing_but_numbers_costs_no_more_than_its_length(piece: str) -> None:
    began = process_time()
    read((piece * 60_000)[:60_000])
    assert process_time() - began < 5, "quadratic work takes minutes here, linear work a quarter of a second"


@given(
    st.lists(
        st.sampled_from(
            [
                *hedges.END_WORDS.split(),
                *("no", "as", "an", "a", "the", "record", "worth", "in", "excess", "or", "c.", "(about", "equivalent"),
                *("moreover", "well", "short", "region", "up"),
            ]
        ),
        max_size=5,
    ),
    st.sampled_from(["", " "]),
)
def test_no_hedge_is_lost_for_speed(words: list[str], end: str) -> None:
    text = " ".join(words) + end
    quick, slow = hedges.before(text, len(text), 0), hedges.by_patterns(text[-44:])
    assert quick == slow or text[-1:] in "~≈"


def test_every_currency_is_looked_for_behind_a_number() -> None:
    money = amounts_units.currencies()
    for name in (*money._names, *money.shared):
        for joint in ("", " ", "-", " in "):
            text = f"5{joint}{name}"
            assert money._behind.match(text, 1) is None or amounts_units.may_name(money.first, text, 1, len(text)), text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Hanwha delivered 12 of 24 howitzers.", [12, 24]),
        ("They delivered 46 of the 180 K2 tanks.", [46, 180]),
        ("Kenya received 12 of its 24 howitzers.", [12, 24]),
        ("Twelve out of 24 howitzers were handed over.", [12, 24]),
        ("Kenya received 12 rather than 24 howitzers.", [12, 24]),
    ],
)
def test_a_part_of_a_number_counts_what_the_whole_counts(text: str, values: list[int]) -> None:
    found = read(text)
    assert [a.value for a in found] == values
    assert len({a.unit for a in found}) == 1 and found[0].unit in ("howitzer", "tank")


def test_a_part_of_a_time_is_no_count() -> None:
    assert [(a.kind, a.value) for a in read("In 2 of 3 years sales fell.")] == [("duration", 3)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Some 130.000 tourists came.", 130_000),
        ("Some 1.250 soldiers came.", 1250),
        ("Between 1.500 and 2.000 soldiers came.", 1500),
        ("On that day 1.500 were killed.", 1500),
        ("They paid 130.000 euros.", 130_000),
        ("They paid 1.250,50 lira.", 1250.5),
        ("They paid 1.325 dollars.", 1.325),
        ("They sent 1.500 tonnes.", 1.5),
        ("Prices rose 6,5 percent. They sent 1.500 tonnes.", 1500),
        ("Growth was 3.250 percent.", 3.25),
        ("Growth was 6,5%.", 6.5),
    ],
)
def test_points_set_thousands_apart_where_nothing_can_be_divided_or_the_text_writes_so(text: str, value: float) -> None:
    assert read(text)[-1].value == value


@pytest.mark.parametrize("words", ["handed over 40 houses", "took over 40 houses"])
def test_what_is_handed_over_is_not_over_its_number(words: str) -> None:
    from tests.extract.made import analysis

    (count,) = [a for a in analysis(f"Kenya {words} in May 2023.").amounts if a.value == 40]
    assert count.hedge is None


@pytest.mark.parametrize("word", sorted(amounts_units.units().by_word))
def test_every_unit_is_found_behind_its_number(word: str) -> None:
    for text in (f" {word}, ", f" {word.upper()}, ", f" full {word} "):
        assert amounts_units.unit_at(text, 0, len(text), digits=False) is not None, text


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Exports stood at not quite $5 billion.", "<~"),
        ("Sales came to not fewer than 500 trams.", ">="),
        ("Sales came to not more than 500 trams.", "<="),
        ("Sales were quite 500 trams.", None),
    ],
)
def test_a_hedge_of_several_words_is_not_read_by_its_last(text: str, hedge: str | None) -> None:
    assert only(text).hedge == hedge
