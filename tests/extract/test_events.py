"""What the event stage makes of sentences: our own, in the manner of wire reports, encyclopedias, ministries and old notes."""

from __future__ import annotations

import pytest

from kortui.model import Event
from tests.extract.made import kinds, records

WIKI = "encyclopedia.txt"


def only(text: str, published: str | None = None) -> Event:
    found = records(text, published)
    assert len(found) == 1, [(e.rule, e.title) for e in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mexico and Spain established diplomatic relations in 1836.", [("establishment", "1836")]),
        ("Türkiye recognized Indonesia on 29 December 1949.", [("recognition", "1949-12-29")]),
        ("A trade agreement was signed by Kenya and India in 1981.", [("agreement", "1981")]),
        ("The accord was signed in 1997 and came into force in 2000.", [("agreement", "1997"), ("agreement", "2000")]),
        ("The Swedish embassy in Ankara was opened in 1934.", [("establishment", "1934")]),
        ("President Sukarno visited Ankara in April 1959.", [("visit", "1959-04")]),
        ("A delegation of deputies paid a visit to Seoul in 1962.", [("visit", "1962")]),
        ("The two ministers met in Paris on 3 May 1955.", [("meeting", "1955-05-03")]),
        ("Poland bought 48 FA-50 jets from Korea Aerospace Industries in 2022.", [("contract", "2022")]),
        ("The first ten tanks were delivered to the army in March 2022.", [("delivery", "2022-03")]),
        ("The KF-21 flew for the first time in July 2022.", [("programme", "2022-07")]),
        ("Toyota opened a plant in Adapazarı in 1994.", [("investment", "1994")]),
        ("The bank lent Türkiye 90 million dollars in 1973.", [("financing", "1973")]),
        ("A monument to the fallen was erected in Busan in 1974.", [("construction", "1974")]),
        ("Türkiye's exports to Romania reached $2.8 billion in 2015.", [("statistic", "2015")]),
        ("Türkiye aims to raise its exports to Korea to $3 billion by 2028.", [("target", "2028")]),
        ("In 1998 Japan and Türkiye marked the 75th anniversary of their relations.", [("anniversary", "1998")]),
        ("Türkiye and Pakistan formed an alliance in 1954.", [("alliance", "1954")]),
        ("Japan donated 20 ambulances to Kenya in 1988.", [("aid", "1988")]),
        ("Türkiye sent a brigade of 4,500 men to Korea in 1950.", [("deployment", "1950")]),
        ("In the battle of 1950 some 218 soldiers of the brigade were killed.", [("casualties", "1950")]),
        ("The last Turkish troops were withdrawn from Korea in 1971.", [("withdrawal", "1971")]),
        ("Vietnam invaded Cambodia in December 1978.", [("conflict", "1978-12")]),
        ("Hyundai Rotem handed over the first two trams to Izmir in May 2015.", [("delivery", "2015-05")]),
        ("Posco shuttered its steel mill in Kocaeli in April 2020.", [("withdrawal", "2020-04")]),
        ("Roketsan test-fired a missile off Sinop in October 2022.", [("programme", "2022-10")]),
        ("North Korea test-fired a missile in October 2022.", [("conflict", "2022-10")]),
        ("Ankara recognised Seoul on 11 August 1949.", [("recognition", "1949-08-11")]),
        ("The fourth defence fair was held in Istanbul in 1999.", [("exhibition", "1999")]),
        ("Hyundai Motor began to export cars to Türkiye in 1990.", [("commerce", "1990")]),
        ("Kenya joined the United Nations in 1963.", [("membership", "1963")]),
        ("Japan imposed tariffs on Korean steel in 1987.", [("policy", "1987")]),
        ("In June 2022 the ministry pledged to double its aid to Kenya.", [("pledge", "2022-06")]),
    ],
)
def test_each_type_is_known_by_its_verbs(text: str, wanted: list[tuple[str, str]]) -> None:
    assert kinds(text) == wanted


