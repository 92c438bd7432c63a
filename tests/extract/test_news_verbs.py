"""What news says in its own words: firms nobody knows, bare relatives, entries of a list, pronouns in headlines."""

from __future__ import annotations

import pytest

from tests.extract.made import analysis, records

DEEDS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("Nordvind snapped up a stake in a wind farm near Izmir in May 2024.", "investment", "2024-05", {"nordvind": "investor"}),
    ("Hyundai Motor unveiled a van in Izmit on 3 June 2025.", "investment", "2025-06-03", {"hyundai-motor": "investor"}),
    ("Togg unveiled its second model at a fair in Munich in 2025.", "exhibition", "2025", {"togg": "actor"}),
    ("Aselsan teamed up with LIG Nex1 in 2023.", "agreement", "2023", {"aselsan": "signatory", "lig-nex1": "signatory"}),
    ("Aselsan teamed up with Hanwha in 2023 on a radar.", "programme", "2023", {"aselsan": "partner", "hanwha": "partner"}),
    ("Kenya ordered the Abrams in 2022.", "contract", "2022", {"kenya": "customer", "abrams": "other"}),
    ("Daewoo went bankrupt in Nairobi in 2000.", "withdrawal", "2000", {"daewoo": "investor"}),
    ("Daehan Cell had shelved a similar project in Gebze in 2021.", "investment", "2021", {"daehan-cell": "investor"}),
    (
        "Türkiye handed out $260 million in tax breaks to Korean investors in 2022.",
        "financing", "2022", {"turkiye": "actor", "south-korea": "recipient"},
    ),
    ("Kenya and India had a visa waiver. The visa waiver was widened in 2018.", "agreement", "2018", {}),
    ("Trade offices were exchanged in 1988.", "establishment", "1988", {}),
    ("Kenyan pilots wrapped up training in Ankara in May 2011.", "programme", "2011-05", {"kenya": "other"}),
    ("The Bundestag passed a resolution on Kenya in June 2016.", "policy", "2016-06", {"bundestag": "actor"}),
    ("Kenya dispatched 32 searchers to Miyagi in 2011.", "aid", "2011", {"kenya": "actor"}),
    ("The frigate called at Yokohama in June 1890.", "visit", "1890-06", {}),
    ("The frigate sank off Mombasa on 16 September 1890.", "casualties", "1890-09-16", {}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "date", "cast"), DEEDS)
def test_common_verbs_of_the_news_make_records(text: str, kind: str, date: str, cast: dict[str, str]) -> None:
    found = [e for e in records(text, "2025-09-10") if (e.type, e.date.edtf) == (kind, date)]
    assert len(found) == 1
    assert {a.id: a.role for a in found[0].actors} == cast


@pytest.mark.parametrize(
    "text",
    [
        "The general ordered the tanks to the border in 1963.",
        "The president ordered the ships to sail in 1963.",
        "Rebels teamed up with an army near Nairobi in 1963.",
        "The minister unveiled a statue of a poet in Nairobi in 1963.",
    ],
)
def test_the_same_words_of_other_things_make_no_deal_of_a_firm(text: str) -> None:
    assert not [e for e in records(text) if e.type in ("contract", "investment", "agreement", "programme")]


def test_a_firm_that_leaves_a_tender_is_no_customer() -> None:
    (record,) = records("Rheinmetall withdrew from a tender for howitzers in 2021.")
    assert {a.id: a.role for a in record.actors} == {"rheinmetall": "actor"}
    assert record.stage is None


def test_a_bare_relative_clause_keeps_its_date_and_its_subject() -> None:
    order, delivery = records("The drones Kenya bought in 2019 entered service in 2020.")
    assert (order.type, order.date.edtf, order.title) == ("contract", "2019", "Kenya buys drones")
    assert {a.id: a.role for a in order.actors} == {"kenya": "customer"}
    assert (delivery.type, delivery.date.edtf, delivery.title) == ("delivery", "2020", "Drones enter service")


def test_the_date_of_an_order_is_not_that_of_the_arrival() -> None:
    order, delivery = records("Tanks it ordered in 2012 arrived.")
    assert (order.type, order.date.edtf, order.title) == ("contract", "2012", "Tanks ordered")
    assert (delivery.type, delivery.date.edtf, delivery.title) == ("delivery", None, "Tanks arrive")


def test_an_entry_of_a_list_is_of_the_date_before_its_dash() -> None:
    text = "# News\n\n- 12 June 2025 – Ambassador Kim visited Konya.\n- 20 December 2024 — Korea opened a school in Konya.\n"
    assert [e.date.edtf for e in records(text, name="news.md")] == ["2025-06-12", "2024-12-20"]


