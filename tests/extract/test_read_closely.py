"""Sentences that say less than their words: withdrawn, joked, put off, of a part, of a rival, closed, compared with."""

from __future__ import annotations

import pytest

from tests.extract.made import kinds, records


@pytest.mark.parametrize(
    "text",
    [
        "The firm retracted its statement of 4 May 2023 that it had sold 30 drones to Kenya.",
        "KAI withdrew its claim of 2019 that it had sold 30 drones to Kenya.",
        '"Kenya bought 300 tanks from us last year," joked the Korean ambassador in 2019.',
        "Doosan said it had not yet sold its Turkish unit to Kenya.",
        "KAI has not yet signed the contract with Kenya.",
        "Unless parliament approves the treaty by March 2026, Korea will stay out.",
        "Exports (in millions of US dollars): 2018 5,947; 2019 5,137; 2020 5,709.",
    ],
)
def test_what_is_taken_back_or_not_yet_done_is_no_record(text: str) -> None:
    assert not {"contract", "agreement", "delivery", "statistic"} & {kind for kind, _ in kinds(text)}


def test_a_date_that_a_visit_was_put_off_to_is_not_its_own() -> None:
    put_off = "Erdoğan's visit to Seoul, first set for March 2020, then for May 2021, finally took place in June 2022."
    assert [date for kind, date in kinds(put_off) if kind == "visit"] not in (["2020-03"], ["2021-05"])
    assert kinds("Erdoğan was in Ankara, then visited Seoul in May 2021.") == [("visit", "2021-05")]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Of the 180 tanks that Poland ordered in 2022, 46 had arrived by the end of 2023.", [[180], [46]]),
        ("Of 900 soldiers sent to Korea in 1950, 40 fell.", [[900], [40]]),
        ("Of the 12 jets ordered, 4 were delivered to Kenya in 2014.", [[4]]),
    ],
)
def test_a_whole_and_its_part_are_of_their_own_deeds(text: str, counts: list[list[int]]) -> None:
    assert [[a.value for a in e.amounts] for e in records(text)] == counts


def test_who_beats_a_rival_to_an_order_sells() -> None:
    (deal,) = records("KAI beat Boeing to a 2014 order for 15 trainers from Türkiye.")
    assert {(a.id, a.role) for a in deal.actors} >= {("korea-aerospace-industries", "contractor"), ("turkiye", "customer")}
    assert ("boeing", "supplier") not in {(a.id, a.role) for a in deal.actors}
    (chosen,) = records("Kenya chose Hanwha as supplier of 24 howitzers in 2014.")
    assert {(a.id, a.role) for a in chosen.actors} == {("kenya", "customer"), ("hanwha", "supplier")}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Korea is set to import 3,000 tonnes of Turkish figs in 2025.", {("south-korea", "customer")}),
        ("Kenya imported tea from India in 1956.", {("kenya", "customer"), ("india", "supplier")}),
        ("Kenya exported tea to India in 1956.", {("kenya", "supplier"), ("india", "customer")}),
        ("Kenya bought 400 tonnes of rice from India in 1956.", {("kenya", "customer"), ("india", "supplier")}),
        ("Kenya shipped 400 tonnes of rice to India in 1956.", {("kenya", "supplier"), ("india", "customer")}),
    ],
)
def test_who_imports_buys_and_who_exports_sells(text: str, roles: set[tuple[str, str]]) -> None:
    (trade,) = records(text)
    assert trade.type == "commerce"
    assert {(a.id, a.role) for a in trade.actors} >= roles


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kenya closed its embassy in Seoul in 1998.", ("withdrawal", "1998")),
        ("The embassy was closed in 1980.", ("withdrawal", "1980")),
        ("Hanwha closed its office in Nairobi in 2019.", ("withdrawal", "2019")),
        ("Kenya's embassy in Seoul reopened in 2008.", ("establishment", "2008")),
        ("Hanwha opened an office in Nairobi in 2019.", ("establishment", "2019")),
    ],
)
def test_a_mission_or_an_office_that_closes_is_not_established(text: str, told: tuple[str, str]) -> None:
    assert kinds(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya imported 300 tonnes of tea from India in 2025, twice the amount of 2023.",
        "Hanwha won contracts of $7 billion in 2021, double the figure of 2020.",
    ],
)
def test_what_a_figure_is_only_compared_with_is_no_second_deed(text: str) -> None:
    made = records(text)
    assert len(made) == 1
    assert len(made[0].amounts) == 1