def test_five_years_and_five_amounts_make_five_figures() -> None:
    text = (
        "The value of trade between India and Kenya was $60 million U.S. in 1986; in 1995 it reached $200 million; "
        "in 2000 it fell to $163 million; in 2010 it neared $2.2 billion; in 2014 it was over $4.2 billion."
    )
    found = [(e.date.edtf, e.amounts[0].value, e.amounts[0].hedge, e.amounts[0].measure) for e in records(text)]
    assert found == [
        ("1986", 60e6, None, "bilateral trade"),
        ("1995", 200e6, None, "bilateral trade"),
        ("2000", 163e6, None, "bilateral trade"),
        ("2010", 2.2e9, "<~", "bilateral trade"),
        ("2014", 4.2e9, ">", "bilateral trade"),
    ]


def test_a_figure_belongs_to_the_country_that_is_named_not_to_the_speaker() -> None:
    text = "Park Ji-hoon pointed to Türkiye surpassing $4 billion in defence exports for the first time in 2022."
    figure = next(e for e in records(text) if e.type == "statistic")
    assert [a.id for a in figure.actors] == ["turkiye"]
    assert figure.amounts[0].measure == "arms exports of Türkiye"
    assert (figure.amounts[0].value, figure.amounts[0].hedge) == (4e9, ">")


def test_a_sum_and_its_restatement_stay_twins() -> None:
    deal = only("Hanwha Aerospace signed a 1.3 trillion won ($938 million) contract with Romania in July 2024.")
    assert [a.unit for a in deal.amounts if a.kind == "money"] == ["KRW", "USD"]
    assert deal.amounts[1].equivalent_to == 0
    assert deal.stage == "ordered"


def test_two_visits_in_one_sentence_are_two_records() -> None:
    assert kinds("The visits of the Turkish president in 1962 and the prime minister's visit in 1966 were remembered.") == [
        ("visit", "1962"),
        ("visit", "1966"),
    ]


def test_a_verb_left_out_still_makes_a_record() -> None:
    assert kinds("General Paik visited Ankara in 1961 and Izmir in 1964.") == [("visit", "1961"), ("visit", "1964")]


def test_the_date_of_the_saying_is_not_the_date_of_what_is_said() -> None:
    text = "Minister Lee Sang-ho said last week that arms exports exceeded $15 billion in 2019."
    found = {e.type: e.date.edtf for e in records(text, published="2020-03-12")}
    assert found["statistic"] == "2019"
    assert found.get("statement") in (None, "2020-03-02/2020-03-08")


def test_what_is_told_as_news_without_a_date_is_of_the_day_it_was_said() -> None:
    deal = only(
        "Hanwha Aerospace has won a contract to supply Romania with howitzers, the firm said on Tuesday.",
        published="2024-07-10",
    )
    assert (deal.type, deal.date.edtf, deal.date.role) == ("contract", "2024-07-09", "reported")


def test_an_encyclopedia_gives_no_date_of_its_own() -> None:
    assert [e.date.edtf for e in records("South Korean and Turkish builders came together to build a bridge.")] == [None]


def test_plans_aims_and_conditions_are_not_events() -> None:
    roles = {
        "The bank will lend Kenya 90 million dollars in 2031.": "planned",
        "South Korea aims to export $20 billion worth of arms by 2030.": "deadline",
        "Poland would sign the contract in 2031 if its parliament agreed.": "conditional",
    }
    for text, role in roles.items():
        assert records(text)[0].date.role == role, text


