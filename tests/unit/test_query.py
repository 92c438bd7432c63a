"""The query language: any text is a query, and a printed query is the query."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kortui.search import amounts, values
from kortui.search.amounts import amount_span
from kortui.search.fields import FIELDS, GROUPS, SORTS
from kortui.search.parse import DEEPEST, LONGEST
from kortui.search.query import EVERYTHING, Query, complete, parse
from kortui.search.syntax import And, Exact, Faulty, Field, Not, Or, Phrase, Problem, Word, leaves
from kortui.search.values import EARLIEST, LATEST, ValueProblem, date_span
from kortui.text import REPLACEMENT

VALID = [
    "", "altay", "터키", "type:visit date:1980s -actor:KOTRA", "date:=1987 OR amount:>=10bn", '"joint venture" manisa',
    "(a OR b) -(c d) NOT e", 'actor:"Hyundai Rotem",KOTRA', '="Fırtına"', "sort:-amount group:decade fir*", "date:[2012,2013]",
    "since:2010 until:2015-06 cur:KRW,USD", "is:conflict has:amount -is:future", "saved:korean-war", "ㅎㄱㅈㅈ",
    "K-2 T-155 6·25", "a | b & c AND d", "id:e7k3m9qa2hxw", "amount:1m..5m,5%", "date:..1957", "date:2010..",
    "rel:bilateral stage:ordered topic:gaza", "date:mid-1980s amount:$8,000,10th", "-sort:title not merely",
]  # fmt: skip
BITS = [
    *(f"{name}:" for name in FIELDS), "visit", "1987", "1980s", "..", ">=", "=", '"', "(", ")", "-", ",", "OR", "or", "AND",
    "NOT", "|", "*", "!", "🚀", "not ", ",000",
    " ", "  ", "터키", "Fırtına", "İ", "[", "]", "{", "1bn", "$", "foo:", "“", "”", ":", "\n", "\x00", "/",
    "date", "amount", "：", "<", ", ",
]  # fmt: skip


def same(query: Query) -> None:
    again = parse(str(query))
    assert again == query
    assert str(again) == str(query)


@given(st.text(max_size=60))
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    same(query)
    for problem in query.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
    for chip in query.chips():
        same(query.without(chip))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(BITS), max_size=14).map("".join))
def test_any_mixture_of_the_language_is_a_query(text: str) -> None:
    same(parse(text))
    complete(text)


@given(st.sampled_from(VALID), st.data())
def test_a_damaged_query_is_a_query(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 3))
    same(parse(text[:at] + data.draw(st.sampled_from(BITS)) + text[at + cut :]))


@pytest.mark.parametrize("text", VALID)
def test_valid_queries_have_no_problems(text: str) -> None:
    query = parse(text)
    assert query.problems == ()
    same(query)


def test_the_parts() -> None:
    assert parse("a b").root == And((Word("a"), Word("b")))
    assert parse("a b OR c").root == Or((And((Word("a"), Word("b"))), Word("c")))
    assert parse("(a OR b) c").root == And((Or((Word("a"), Word("b"))), Word("c")))
    assert parse("-a NOT b").root == And((Not(Word("a")), Not(Word("b"))))
    assert parse("-(a b)").root == Not(And((Word("a"), Word("b"))))
    assert parse('"a  b" fir*').root == And((Phrase("a b"), Word("fir", True)))
    assert parse('="İstanbul" =Altay').root == And((Exact("İstanbul"), Exact("Altay")))
    assert parse('actor:"Hyundai Rotem",KOTRA').root == Field("actor", ("Hyundai Rotem", "KOTRA"))
    assert parse("date:[2012,2013],1987").root == Field("date", ("[2012,2013]", "1987"))
    assert parse("TYPE:visit").root == Field("type", ("visit",))
    assert parse("--a").root == Word("a")
    assert parse("a | b").root == parse("a OR b").root
    assert parse("“a b”").root == Phrase("a b")


def test_everything() -> None:
    for text in ("", "   ", "*", "sort:title"):
        assert parse(text).problems == ()
    for text in ("", "   ", "()", "OR", "-", '""', "… — !", "NOT", "((", "))", ",", "*"):
        assert parse(text) == EVERYTHING
        assert not parse(text)
    assert parse("a")
    assert not parse("type:vist"), "a query of nothing but a faulty term asks for nothing"


@pytest.mark.parametrize(
    ("text", "where", "unfinished"),
    [
        ("🚀", "🚀", False), ("\\", "\\", True), ("=*", "=*", True), ('="="', '="="', True), ('-""', '-""', True),
        ("-*", "-*", True),
        ("-? ", "-?", False), ("?", "?", True), (":", ":", True), ('""', '""', True), ("altay -🚀", "-🚀", False),
        ('altay -"" b', '-""', False),
        ("… — !", "… — !", True), ("NOT 🚀 altay", "NOT 🚀", False), ('altay OR ="…"', '="…"', True), ("(?)", "(?)", True),
    ],
)  # fmt: skip
def test_what_says_nothing_is_pointed_at(text: str, where: str, unfinished: bool) -> None:
    [problem] = parse(text).problems
    assert text[problem.start : problem.end] == where and problem.unfinished == unfinished
    same(parse(text))


def test_punctuation_beside_words_is_passed_over() -> None:
    for text in ("South Korea – Türkiye", "what? altay", "AT & T", "a … b", "(a, b)", "a ' b", "«a»", "10 + 20"):
        assert parse(text).problems == (), text


@pytest.mark.parametrize("sign", ["!", "=", "==", "♥", "😀", "🚀", "→", "—", "&", "?", "…", "*", "/", "#", "+"])
def test_signs_among_words_are_passed_over_alike(sign: str) -> None:
    for text in (f"altay {sign} tank", f"altay tank {sign}", f"{sign} altay tank"):
        if sign != "&" or text.startswith("altay & "):
            assert parse(text) == parse("altay tank") and not parse(text).problems, text
    if sign not in "&*":
        assert not parse(sign) and parse(sign).problems, "alone it says nothing"


def test_bars_and_ampersands_are_operators() -> None:
    assert parse("trade | investment aid") == parse("trade OR investment aid")
    assert parse("trade & investment | aid") == parse("trade AND investment OR aid")
    assert parse("R&D").root == Word("R&D") and parse("a|b").root == parse("a OR b").root


@pytest.mark.parametrize(
    ("text", "where", "suggestion"),
    [
        ("altay *tank", "*tank", "tank*"), ("-*tank*", "*tank*", "tank*"), ("title:*tank", "*tank", "tank*"),
        ("actor:KOTRA,*rotem", "*rotem", "rotem*"), ("group:type,year", "group:type,year", "group:year"),
        ("altay sort:date,-title", "sort:date,-title", "sort:-title"),
    ],
)  # fmt: skip
def test_signs_that_cannot_be_meant_so_are_pointed_at(text: str, where: str, suggestion: str) -> None:
    [problem] = parse(text).problems
    assert text[problem.start : problem.end] == where and problem.suggestion == suggestion
    assert not parse(f"{text[: problem.start]}{suggestion}{text[problem.end :]}").problems
    same(parse(text))


@pytest.mark.parametrize(
    ("text", "where", "suggestion"),
    [
        ("date:spring 1987 altay", "spring 1987", "1987-03..1987-05"), ("-date:Q1 2026", "Q1 2026", "2026-Q1"),
        ("date:4 march 2026", "4 march 2026", '"4 march 2026"'), ("since:5 may  2018 a", "5 may  2018", '"5 may 2018"'),
        ("date:1987,fall 1988", "fall 1988", "1988-09..1988-11"), ("until:soon 1987", "soon", ""),
        ('date:spring "1987"', "spring", ""), ('date:"spring" 1987', "spring", ""),
    ],
)  # fmt: skip
def test_words_behind_what_is_no_date_may_make_it_one(text: str, where: str, suggestion: str) -> None:
    [problem] = parse(text).problems
    assert text[problem.start : problem.end] == where and problem.suggestion == suggestion
    if suggestion:
        mended = parse(f"{text[: problem.start]}{suggestion}{text[problem.end :]}")
        assert not mended.problems and f"{suggestion}?" in problem.message


@pytest.mark.parametrize("sign", ["\u200f", "\ufeff", "\u200b", "\u2066", "\xad", "\U000e0041", REPLACEMENT])
def test_what_nobody_sees_changes_nothing(sign: str) -> None:
    for text in ("-altay", "type:visit", "export*", "altay OR -(b c)", '"joint venture"', '="İzmir"', "amount:>=10bn", "ㅎㄱ"):
        for at in range(len(text) + 1) if sign != "\xad" or "=" not in text else ():
            assert parse(text[:at] + sign + text[at:]) == parse(text)
    typed = f"{sign}a {sign}type:{sign}vist fir{sign}"
    [problem] = parse(typed).problems
    assert typed[problem.start : problem.end] == "vist", "the caret stands where it was typed"
    word = parse(typed).last_word
    assert word == Word("fir") and (word.start, word.end) == (typed.index("fir"), len(typed))
    assert parse("ᄒᄀ") == parse("ㅎㄱ") and parse(unicodedata.normalize("NFD", "한국")).problems == ()


def test_invisible_signs_of_texts_stay_in_exact_words() -> None:
    assert parse('="na\xadive"').root == Exact("na\xadive") and parse('="na\ufeffive"').root == Exact("naive")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("－altay", "-altay"), ("−altay", "-altay"), ("type：visit，aid", "type:visit,aid"), ("-type：visit", "-type:visit"),
        ("（a OR b）　c", "(a OR b) c"), ("export＊", "export*"), ("＂joint venture＂", '"joint venture"'), ("a｜b", "a|b"),
        ("date：＞１９８７", "date:>1987"), ("amount：＜＝１０bn", "amount:<=10bn"), ("＝Altay", "=Altay"),
    ],
)  # fmt: skip
def test_full_width_signs_are_read_as_plain_ones(typed: str, plain: str) -> None:
    assert parse(typed) == parse(plain) and not parse(typed).problems
    same(parse(typed))
    assert parse('"a：b"').root == Phrase("a：b"), "words in quotation marks stay as they are"
    assert parse("altay – tank").root == parse("altay tank").root and parse("– altay") == parse("altay")


def test_operators_are_written_in_capitals() -> None:
    assert parse("not merely").root == And((Word("not"), Word("merely")))
    assert parse("visit or meeting").root == And((Word("visit"), Word("or"), Word("meeting")))
    assert parse("and").root == Word("and") and parse("Or And").root == And((Word("Or"), Word("And")))
    assert parse("-or").root == Not(Word("or")) and parse("-OR").root == Not(Phrase("OR"))
    for text in ("or", "and a", "a not", '"OR"', "-and", "NOT not"):
        assert parse(text).problems == ()
        same(parse(text))


def test_an_order_is_turned_round_by_a_sign() -> None:
    assert parse("-sort:title") == parse("sort:-title") == parse("NOT sort:title")
    assert parse("-sort:-date") == parse("sort:date") == parse("--sort:date")
    assert parse("altay -sort:amount").chips()[1].text == "sort:-amount"
    [problem] = parse("altay -group:year").problems
    assert (problem.start, problem.suggestion) == (6, "group:none") and parse("altay -group:year").group == ""


def test_an_exclamation_mark_excludes_nothing() -> None:
    [problem] = parse("a !visit").problems
    assert (problem.start, problem.end, problem.suggestion) == (2, 8, "-visit")
    assert parse("visit!").problems == ()


@pytest.mark.parametrize("levels", [DEEPEST - 1, DEEPEST, DEEPEST + 1, 50, 300, 1900])
def test_brackets_inside_each_other_are_told_truly(levels: int) -> None:
    text = "(" * levels + "altay OR (b c)" + ")" * levels
    query = parse(f"a {text} d")
    if levels + 1 <= DEEPEST:
        assert query.problems == ()
    else:
        [problem] = query.problems
        assert "inside each other" in problem.message and not problem.suggestion
    same(query)
    opened = parse(f"a {text[:-1]}")
    assert any("not closed" in one.message for one in opened.problems)
    assert [one.suggestion.count("(") - one.suggestion.count(")") for one in opened.problems if one.suggestion] == (
        [0] if levels + 1 <= DEEPEST else []
    ), "of what has too many there is nothing to suggest"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tank OR foo(", ["tank OR foo"]),
        ("tank (", ["tank"]),
        ("tank OR (", ["tank"]),
        ("tank ((", ["tank"]),
        ("tank )(", ["tank", "tank"]),
        ("foo () bar", ["foo bar"]),
        ("tank OR ()", ["tank"]),
        ("a (b", ["a (b)"]),
        ("a b) (c", ["a b (c)", "a b (c)"]),
        ("type:vist foo(", ["visit", ""]),
        ("type:vist a (b", ["visit", ""]),
        ("a (b type:vist", ["", "visit"]),
        ("()", [""]),
        ("actr:lee", ["actor:"]),
    ],
)
def test_what_is_suggested_has_no_fault_of_its_own(text: str, meant: list[str]) -> None:
    problems = parse(text).problems
    assert [one.suggestion for one in problems] == meant
    for one in problems:
        assert ("did you mean" in one.message) == bool(one.suggestion)
        assert one.suggestion.endswith(":") or parse(one.suggestion).problems == ()


def test_few_suggestions_of_a_long_query_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    from kortui.search import query as module

    tried: list[str] = []
    whole = module._faults

    def noted(text: str) -> Sequence[Problem]:
        tried.append(text)
        return whole(text)

    monkeypatch.setattr(module, "_faults", noted)
    problems = parse("tank () " * 50).problems
    assert len(problems) == 50 and 0 < len(tried) <= 5
    assert not any(one.suggestion for one in problems), "each leaves the other brackets as they are"
    assert [one.suggestion for one in parse("type:vist " * 20).problems] == ["visit"] * 20
    assert parse("tank " * 700 + "(").problems[0].suggestion == ("tank " * 700).strip()


def test_stray_brackets_are_told_once() -> None:
    [problem] = parse("a " + ")" * 1900 + " b").problems
    assert problem.end - problem.start == 1900 and parse(problem.suggestion) == parse("a b") and "these )" in problem.message
    first, second = parse("a) b) (c").problems[:2]
    assert first.suggestion == second.suggestion == "a b (c)"
    assert parse('a ")" b').problems == () and parse("a) (b").problems[1].suggestion == "a (b)"


def test_open_ends_are_closed() -> None:
    assert parse('"joint ven').root == Phrase("joint ven")
    assert parse("a (b OR c").root == parse("a (b OR c)").root
    assert parse("a) b").root == parse("a b").root
    assert parse("a OR").root == Word("a")
    assert parse('type:"visit').root == Field("type", ("visit",))


@pytest.mark.parametrize(
    ("text", "where", "suggestion", "unfinished"),
    [
        ("(altay", "(", "(altay)", True), ("a (b OR (c d)", "(", "a (b OR (c d))", True), ("altay)", ")", "altay", False),
        ("altay OR", "OR", "altay", True), ("altay |", "|", "altay", True), ("OR altay", "OR", "altay", False),
        ("a OR OR b", "OR", "a OR b", False), ("a AND", "AND", "a", True), ("a AND AND b", "AND", "a AND b", False),
        ("a NOT", "NOT", "a", True), ("a -", "-", "a", True), ("()", "()", "", False), (")", ")", "", False),
        ("(", "(", "", True), ("(a OR) b", "OR", "(a ) b", False), ("NOT", "NOT", "", True),
        ("NOT OR b", "NOT", "", False),
    ],
)  # fmt: skip
def test_what_is_left_open_is_pointed_at(text: str, where: str, suggestion: str, unfinished: bool) -> None:
    [problem] = parse(text).problems
    assert text[problem.start : problem.end] == where
    assert (problem.suggestion, problem.unfinished) == (suggestion, unfinished)
    assert not suggestion or (suggestion in problem.message and parse(suggestion) == parse(text))


@given(
    st.lists(st.sampled_from(["altay", "(", ")", "OR", "AND", "-", "NOT", "type:visit", '"a b"']), max_size=12).map(" ".join)
)
def test_what_is_printed_leaves_nothing_open(text: str) -> None:
    query = parse(text)
    assert parse(str(query)).problems == ()
    words = text.split()
    if words.count("(") != words.count(")") or (words and words[-1] in ("OR", "AND", "NOT", "-")):
        assert query.problems


def test_a_dash_between_words_excludes_nothing() -> None:
    assert parse("Korea - Türkiye") == parse("Korea Türkiye")
    assert parse("Korea - Türkiye").problems == ()
    assert parse("Korea -Türkiye") == parse("Korea NOT Türkiye")


def test_a_currency_is_one_that_is_known() -> None:
    [problem] = parse("cur:zzz").problems
    assert (problem.start, problem.end) == (4, 7)
    assert parse("cur:lirra").problems[0].suggestion == "TRY"
    assert parse("cur:usb").problems[0].suggestion == "USD"
    for line in (resources.files("kortui.extract") / "lexicons" / "currencies.toml").read_text("utf-8").splitlines():
        if line.startswith("["):
            assert parse(f"cur:{line.strip('[]')}").problems == (), "what extraction knows can be asked for"


def test_an_unknown_field_is_shown_with_the_one_meant() -> None:
    [problem] = parse("turkey acter:KOTRA").problems
    assert (problem.start, problem.end, problem.suggestion) == (7, 13, "actor:")
    assert "did you mean actor:?" in problem.message
    assert parse("currency:KRW").problems[0].suggestion == "cur:"
    assert parse("xyzzy:1").problems[0].suggestion == ""
    root = parse("turkey acter:KOTRA").root
    assert root == And((Word("turkey"), Faulty("acter:KOTRA")))


def test_an_unknown_value_is_shown_with_the_one_meant() -> None:
    text = "korea type:agreement,vist"
    [problem] = parse(text).problems
    assert text[problem.start : problem.end] == "vist"
    assert problem.suggestion == "visit"
    assert "did you mean type:visit?" in problem.message
    assert parse("is:confilct").problems[0].suggestion == "conflict"
    assert parse("domain:defence").problems == ()
    assert parse("domain:dip").problems == () and parse("type:vis").problems == ()
    assert parse("sort:-dat").problems[0].suggestion == "-date"


@pytest.mark.parametrize(
    "text",
    ["date:1953..1950", "date:foo", "date:..", "amount:big", "amount:5..1", "cur:wonn", "type:", "actor:", "date:2024-13"],
)
def test_values_that_cannot_be_meant(text: str) -> None:
    [problem] = parse(text).problems
    assert problem.message
    assert isinstance(parse(text).root, Faulty)


@pytest.mark.parametrize(
    ("text", "where", "suggestion"),
    [
        ("since:1980 until:1970", "until:1970", "until:1980 since:1970"),
        ("until:1970 altay since:1980", "since:1980", "since:1970 altay until:1980"),
        ("date:>=1980 date:<1970", "date:<1970", ""),
        ("id:abc altay id:xyz", "id:xyz", "altay id:abc,xyz"),
        ("type:visit,aid type:meeting", "type:meeting", "type:visit,aid,meeting"),
        ("cur:won cur:USD", "cur:USD", "cur:won,USD"),
        ("a OR (rel:context rel:bilateral b)", "rel:bilateral", "a OR (rel:context,bilateral b)"),
        ("basis:stated altay basis:document", "basis:document", "altay basis:stated,document"),
        ("type:visit (type:aid OR type:meeting)", "type:aid OR type:meeting", "(type:visit,aid,meeting)"),
        ("has:date is:undated", "is:undated", ""),
        ("date:none since:1980", "since:1980", ""),
        ("date:1987,1990 is:undated", "is:undated", ""),
        ("date:none has:date", "has:date", ""),
    ],
)
def test_terms_that_cannot_hold_together_are_pointed_at(text: str, where: str, suggestion: str) -> None:
    [problem] = parse(text).problems
    assert text[problem.start : problem.end] == where
    assert problem.suggestion == suggestion
    assert not suggestion or parse(suggestion).problems == ()
    assert problem.unfinished == text.endswith(where)
    assert not any(isinstance(item, Faulty) for item in parse(text).items), "they stay in the query"


@pytest.mark.parametrize(
    "text",
    [
        "since:1970 until:1980", "since:1980 until:1980", "date:1950 date:1953", "since:1950,1990 until:1970",
        "since:1980 OR until:1970", "id:e7k id:e7k3m9qa2hxw", "cur:won cur:KRW", "type:visit,aid type:aid", "type:a type:aid",
        "-type:visit -type:aid",
        "domain:trade domain:defense", "-(type:visit type:aid)", "since:1980 date:none,1987", "altay -(altay tank)",
        "has:date,amount is:undated", "has:date is:undated,future", "-has:date is:undated", "amount:>10bn amount:<5bn",
        "type:visit (type:visit OR altay)", "type:visit (type:visit OR type:aid)",
    ],
)  # fmt: skip
def test_terms_that_can_hold_together_are_left_alone(text: str) -> None:
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("text", "where", "suggestion"),
    [
        ("altay date=1987", "date=1987", "date:1987"), ("date>1987", "date>1987", "date:>1987"),
        ("year<=1987,1990 altay", "year<=1987,1990", "year:<=1987,<=1990"), ("amount>10bn", "amount>10bn", "amount:>10bn"),
        ('actor="Hyundai Rotem"', 'actor="Hyundai Rotem"', 'actor:"Hyundai Rotem"'),
        ("date=soon", "date=soon", ""), ("place:*", "place:*", "has:place"), ("date:*", "date:*", "has:date"),
        ("actor:KOTRA,*", "*", ""), ("title:* altay", "*", ""), ('topic:"!!"', "!!", ""), ("amount:>=10xx", ">=10xx", ""),
        ("date:1987-00", "1987-00", "1987"), ("since:1987-00-00", "1987-00-00", "1987"),
    ],
)  # fmt: skip
def test_what_would_silently_find_nothing_is_pointed_at(text: str, where: str, suggestion: str) -> None:
    [problem] = parse(text).problems
    assert text[problem.start : problem.end] == where and problem.suggestion == suggestion
    assert any(isinstance(leaf, Faulty) for leaf, _ in leaves(parse(text).root))
    same(parse(text))


def test_other_words_with_such_a_sign_are_words() -> None:
    for text in ("R&D=5", "type>visit", "e=mc2", "date=", "date>>", "since<", "visit>meeting"):
        assert parse(text).problems == (), text
        same(parse(text))
    for text in (",amount>1bn", "!date=5", "date=, date>", "date：： a", "-,type：visit", "date>>5 sort:title", 'date="a b'):
        same(parse(text))
    assert parse("date:1987-0").problems == (), "a month may be begun"


@pytest.mark.parametrize(
    ("text", "where", "suggestion"),
    [
        ("altay type: visit", "type: visit", "type:visit"), ("type:(visit OR aid) b", "type:(visit OR aid)", "type:visit,aid"),
        ("type: altay", "type:", ""), ("type: -visit", "type:", ""), ("type: date:1987", "type:", ""),
        ("type:(a b", "type:", ""),
        ("actor: KOTRA, b", "actor: KOTRA,", "actor:KOTRA"), ("type: OR a", "type:", ""), ("type:()", "type:", ""),
    ],
)  # fmt: skip
def test_values_apart_from_their_field_are_pointed_at(text: str, where: str, suggestion: str) -> None:
    problem = parse(text).problems[0]
    assert text[problem.start : problem.end] == where and problem.suggestion == suggestion
    assert ("did you mean" in problem.message) == bool(suggestion)
    same(parse(text))


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("10bn..1bn", "1bn..10bn"), ("third", "3rd"), ("tenth", "10th"), ("5..1bn", ""), ("big", ""), ("big..1", ""),
        ("9..5", "5..9"),
    ],
)  # fmt: skip
def test_an_amount_written_otherwise_is_understood_as_a_hint(value: str, suggestion: str) -> None:
    problems = parse(f"amount:{value}").problems
    assert [problem.suggestion for problem in problems] == [suggestion]
    assert "ends below where it begins; did you mean amount:5..9?" in parse("amount:9..5").problems[0].message


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("type:visit, meeting", "type:visit,meeting"), ("date:1987, 1990 altay", "date:1987,1990"),
        ("type:visit, altay", ""), ("amount:5m, 10bn", "amount:5m,10bn"),
    ],
)  # fmt: skip
def test_a_comma_with_a_blank_behind_it_is_pointed_at(text: str, suggestion: str) -> None:
    [problem] = parse(text).problems
    assert text[problem.start : problem.end] == "," and problem.suggestion == suggestion
    assert parse(str(parse(text))) == parse(text) and not any(isinstance(item, Faulty) for item in parse(text).items)
    for whole in ("type:visit,", "type:visit, ", "type:visit, OR a", "type:visit ,meeting", "(type:visit,)"):
        assert parse(whole).problems == (), whole


@given(st.lists(st.sampled_from([b for b in VALID if b]), min_size=2, max_size=4).map(" ".join))
def test_whatever_is_joined_is_a_query(text: str) -> None:
    query = parse(text)
    same(query)
    for problem in query.problems:
        assert text[problem.start : problem.end].strip()


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("type:sold", "contract"), ("type:deals", "agreement,contract"), ("type:Trip", "visit"), ("year:87", "1987"),
        ("since:05", "2005"), ("date:3", ""), ("date:87..90", ""),
    ],
)  # fmt: skip
def test_values_are_suggested_by_what_people_say(text: str, suggestion: str) -> None:
    [problem] = parse(text).problems
    assert problem.suggestion == suggestion
    field = text.partition(":")[0]
    assert not suggestion or (f"did you mean {field}:{suggestion}?" in problem.message)
    assert not suggestion or parse(f"{field}:{suggestion}").problems == ()


def test_a_year_may_be_begun() -> None:
    for text in ("date:1", "date:2", "date:19", "date:20", "date:198"):
        assert parse(text).problems == ()


def test_the_mending_comes_first_where_room_is_short() -> None:
    assert parse("type:vist").problems[0].brief.startswith("did you mean type:visit? ")
    assert parse("date:foo").problems[0].brief.startswith("write 1987")
    assert parse("xyzzy:1").problems[0].brief == parse("xyzzy:1").problems[0].message
    assert parse("amount:>=").problems[0].message.startswith("a figure is lacking; write ")


def test_colons_of_plain_text_are_no_fields() -> None:
    for text in ("Altay: a tank", "10:30", "https://example.org/a?b=c", "Seoul:"):
        assert parse(text).problems == (), text
        assert parse(text).root is not None


def test_order_and_grouping_are_no_terms() -> None:
    query = parse("altay sort:-amount group:decade")
    assert (query.root, query.sort, query.group) == (Word("altay"), "-amount", "decade")
    for name in SORTS:
        assert parse(f"sort:{name}").sort == name
    for name in GROUPS:
        assert parse(f"group:{name}").group == name


def test_nothing_is_too_deep_or_too_long() -> None:
    same(parse("(" * 5000 + "a"))
    same(parse("-(" * 300 + "a b"))
    deep = "(a OR (b " * (DEEPEST - 5) + "c"
    same(parse(deep))
    for text in ("a " * LONGEST, "'-a " * LONGEST, "-" + "(a OR " * LONGEST, '"' + "a" * LONGEST):
        [problem] = parse(text).problems
        assert (problem.start, problem.end) == (LONGEST, len(text))
        assert problem.message == f"a query may have 4,000 characters at most, and this one has {len(text):,}"
    assert not parse("a " * (LONGEST // 2)).problems


def test_chips_take_away_one_part() -> None:
    query = parse('turkey "joint venture" type:visit,meeting -actor:KOTRA (a OR b) sort:title')
    assert [c.text for c in query.chips()] == [
        "turkey",
        '"joint venture"',
        "type:visit,meeting",
        "-actor:KOTRA",
        "(a OR b)",
        "sort:title",
    ]
    assert [c.field for c in query.chips()] == ["", "", "type", "actor", "", "sort"]
    assert [c.negated for c in query.chips()] == [False, False, False, True, False, False]
    chip = query.chips()[2]
    assert str(query.without(chip)) == 'turkey "joint venture" -actor:KOTRA (a OR b) sort:title'
    assert query.without(query.chips()[-1]).sort == ""
    assert parse("a OR b").without(parse("a OR b").chips()[0]) == EVERYTHING
    for number in range(len(query.chips())):
        assert len(query.without(query.chips()[number]).chips()) == len(query.chips()) - 1


def test_facet_values_are_switched() -> None:
    query = parse("turkey")
    once = query.toggled("type", "visit")
    twice = once.toggled("type", "meeting")
    assert str(once) == "turkey type:visit"
    assert str(twice) == "turkey type:visit,meeting"
    assert twice.values("type") == ("visit", "meeting")
    assert twice.toggled("type", "visit").toggled("type", "meeting") == query
    out = once.toggled("type", "visit", exclude=True)
    assert str(out) == "turkey -type:visit"
    assert out.values("type", negated=True) == ("visit",)
    assert str(out.toggled("type", "meeting")) == "turkey -type:visit type:meeting"
    assert str(query.toggled("actor", "t-155 fırtına (new)")) == 'turkey actor:"t-155 fırtına (new)"'
    assert parse("type:visit -type:meeting a").without_field("type") == parse("a")


def test_the_last_word_may_go_on() -> None:
    def last(text: str) -> str:
        return str(parse(text).last_word)

    assert last("turkey fir") == "fir"
    assert last("turkey fir ") == "None"
    assert last('turkey "black pan') == '"black pan"'
    assert last('turkey "black panther"') == "None"
    assert last("actor:hyun") == "actor:hyun"
    assert last("") == "None"
    assert last("(a b)") == "None"


def test_completions() -> None:
    assert "actor:" in complete("act")
    assert complete("turkey type:vi") == ("type:visit",)
    assert complete("-domain:d") == ("domain:defense", "domain:diplomacy")
    assert complete("is:reviewed,con") == ("is:reviewed,conflict",)
    assert complete("turkey ") == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1987", 1987_01_01, 1987_12_31), ("1987-05", 1987_05_01, 1987_05_31), ("1987-5", 1987_05_01, 1987_05_31),
        ("1987-05-12", 1987_05_12, 1987_05_12), ("195", 1950_01_01, 1959_12_31), ("19", 1900_01_01, 1999_12_31),
        ("1950s", 1950_01_01, 1959_12_31), ("552", 552_01_01, 552_12_31), ("1950..1953", 1950_01_01, 1953_12_31),
        ("..1957", EARLIEST, 1957_12_31), ("2010..", 2010_01_01, LATEST), ("1950s..1970s", 1950_01_01, 1979_12_31),
        ("2023-Q2", 2023_04_01, 2023_06_30), ("6th-century", 500_01_01, 599_12_31), ("198X", 1980_01_01, 1989_12_31),
        (">=1987", 1987_01_01, LATEST), (">1987", 1988_01_01 - 8870 + 1 - 1, LATEST), ("<1987-05", EARLIEST, 1987_05_01 - 1),
        ("1950/1953", 1950_01_01, 1953_12_31), ("[2012,2014]", 2012_01_01, 2014_12_31), ("2024-", 2024_01_01, 2024_12_31),
        ("july 2025", 2025_07_01, 2025_07_31), ("July-2025", 2025_07_01, 2025_07_31), ("2025 jul", 2025_07_01, 2025_07_31),
        ("2 may 2018", 2018_05_02, 2018_05_02), ("2-May-2018", 2018_05_02, 2018_05_02),
        ("May 2nd, 2018", 2018_05_02, 2018_05_02),
        ("mid-1980s", 1984_01_01, 1986_12_31), ("the late 198s", 1987_01_01, 1989_12_31),
        ("Early 1990s", 1990_01_01, 1993_12_31),
        ("mid 1980s..late-1990s", 1984_01_01, 1999_12_31), ("early 2026", 2026_01_01, 2026_12_31),
        ("sept. 2020..nov 2020", 2020_09_01, 2020_11_30), (">=may 2018", 2018_05_01, LATEST),
    ],
)  # fmt: skip
def test_dates(text: str, low: int, high: int) -> None:
    span = date_span(text)
    if text.startswith(">1987"):
        assert 1987_12_31 < span.low <= 1988_01_01
    else:
        assert span.low == low
    assert span.high == high
    assert not span.certain


def test_dates_with_one_end_and_certain_ones() -> None:
    assert date_span("=1957").certain
    assert date_span("2010", "since") == values.DateSpan(2010_01_01, LATEST)
    assert date_span("2010-05", "until") == values.DateSpan(EARLIEST, 2010_05_31)
    assert date_span("none").undated
    for text in ("", "x", "1987-05-45", "..", "1953..1950", "12345", "31 june 2020", "julia 2020", "ju 2020"):
        with pytest.raises(ValueProblem):
            date_span(text)
    with pytest.raises(ValueProblem, match='like july-2025 or "july 2025"'):
        date_span("july")
    assert parse('date:"july 2025"').problems == parse("date:july-2025").problems == ()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "relation"),
    [
        (">=1bn", 1e9, float("inf"), None, ">="), ("1m..5m", 1e6, 5e6, None, ""), ("1..5bn", 1e9, 5e9, None, ""),
        ("$2bn", 2e9, 2e9, "USD", ""), ("9tn-won", 9e12, 9e12, "KRW", ""), ("9조원", 9e12, 9e12, "KRW", ""), 
        ("5%", 5, 5, "percent", ""),
        ("<5k", float("-inf"), 5e3, None, "<"), ("1,500", 1500, 1500, None, ""), ("10.4 billion", 10.4e9, 10.4e9, None, ""),
        ("15000 soldiers", 15000, 15000, "soldiers", ""), ("5m usd", 5e6, 5e6, "USD", ""), ("5..", 5, float("inf"), None, ""),
        ("3 milyar tl", 3e9, 3e9, "TRY", ""), ("≥1bn", 1e9, float("inf"), None, ">="), ("5 metre", 5, 5, "metre", ""),
    ],
)  # fmt: skip
def test_amounts(text: str, low: float, high: float, unit: str | None, relation: str) -> None:
    span = amount_span(text)
    assert (span.low, span.high, span.unit, span.relation) == (pytest.approx(low), pytest.approx(high), unit, relation)


@given(st.text(max_size=12))
def test_values_are_read_or_refused(text: str) -> None:
    for read in (date_span, amount_span):
        try:
            read(text)
        except ValueProblem as problem:
            assert str(problem)
    amounts.currency(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cur:KRV", "KRW"), ("stage:signed", "ordered"), ("stage:canceled", "cancelled"), ("domain:military", "defense"),
        ("is:planned", "future"), ("has:money", "amount"), ("rel:mutual", "bilateral"), ("sort:newest", "-date"),
        ("type:vist", "visit"), ("conflict:dat3", "date"), ("group:yaer", "year"),
    ],
)  # fmt: skip
def test_every_closed_list_suggests_what_may_be_meant(typed: str, meant: str) -> None:
    (problem,) = parse(typed).problems
    assert problem.suggestion == meant and typed[problem.start : problem.end] == typed.partition(":")[2]
    assert parse(f"{typed.partition(':')[0]}:{meant}").problems == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1950-1953", "1950..1953"), ("1950–1953", "1950..1953"), ('"1950s to 1960s"', "1950s..1960s"), ("q1-2026", "2026-Q1"),
        ('"H2 2025"', "2025-H2"), ("1960-1950", ""), ("87", "1987"),
        ("1987..1980", "1980..1987"), ("2025년", "2025"),
        ('"8 Temmuz 2025"', "2025-07-08"), ('"Şubat 2026"', "2026-02"), ('"AĞUSTOS 1999"', "1999-08"), ('"32 Ocak 2020"', ""),
        ('"2025년 5월"', "2025-05"), ('"2025년 5월 3일"', "2025-05-03"),
        ('"spring 1987"', "1987-03..1987-05"), ("1987-fall", "1987-09..1987-11"), ('"winter of 1987"', "1987-24"),
        ('"2025년 15월"', ""), ("soon..1980", ""),
    ],
)  # fmt: skip
def test_a_date_written_otherwise_is_understood_as_a_hint(typed: str, meant: str) -> None:
    (problem,) = parse(f"date:{typed}").problems
    assert problem.suggestion == meant
    assert not meant or not parse(f"date:{meant}").problems