def test_a_figure_of_its_own_year_that_another_is_compared_with_is_told() -> None:
    sold = "Kenyan exporters sold 86 million lira worth of hazelnuts to India in 2012"
    made = records(f"{sold}, nearly twice the 45 million lira of 2009.")
    assert [(e.date.edtf, [a.value for a in e.amounts]) for e in made] == [("2012", [86e6]), ("2009", [45e6])]


def test_a_rank_has_not_the_rank_before() -> None:
    (rank,) = records("Korea ranked 7th among Türkiye's suppliers in 2021, up from 9th a year earlier.")
    assert [a.value for a in rank.amounts] == [7]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("If the two sides sign the contract by June 2026, KAI will build a plant.", "conditional"),
        ("Kenya will receive 12 jets by 2028.", "deadline"),
    ],
)
def test_what_depends_on_a_condition_is_no_deadline(text: str, role: str) -> None:
    assert records(text)[0].date.role == role


def test_an_entry_of_a_list_that_ends_in_a_participle_is_passive() -> None:
    assert [e.title for e in records("- 1972: Cultural agreement signed")] == ["Cultural agreement signed"]


@pytest.mark.parametrize(
    "text",
    [
        "The parliament in Ankara voted down the trade agreement with Korea on 5 June 2013.",
        "The senate threw out the treaty with Kenya on 3 May 2012.",
        "It is often claimed that Türkiye lost 1,000 men at Kunu-ri.",
        "The engine promised for 2028 was shown to Kenya.",
        "Korea's Lee sent a letter to Ankara in 2019.",
        "President Lee invited Erdoğan to parliament on 3 May 2012.",
    ],
)
def test_what_is_refused_claimed_or_only_sent_word_of_is_no_record(text: str) -> None:
    assert not {"agreement", "casualties", "pledge", "visit"} & {kind for kind, _ in kinds(text)}


def test_an_invitation_is_no_visit_yet_and_who_invites_is_no_visitor() -> None:
    (accepted,) = records("Erdoğan has accepted an invitation to visit Seoul in 2026.")
    assert (accepted.type, accepted.date.role) == ("visit", "planned")
    (came,) = records("At the invitation of President Lee, Erdoğan visited Seoul in June 2012.")
    assert [(a.id, a.role) for a in came.actors if a.role == "visitor"] == [("recep-tayyip-erdogan", "visitor")]


def test_what_a_bare_owner_has_is_his() -> None:
    made = records("Türkiye's arms exports hit $5.5 billion in 2023, and Korea's were $14 billion.")
    assert [(a.id, e.amounts[0].value) for e in made for a in e.actors] == [("turkiye", 5.5e9), ("south-korea", 14e9)]


def test_a_number_of_an_offer_is_not_that_of_the_deal() -> None:
    (deal,) = records("Kenya rejected a Korean offer of 60 howitzers in 1999 but bought 20 of them in 2001.")
    assert [a.value for a in deal.amounts] == [20]
    (both,) = records("Kenya signed a contract for 24 howitzers and 12 vehicles in 2014.")
    assert [a.value for a in both.amounts] == [24, 12]


def test_an_assembly_is_no_adverb() -> None:
    assert records("The National Assembly ratified the treaty with Kenya on 5 June 2013.")[0].title.startswith(
        "National Assembly "
    )


def test_what_was_signed_and_not_ratified_is_not_told_as_ratified() -> None:
    assert not records("A year after signing, the agreement had not been ratified.")
    assert records("After signing the agreement, Kenya and India exchanged ambassadors in 2012.")


def test_again_at_the_head_of_a_sentence_stands_in_no_headline() -> None:
    made = records("In 1997 and again in 2001, Korea and Türkiye signed loan agreements.")
    assert made and not any("gain" in e.title for e in made)