def test_a_denied_event_is_none() -> None:
    assert records("Kenya and India did not sign the trade agreement in 1981.") == ()
    assert records("Spain refused to recognise the government of Kenya in 1964.") == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The two ministers put pen to paper on a cultural accord in March 2011.", [("agreement", "2011-03")]),
        ("Chile and Norway exchanged instruments of ratification of the treaty in 1974.", [("agreement", "1974")]),
        ("Bilateral ties between Peru and Ghana were raised to ambassadorial level in 1999.", [("agreement", "1999")]),
        ("Foreign Minister Park Ji-hoon sat down with his Dutch counterpart in 2019.", [("meeting", "2019")]),
        ("President Sukarno touched down in Ankara in April 1959.", [("visit", "1959-04")]),
        ("Ethiopia granted de facto recognition to the new government in 1958.", [("recognition", "1958")]),
        ("India's Larsen & Toubro was handed the order for 100 guns in 2017.", [("contract", "2017")]),
        ("Kenya scrapped the tender for main battle tanks in 2004.", [("contract", "2004")]),
        ("The first two jets were turned over to the Malaysian air force in 2023.", [("delivery", "2023")]),
        ("Türkiye kicked off the Altay tank programme in June 2007.", [("programme", "2007-06")]),
        ("Serial production of the tank is scheduled to begin in 2026.", [("programme", "2026")]),
        ("Kumho Tire ploughed $50 million into its Vietnamese plant in 2021.", [("investment", "2021")]),
        ("The first reactor of Barakah was hooked up to the grid in 2020.", [("construction", "2020")]),
        ("Korea and Japan staged the World Cup in 2002.", [("exhibition", "2002")]),
        ("The Ottomans threw in their lot with Germany in August 1914.", [("alliance", "1914-08")]),
        ("Turkey was granted candidate status by the European Union in 1999.", [("membership", "1999")]),
        ("South Korea flew a relief team to Hatay in February 2023.", [("aid", "2023-02")]),
        ("Turkish peacekeepers served in Somalia in 1992.", [("deployment", "1992")]),
        ("South Korean forces quit Vietnam in 1973.", [("withdrawal", "1973")]),
        ("Turkish troops landed in Cyprus on July 20, 1974.", [("conflict", "1974-07-20")]),
        ("Washington slapped tariffs on Turkish steel in 2018.", [("policy", "2018")]),
        ("Korean Air inaugurated a weekly service to Istanbul in 1997.", [("commerce", "1997")]),
    ],
)
def test_each_type_is_known_by_its_turns_of_phrase(text: str, wanted: list[tuple[str, str]]) -> None:
    assert kinds(text) == wanted


def test_what_is_only_possible_or_called_for_is_no_deed() -> None:
    assert records("The bank may fund a railway for Kenya.") == ()
    assert records("The war in Ukraine must end.") == ()


def test_a_capital_inside_a_sentence_and_a_determiner_make_a_noun() -> None:
    assert only("In 2019 a Polish firm landed a contract with Iraq.").rule == "contract.signed"
    assert records("Kenya and Finance Minister Park Ji-hoon slept on export credit in 2019.") == ()


def test_a_participle_between_commas_leaves_the_date_to_the_verb() -> None:
    text = "The Eurasia Tunnel, built by Yapı Merkezi and Samsung, opened to traffic on December 20, 2016."
    assert kinds(text) == [("construction", "2016-12-20")]


def test_a_fronted_clause_dates_the_main_one() -> None:
    text = "When Saudi Arabia severed ties with Qatar in June 2017, Türkiye flew food aid to Qatar."
    assert kinds(text) == [("withdrawal", "2017-06"), ("aid", "2017-06")]


def test_a_word_according_to_somebody_is_his_statement() -> None:
    said = only("According to Minister Kang Eun-ho, Korea supports Poland.", published="2024-05-02")
    assert (said.type, said.actors[0].id) == ("statement", "kang-eun-ho")
    assert records("According to the Korea Customs Service, the hall is full.", published="2024-05-02") == ()


def test_a_statement_needs_a_named_speaker_and_a_position() -> None:
    assert records("It was said that the weather was fine.", published="2024-05-02") == ()
    assert records("Park Ji-hoon said that the hall was full.", published="2024-05-02") == ()
    said = only("Foreign Minister Park Ji-hoon welcomed the ceasefire in Gaza.", published="2024-05-02")
    assert (said.type, said.date.edtf, said.date.basis, said.topic) == ("statement", "2024-05-02", "document", "Gaza")
    assert said.actors[0].role == "speaker"


def test_a_pronoun_speaks_for_the_person_named_before() -> None:
    text = "Foreign Minister Park Ji-hoon arrived in Ankara on Monday. He condemned the attack on Ukraine."
    said = next(e for e in records(text, published="2024-05-02") if e.type == "statement")
    assert said.actors[0].id == "park-ji-hoon"


def test_both_countries_are_the_two_the_text_is_about() -> None:
    text = "Kenya and India are old partners. In 1981 the two countries signed a trade agreement."
    assert {a.id for a in records(text)[-1].actors} == {"india", "kenya"}