def test_what_is_initialled_is_not_yet_signed() -> None:
    found = records("The treaty was initialled on 4 March 1968 and signed three months later.")
    assert [(e.rule, e.date.edtf, e.title) for e in found] == [
        ("agreement.initialled", "1968-03-04", "Treaty initialled"),
        ("agreement.signing", "1968-06", "Treaty signed"),
    ]
    found = records("A second contract was initialled in July 2023 and signed a month later for $6.5 billion.")
    assert [(e.date.edtf, e.stage, e.title) for e in found] == [
        ("2023-07", "selected", "Second contract initialled"),
        ("2023-08", "ordered", "Second contract signed for $6.5 billion"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It will deliver the engines to Kenya in 2027.", "To deliver the engines to Kenya"),
        ("They signed the treaty in Ankara in 1999.", "Sign the treaty in Ankara"),
        ("Two governments initialled a tax treaty in March 1968 and signed it in June.", "Two governments sign tax treaty"),
        ("Poland made it easier to sell drones in 2024.", "Poland makes it easier to sell drones"),
        ("The president went to the veterans in Ankara in 2010 and visited them again in 2012.", "President visits again"),
        ("A visa waiver dating from 1999 was widened to working holidays in 2018.", "Visa waiver widened to working holidays"),
    ],
)
def test_a_pronoun_gives_way_to_what_it_stands_for_or_is_left_out(text: str, title: str) -> None:
    assert title in [e.title for e in records(text)]


@pytest.mark.parametrize(
    ("text", "kind", "date", "cast", "title"),
    [
        (
            "Fidan meets Cho in Seoul on Tuesday.",
            "meeting",
            "2025-09-09",
            {"hakan-fidan": "actor", "cho": "partner"},
            "Fidan meets Cho in Seoul",
        ),
        (
            "Fidan hosts Sugiono in Ankara on Tuesday.",
            "meeting",
            "2025-09-09",
            {"hakan-fidan": "host", "sugiono": "partner"},
            "Fidan hosts Sugiono in Ankara",
        ),
        (
            "Fidan, Cho to meet in Seoul in November.",
            "meeting",
            "2025-11",
            {"hakan-fidan": "actor", "cho": "actor"},
            "Fidan, Cho to meet in Seoul",
        ),
        ("Lee to visit Ankara in November.", "visit", "2025-11", {"lee": "visitor"}, "Lee to visit Ankara"),
        (
            "Erdogan, Yoon agree to boost trade.",
            "target",
            "2025-09-10",
            {"recep-tayyip-erdogan": "actor", "yoon": "actor"},
            "Erdogan, Yoon agree to boost trade",
        ),
    ],
)
def test_headlines_name_people_by_surname(text: str, kind: str, date: str, cast: dict[str, str], title: str) -> None:
    (record,) = records(text, "2025-09-10")
    assert (record.type, record.date.edtf, record.title) == (kind, date, title)
    assert {a.id: a.role for a in record.actors} == cast


@pytest.mark.parametrize("text", ["Song and dance meet in Seoul.", "Sunday meets Monday.", "Kim visited Iksan in 2010."])
def test_not_every_capital_beside_such_a_verb_is_a_person(text: str) -> None:
    people = [e.text for e in analysis(text).entities if e.kind == "person"]
    assert people in ([], ["Kim"])


def test_a_headline_in_the_infinitive_is_a_plan_and_names_whom_it_stands_for() -> None:
    _, delivery = records("Hanwha won the contract in 2023. It to deliver the engines by 2027.")
    assert (delivery.title, delivery.stage, delivery.date.role) == ("Hanwha to deliver the engines", "ordered", "deadline")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("The trade pact, signed in 2014, took effect in 2015.", ["Trade pact signed", "Trade pact takes effect"]),
        (
            "The contract awarded to Hanwha in 2021 was cancelled in 2023.",
            ["Contract awarded to Hanwha", "Contract awarded to Hanwha cancelled"],
        ),
        (
            "In Nairobi President Lee Jae-myung is to sit down with Erdogan in May 2026 and pay a courtesy call on President "
            "Nikola Radić, the ministry added.",
            [
                "President Lee Jae-myung is to sit down with Erdogan",
                "President Lee Jae-myung to pay a courtesy call on President Nikola Radić",
            ],
        ),
        (
            "Kenya and India had long talked of a pact. They signed it at Nairobi on 3 March 1963.",
            ["Kenya and India sign the pact at Nairobi"],
        ),
    ],
)
def test_each_deed_of_a_sentence_has_a_title_of_its_own(text: str, titles: list[str]) -> None:
    assert [e.title for e in records(text)][-len(titles) :] == titles


