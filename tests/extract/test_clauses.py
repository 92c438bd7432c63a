from __future__ import annotations

import pytest

from tests.extract.made import clause_texts, records, scene


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The council was founded in 1961 and the first meeting was held in 1963.",
            ["The council was founded in 1961", "and the first meeting was held in 1963."],
        ),
        (
            "A fair opened in Izmir in 1951 and a park was laid out between Seoul and Ankara.",
            ["A fair opened in Izmir in 1951", "and a park was laid out between Seoul and Ankara."],
        ),
        (
            "Trade was small in 1962; in 1972 it grew; by 1982 it had doubled.",
            ["Trade was small in 1962;", "in 1972 it grew;", "by 1982 it had doubled."],
        ),
        (
            "The minister said last week that sales passed $3 billion in 2019.",
            ["The minister said last week that", "sales passed $3 billion in 2019."],
        ),
        (
            "The treaty, which came into force in 1971, was renewed in 1981.",
            ["The treaty,", "which came into force in 1971,", "was renewed in 1981."],
        ),
        (
            "The jubilee occurred in 2004 and 2006 marked the end of the programme.",
            ["The jubilee occurred in 2004", "and 2006 marked the end of the programme."],
        ),
        ("When war broke out between Iran and Iraq in 1980, Türkiye stayed neutral.", None),
    ],
)
def test_clauses_begin_where_a_second_verb_has_its_own_subject(text: str, wanted: list[str] | None) -> None:
    found = clause_texts(text)
    if wanted is None:
        assert found[-1] == "Türkiye stayed neutral."
    else:
        assert found == wanted


def test_names_in_a_row_are_one_clause() -> None:
    assert len(clause_texts("France, Britain and Türkiye signed the treaty in Ankara on 19 October 1939.")) == 1


def test_two_visits_of_one_subject_stay_in_one_clause() -> None:
    assert len(clause_texts("The visits of the president in 1962 and the premier's visit in 1966 helped.")) == 1


def test_clauses_cover_the_sentence_in_order() -> None:
    seen = scene("Cho said, after the talks, that both sides will meet again; the date is open, and nobody knows it.")
    assert seen.parts[0].first == 0
    assert seen.parts[-1].last == len(seen.tokens.words)
    assert all(a.last == b.first for a, b in zip(seen.parts, seen.parts[1:], strict=False))


def test_a_clause_knows_that_it_reports_and_that_it_is_quoted() -> None:
    seen = scene('"We will build the plant together with our friends," Kim said in Seoul.')
    assert seen.parts[0].quoted and not seen.parts[-1].quoted
    assert seen.parts[-1].says >= 0
    assert seen.parts[0].says < 0


def test_an_unclosed_quotation_mark_quotes_nothing() -> None:
    assert not any(p.quoted for p in scene('The works need help so that "all can share in it, Kim added.').parts)


def test_a_participle_behind_a_noun_is_not_the_verb() -> None:
    seen = scene("The monument, built in 1976, honors six nations.")
    main = next(p for p in seen.parts if p.verb >= 0 and seen.tokens.words[p.verb].lower == "honors")
    assert "built" not in seen.tokens.slice(main.verb, main.last)


def test_a_label_is_no_part_of_what_it_leads_to() -> None:
    (visit,) = records("High level visits: President Rao visited Kenya in 2014.")
    assert visit.title == "President Rao visits Kenya"