def test_the_same_year_is_that_of_the_sentence_before() -> None:
    text = "Japan and Poland resumed relations in 1957. The same year the two governments signed a treaty of commerce."
    assert [e.date.edtf for e in records(text)] == ["1957", "1957"]


def test_numbers_in_names_and_lengths_are_no_dates() -> None:
    found = records("Korean and Turkish firms came together to build the Çanakkale 1915 Bridge, a 2,023 m suspension bridge.")
    assert [(e.type, e.date.edtf) for e in found] == [("construction", None)]


def test_relevance_says_how_a_record_bears_on_the_two_countries() -> None:
    assert only("KOTRA opened an office in Istanbul in 1974.").relevance == "bilateral"
    assert only("Hanwha Aerospace delivered howitzers to Poland in 2022.").relevance == "third-country"
    assert only("South Korea joined the United Nations in 1991.").relevance == "one-country"
    assert only("Kenya and India signed a trade agreement in 1981.").relevance == "context"


def test_roles_follow_voice_and_prepositions() -> None:
    active = only("Türkiye recognized Indonesia in 1949.")
    assert {a.id: a.role for a in active.actors} == {"turkiye": "actor", "indonesia": "recipient"}
    sold = only("Hyundai Rotem delivered ten tanks to Poland in 2022.")
    assert {a.id: a.role for a in sold.actors if a.id in ("hyundai-rotem", "poland")} == {
        "hyundai-rotem": "supplier",
        "poland": "recipient",
    }


def test_evidence_is_the_whole_sentence_verbatim() -> None:
    text = "The park is green. KOTRA opened an office in Istanbul in 1974. It is still there."
    (event,) = records(text)
    (evidence,) = event.evidence
    assert evidence.exact == "KOTRA opened an office in Istanbul in 1974."
    assert text[evidence.start : evidence.end] == evidence.exact


def test_a_heading_and_a_caption_make_no_record() -> None:
    text = "= Kenya–India relations =\n\n== Kenya and India sign a treaty in 1981 ==\n\nKenya is far away from India."
    assert records(text) == ()


def test_plover_code_follows_type_and_domains() -> None:
    event = only("The two ministers met in Paris on 3 May 1955.")
    assert event.plover is not None and event.plover.event == "CONSULT"
    assert only("Türkiye's exports to Romania reached $2.8 billion in 2015.").plover is None


NEWS = "2023-03-13"


def test_what_is_told_around_an_occasion_is_of_its_day() -> None:
    text = (
        "Foreign Minister Yoon Tae-seok met Foreign Minister Cemal Erdem in Ankara on Sunday. "
        "The two ministers signed an agreement on visas. They met last in Seoul in 2019."
    )
    assert kinds(text, NEWS) == [("meeting", "2023-03-12"), ("agreement", "2023-03-12"), ("meeting", "2019")]


def test_what_a_report_does_not_date_is_of_its_publication_and_not_of_another_sentences_weekday() -> None:
    text = (
        "Kenya and India signed an agreement on fishing on Friday.\n\nPoland protested.\n\n"
        "Aselsan has sold 12 radars to Brazil.\n\n"
        '"We pledge to help Kenya rebuild," Foreign Minister Yoon Tae-seok told reporters in a packed hall on Saturday.'
    )
    found = [(e.type, e.date.edtf, e.date.basis) for e in records(text, NEWS)]
    assert found == [
        ("agreement", "2023-03-10", "relative"), ("statement", NEWS, "document"), ("contract", NEWS, "document"),
        ("pledge", "2023-03-11", "relative"),
    ]  # fmt: skip


def test_a_body_and_its_spokesman_speak_at_one_desk() -> None:
    text = (
        "South Korea's Ministry of Foreign Affairs urged Kenya on Friday to free the crew. "
        "South Korean Foreign Minister Cho Tae-yul called on India to help. Turkish Foreign Minister Hakan Fidan condemned it."
    )
    assert [(e.type, e.date.edtf) for e in records(text, NEWS)] == [
        ("statement", "2023-03-10"), ("statement", "2023-03-10"), ("statement", NEWS),
    ]  # fmt: skip