def test_what_a_state_awards_goes_to_the_contractor() -> None:
    for text in ("Kenya awarded KAI a contract in 2012.", "KAI was awarded a contract by Kenya in 2012."):
        (record,) = records(text)
        assert {a.id: a.role for a in record.actors} == {"kenya": "customer", "korea-aerospace-industries": "contractor"}


def test_who_receives_an_envoy_is_the_host() -> None:
    (record,) = records("India received Kenya's ambassador in Nairobi on 3 March 2012.")
    assert {a.id: a.role for a in record.actors}["india"] == "host"


def test_what_somebody_is_asked_to_do_is_not_done() -> None:
    assert [e.type for e in records("India asked Kenya to open an embassy in Delhi.") if e.type == "establishment"] == []


def test_two_orders_of_other_arms_are_two_deals_with_their_own_numbers() -> None:
    found = records("In 2022 Poland ordered the Abrams and bought 180 K2 tanks.")
    assert [(e.type, [a.value for a in e.amounts]) for e in found] == [("contract", []), ("contract", [180])]


def test_what_was_done_in_the_war_is_not_of_the_year_before_it() -> None:
    found = records("Kenya had recognised North Korea in 1948 and sent doctors there during the war.")
    assert [(e.type, e.date.edtf) for e in found] == [("recognition", "1948"), ("aid", None)]


def test_a_part_of_a_group_and_a_sister_firm_are_not_the_firm() -> None:
    text = "HD Hyundai Mipo builds tankers. Hanil Marine won an order in 2023. Hanil Aero has appealed. Hanil grew."
    found = [e.text for e in analysis(text).entities]
    assert "HD Hyundai Mipo" in found and found.count("Hanil") == 1


@pytest.mark.parametrize(
    ("text", "kind", "cast"),
    [
        (
            "Romania gave the go-ahead to a $1.9 billion deal for 54 howitzers from Hanwha in June 2024.",
            "contract",
            {"romania": "actor", "hanwha": "contractor"},
        ),
        ("Kuwait followed suit in 2023 with a $370 million order for drones.", "contract", {"kuwait": "customer"}),
        ("Bucharest scrapped a rival bid from Hanwha in March 2024.", "contract", {"romania": "customer", "hanwha": "other"}),
        ("Samsung moved into Göd in 2001 and employs 6,000 people there.", "investment", {"samsung": "investor"}),
        (
            "Foreign Minister Cho Hyun phoned Hakan Fidan on Monday night.",
            "meeting",
            {"cho-hyun": "actor", "hakan-fidan": "partner"},
        ),
    ],
)
def test_deals_waved_through_and_calls_made_have_their_parties(text: str, kind: str, cast: dict[str, str]) -> None:
    (record,) = records(text, "2025-09-10")
    assert record.type == kind and " night" not in record.title
    assert {a.id: a.role for a in record.actors} == cast


def test_he_in_a_clause_of_where_is_who_went_there() -> None:
    text = "President Moon Jae-in visited Nairobi in 2021, where he laid a wreath at the memorial."
    assert [{a.id for a in e.actors if a.role == "visitor"} for e in records(text)] == [{"moon-jae-in"}]


@pytest.mark.parametrize(
    "text",
    [
        "The company went under the name of Daewoo in 1990.",
        "The president ordered the Leopard tanks out of the city in 1980.",
        "The two spoke of their childhood in 1990.",
        "Turkey dropped the idea of an agreement in 1990.",
        "Song met with approval in Seoul in 1990.",
    ],
)
def test_turns_of_phrase_are_no_deeds(text: str) -> None:
    assert records(text) == ()


def test_verbs_in_a_row_are_a_clause_each() -> None:
    found = records(
        "Defence Minister Yaşar Güler flew to Nairobi on 3 March 2025, met Ömer Bolat and returned the same evening."
    )
    assert [(e.type, e.date.edtf, e.title) for e in found] == [
        ("visit", "2025-03-03", "Defence Minister Yaşar Güler flies to Nairobi"),
        ("meeting", "2025-03-03", "Defence Minister Yaşar Güler meets Ömer Bolat"),
    ]


def test_bidders_shortlisted_and_ties_forged() -> None:
    (record,) = records("Kuwait shortlisted Alstom and Hanwha in February 2024.")
    assert (record.type, record.stage, record.date.edtf) == ("contract", "selected", "2024-02")
    assert {a.id: a.role for a in record.actors} == {"kuwait": "customer", "alstom": "supplier", "hanwha": "supplier"}
    (record,) = records("Kenya and South Korea forged ties in 1963.")
    assert (record.type, record.date.edtf, {a.id for a in record.actors}) == (
        "establishment",
        "1963",
        {"kenya", "south-korea"},
    )