def test_what_is_told_of_a_year_is_no_day_of_saying() -> None:
    text = "Park Ji-hoon said Korea and Kenya had aimed for closer ties through tourism that year. Kenya opened a port in 2011."
    assert "2011" not in [e.date.edtf for e in records(text, NEWS) if e.type in ("statement", "target", "policy", "pledge")]


def test_the_meeting_has_the_date_of_the_meeting_just_told() -> None:
    text = (
        "In May 2019 Foreign Minister Yoon Tae-seok met Foreign Minister Cemal Erdem in Ankara. "
        "The meeting was attended by 40 officials."
    )
    assert [e.date.edtf for e in records(text)] == ["2019-05", "2019-05"]
    assert records(text)[1].date.basis == "anaphoric"


def test_a_relative_clause_has_its_own_date() -> None:
    text = "Trade grew under the accord between Kenya and India, which came into force in 1971."
    assert ("agreement", "1971") in kinds(text)


def test_a_clause_that_shares_its_subject_shares_the_date() -> None:
    text = "Korea sent a rescue team to Hatay in February 2023 and pledged $5 million in aid."
    assert [d for _, d in kinds(text)] == ["2023-02", "2023-02"]


def test_a_named_war_dates_what_happened_in_it() -> None:
    (event,) = [e for e in records("Türkiye sent 20,000 soldiers to Korea during the Korean War.") if e.type == "deployment"]
    assert event.date.edtf == "1950-06-25/1953-07-27"
    assert event.date.basis == "period"


def test_a_figure_of_a_sentence_that_goes_on_has_the_measure_of_the_one_before() -> None:
    text = "South Korea's arms exports reached $7 billion in 2021. It aims at $20 billion by 2030."
    figures = [(e.type, e.date.edtf, e.amounts[0].measure) for e in records(text)]
    assert figures == [
        ("statistic", "2021", "arms exports of South Korea"),
        ("target", "2030", "arms exports of South Korea"),
    ]


def test_a_noun_that_looks_like_a_verb_opens_no_record() -> None:
    assert records("The orders, visits and exports of that decade are described elsewhere in the book on Kenya.") == ()
    assert records("A cabinet meeting room in Ankara has a signing table.") == ()


def test_what_measures_toml_does_not_list_is_measured_by_its_own_words() -> None:
    (figure,) = records("The market share of Hanwha Aerospace rose to 38 percent in 2023.")
    assert (figure.type, figure.date.edtf, figure.amounts[0].value) == ("statistic", "2023", 38)


def test_a_rank_is_a_figure_and_an_aimed_rank_a_target() -> None:
    assert kinds("South Korea was the world's 8th largest arms exporter in 2022.") == [("statistic", "2022")]
    assert kinds("South Korea aims to be the world's 4th largest arms exporter by 2027.") == [("target", "2027")]


def test_an_anniversary_of_relations_names_the_two_countries_of_the_text() -> None:
    text = "Kenya and India are old partners. The 50th anniversary of diplomatic relations was celebrated in 2013."
    (event,) = [e for e in records(text) if e.type == "anniversary"]
    assert {a.id for a in event.actors} == {"kenya", "india"}
    assert event.date.role == "anniversary"


def test_a_stage_tells_how_far_a_deal_is() -> None:
    stages = {
        "Poland selected the K2 tank in 2021.": "selected",
        "Poland ordered 180 K2 tanks in 2022.": "ordered",
        "Hyundai Rotem delivered ten K2 tanks to Poland in 2022.": "delivered",
        "Poland cancelled the order for K2 tanks in 2023.": "cancelled",
    }
    for text, stage in stages.items():
        assert records(text)[0].stage == stage, text


def test_a_dateline_is_no_part_of_what_is_told() -> None:
    text = "ANKARA, Nov. 24 (Yonhap) -- Kenya and India signed a trade agreement on Monday."
    (event,) = records(text, "2025-11-24")
    assert event.title == "Kenya and India sign a trade agreement"
    assert {a.id for a in event.actors} == {"kenya", "india"}
    assert event.evidence[0].exact == text


def test_a_narrative_with_days_in_it_is_no_news() -> None:
    text = "Thirteen days later the minister of Kenya praised India for its help. It was a long war."
    assert all(e.date.basis != "document" for e in records(text))


def test_a_capital_acts_for_its_country() -> None:
    (event,) = records("Ankara sent nearly 5,000 soldiers to Korea in 1950.")
    assert {a.id: a.role for a in event.actors} == {"turkiye": "actor", "south-korea": "recipient"}


def test_the_domain_of_a_remark_is_that_of_the_document() -> None:
    text = (
        "Defense Minister Park Ji-hoon met makers of tanks, howitzers and missiles in Seoul on Friday. "
        "The army, the navy and the air force buy their weapons from them. The minister pledged to help them."
    )
    pledge = next(e for e in records(text, "2024-05-04") if e.type == "pledge")
    assert "defense" in pledge.domains


def test_who_gives_an_interview_is_the_speaker_not_who_takes_it() -> None:
    text = "Park Ji-hoon, in an interview with Anadolu, said Kenya must support Ukraine."
    said = next(e for e in records(text, "2024-05-04") if e.type == "statement")
    assert [a.id for a in said.actors if a.role == "speaker"] == ["park-ji-hoon"]


def test_a_member_that_names_both_sides_has_its_own_actors() -> None:
    first, second = records("Kenya signed an agreement with India in 2013, and Japan with Mexico in 2014.")
    assert (first.date.edtf, second.date.edtf) == ("2013", "2014")
    assert [{a.id for a in e.actors} for e in (first, second)] == [{"kenya", "india"}, {"japan", "mexico"}]
    assert first.title == "Kenya signs an agreement with India"
    assert second.title == "Japan signs an agreement with Mexico"


def test_by_whom_is_told_of_each_member_of_a_passive() -> None:
    text = "Trade agreements were signed by Kenya with India in 2012 and by Japan with Mexico in 2013."
    assert [e.title for e in records(text)] == [
        "Trade agreements signed by Kenya with India",
        "Trade agreements signed by Japan with Mexico",
    ]


def test_a_second_object_behind_its_own_date_is_no_subject() -> None:
    text = "Kenya opened an embassy in Ankara in 1957 and a consulate in Istanbul in 1993."
    assert [e.title for e in records(text)] == ["Kenya opens an embassy in Ankara", "Kenya opens a consulate in Istanbul"]


@pytest.mark.parametrize("denied", [", not in 1949 as some say.", ", and not in 1949.", " (not in 1949)."])
def test_a_denied_date_makes_no_record(denied: str) -> None:
    event = only(f"Türkiye recognised Kenya in 1957{denied}")
    assert (event.date.edtf, event.title) == ("1957", "Türkiye recognises Kenya")


@pytest.mark.parametrize(
    ("text", "wanted", "title"),
    [
        ("Kenya and India adopted a roadmap to 2030.", None, "Kenya and India adopt a roadmap to 2030"),
        ("Kenya and India adopted the 2030 roadmap in March 2024.", "2024-03", "Kenya and India adopt the 2030 roadmap"),
        ("In May 2025 the cabinet of Kenya approved a strategy for 2026–2030.", "2025-05", None),
    ],
)
def test_the_years_of_a_plan_are_not_when_it_was_made(text: str, wanted: str | None, title: str | None) -> None:
    event = only(text)
    assert event.date.edtf == wanted
    assert title is None or event.title == title


def test_an_aim_is_not_of_the_day_it_was_told() -> None:
    event = only("Kenya and India aim to raise their trade to $20 billion.", "2025-03-01")
    assert (event.type, event.date.edtf) == ("target", None)


def test_a_trip_is_not_of_the_day_of_the_pact_told_before() -> None:
    text = (
        "SEOUL, 30 March 2023 (Yonhap) -- Kenya and India held talks on Wednesday. They signed a treaty of friendship in 2012. "
        "During his trip, the minister of Kenya met with the prime minister of India."
    )
    assert records(text)[-1].date.edtf != "2012"


def test_a_date_that_a_figure_is_compared_with_is_not_its_date() -> None:
    text = (
        "In November 2019, the trade of Kenya with India rose by $25 million, compared to November 2018, and amounted to $189 "
        "million."
    )
    assert {e.date.edtf for e in records(text)} == {"2019-11"}


def test_a_target_in_a_sentence_with_a_plan_is_not_of_its_years() -> None:
    text = "Kenya and India adopted a roadmap to 2030 and aim to raise their trade to $5 billion."
    assert [e.date.edtf for e in records(text) if e.type == "target"] == [None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Twelve drones were delivered to Kenya under a contract signed with Baykar in 2021.",
            [("delivery", None), ("contract", "2021")],
        ),
        ("The tanks ordered by Peru in 2012 were delivered to the army.", [("contract", "2012"), ("delivery", None)]),
        ("Peru bought 24 tanks in 2017, followed by a second order in 2022.", [("contract", "2017"), ("contract", "2022")]),
        (
            "The first batch of tanks arrived in May 2022, followed by further deliveries in April and October 2023.",
            [("delivery", "2022-05"), ("delivery", "2023-04"), ("delivery", "2023-10")],
        ),
        (
            "On 3 May 2011 he met Minister Juan Diaz in Quito, and Türkiye and Ecuador signed three agreements.",
            [("meeting", "2011-05-03"), ("agreement", "2011-05-03")],
        ),
        (
            "Peru and Kenya established relations in 1989, later elevating them to a strategic partnership in 2013.",
            [("establishment", "1989"), ("agreement", "2013")],
        ),
        ("Kenya and Peru signed a new cooperation plan on 3 May 2011.", [("agreement", "2011-05-03")]),
        ("PM had last visited Seoul from 10 to 12 November 2010 for the summit.", [("visit", "2010-11-10/2010-11-12")]),
        ("Kenya opened an embassy in Lima in 1991.", [("establishment", "1991")]),
    ],
)
def test_every_deed_of_a_sentence_has_its_own_date(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert sorted(kinds(text), key=str) == sorted(wanted, key=str)


def test_the_visits_of_two_people_are_two_visits() -> None:
    told = (
        "Prime Minister Singh paid a visit to Seoul in March 2012, which led to the pact that was forged "
        "during President Lee's visit to India."
    )
    visits = [(e.date.edtf, [a.id for a in e.actors if a.role == "visitor"]) for e in records(told) if e.type == "visit"]
    assert visits == [("2012-03", ["singh"]), (None, ["lee"])]


VISITS = """Relations between Türkiye and Kenya

Visits
- President Abdullah Gül (June 2008)
- Prime Minister Ali Demir, 6-8 January 2014, Nairobi
- May 2016: Foreign Minister Amina Mohamed

Presidential visits: President Sezer (May 2002), President Kibaki (2003)

Trade
- Coffee (2014)
"""


def test_a_list_of_visits_tells_who_came_when() -> None:
    visits = [e for e in records(VISITS) if e.type == "visit"]
    assert [(e.date.edtf, e.title) for e in visits] == [
        ("2008-06", "Visit of President Abdullah Gül"),
        ("2014-01-06/2014-01-08", "Visit of Prime Minister Ali Demir, Nairobi"),
        ("2016-05", "Visit of Foreign Minister Amina Mohamed"),
        ("2002-05", "Visit of President Sezer"),
        ("2003", "Visit of President Kibaki"),
    ]
    assert {a.id: a.role for a in visits[0].actors} == {"abdullah-gul": "visitor", "kenya": "host"}


def test_a_row_of_a_table_is_an_agreement_without_the_table() -> None:
    rows = records(
        "Agreements\n\n| Title | Signed | In force |\n|---|---|---|\n| Agreement on technical cooperation | 1977 | 1979 |"
    )
    assert [(e.type, e.date.edtf, e.title) for e in rows] == [
        ("agreement", "1977", "Agreement on technical cooperation"),
        ("agreement", "1979", "Agreement on technical cooperation"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Bilateral trade, which was $3 billion in 2010, rose to $7 billion in 2020.",
            [("statistic", "2010"), ("statistic", "2020")],
        ),
        (
            "Trade between Peru and Kenya was $530 million in 1993. It further increased to $17.6 billion in 2013.",
            [("statistic", "1993"), ("statistic", "2013")],
        ),
        ("Bilateral trade has multiplied sixtyfold to reach $4.3 billion in 2013.", [("statistic", "2013")]),
        (
            "The pact signed on 17 April 2014 and entered into force on 1 August 2015 has helped trade.",
            [("agreement", "2014-04-17"), ("agreement", "2015-08-01")],
        ),
    ],
)
def test_figures_and_deeds_of_a_long_subject_are_kept(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert kinds(text) == wanted


def test_investment_attracted_is_of_whom_it_comes_from() -> None:
    (figure,) = records("Türkiye is expected to attract new investment of $2.5 billion from Kenya in 2014.")
    assert [(a.id, a.role) for a in figure.actors] == [("kenya", "actor"), ("turkiye", "partner")]


def test_the_price_of_a_deal_is_no_budget() -> None:
    told = records("The $6.5 billion deal follows contracts that Peru signed in 2022 amid a rise of its defence budget.")
    assert "statistic" not in [e.type for e in told]


def test_a_visit_that_is_the_first_since_a_year_is_not_of_that_year() -> None:
    assert [e.date.edtf for e in records("The visit was the first by a Turkish president since 2018.")] == [None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hyundai breaks ground on a battery plant in Ankara on 3 May 2024.", [("investment", "2024-05-03")]),
        ("Hyundai Rotem is to supply 96 trains to Kenya in 2027.", [("contract", "2027")]),
        ("The Soviet Government sent a note to Türkiye on 19 March 1945.", [("statement", "1945-03-19")]),
        ("The Foreign Minister received the Ambassador on 3 May 1953.", [("meeting", "1953-05-03")]),
        ("The Ambassador saw the Prime Minister on 3 May 1953.", [("meeting", "1953-05-03")]),
        ("Exports saw a rise on 3 May 1953.", []),
        ("Türkiye sent an aircraft to rescue 215 Japanese citizens from Tehran in 1985.", [("aid", "1985")]),
    ],
)
def test_news_and_notes_have_words_of_their_own(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert kinds(text) == wanted


def test_a_visit_somebody_is_set_to_pay_is_planned() -> None:
    assert only("Erdoğan is set to visit Seoul in June.", "2024-05-17").date.role == "planned"


def test_trade_reaches_no_front() -> None:
    told = records("The accord entered into force in 2014 and helped our trade, which reached 4.9 billion dollars in 2023.")
    assert [e.type for e in told] == ["agreement", "statistic"]


def test_the_company_is_the_one_spoken_of() -> None:
    told = records("Baykar opened an office in Nairobi in 2010. The company won a contract from Peru in 2012.")
    assert {a.id: a.role for a in told[1].actors} == {"baykar": "contractor", "peru": "customer"}


def test_sides_that_aim_stay_two() -> None:
    assert only("The two sides aim to raise trade to $5 billion.").title == "Two sides aim to raise trade to $5 billion"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Minister Ahn Gyu-back will head to Peru in May 2024 to attend a signing ceremony.", [("visit", "2024-05")]),
        ("Ambassador Erkin will call on President Truman on 9 October 1951 to present a reply.", [("meeting", "1951-10-09")]),
        (
            "President Patil paid a visit to Korea in July 2011, during which a nuclear agreement was signed.",
            [("visit", "2011-07"), ("agreement", "2011-07")],
        ),
        ("In 2022 Warsaw signed several agreements with South Korea for K2 tanks.", [("contract", "2022")]),
        (
            "Norway, a NATO member, bought 24 howitzers in 2017, followed by a second order in 2022.",
            [("contract", "2017"), ("contract", "2022")],
        ),
    ],
)
def test_the_main_deed_of_a_clause_is_its_record(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert kinds(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("State visits were exchanged in 1971 and 1974.", [("visit", "1971"), ("visit", "1974")]),
        (
            "Negotiations for a free trade agreement began in 2014 and were concluded in 2023.",
            [("agreement", "2014"), ("agreement", "2023")],
        ),
        (
            "The volume of trade amounted to $4.6 billion in 2017, of which $411 million were Turkish exports.",
            [("statistic", "2017"), ("statistic", "2017")],
        ),
        ("Korea lent $500 million to Türkiye for the 1915 Çanakkale bridge in 2018.", [("financing", "2018")]),
    ],
)
def test_exchanges_and_talks_are_told_by_their_subject(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert kinds(text) == wanted
