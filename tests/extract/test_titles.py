from __future__ import annotations

import pytest

from kortui.extract import fitting
from kortui.extract.fitting import fit
from kortui.text import cell_width
from kortui.vocabulary import TITLE_CELLS
from tests.extract.made import records


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("In 2013, Kenya and India signed a treaty of friendship.", "Kenya and India sign a treaty of friendship"),
        ("The Swedish embassy in Ankara was opened in 1934.", "Swedish embassy in Ankara opened"),
        ("Turkish troops withdrew from Korea during the 1970s.", "Turkish troops withdraw from Korea"),
        ("Kenya, in 1963, joined the United Nations.", "Kenya joins the United Nations"),
        ("The bank of Kenya will lend India 90 million dollars in 2031.", "Bank of Kenya to lend India 90 million dollars"),
        (
            "The visits of the Turkish president in 1962 and the prime minister's visit in 1966 helped.",
            "Visits of the Turkish president",
        ),
        ("Türkiye's exports to Romania were over $2.8 billion in 2015.", "Exports of Türkiye to Romania exceed $2.8 billion"),
    ],
)
def test_a_title_is_the_clause_in_headline_present(text: str, title: str) -> None:
    assert records(text)[0].title == title


def test_a_verb_of_saying_is_dropped_unless_it_takes_a_position() -> None:
    text = "Foreign Minister Park Ji-hoon said Ankara maintains its position that the war must end."
    assert records(text, published="2024-05-02")[0].title.startswith("Park Ji-hoon: Ankara maintains its position")
    text = "Foreign Minister Park Ji-hoon has welcomed the ceasefire in Gaza."
    assert records(text, published="2024-05-02")[0].title == "Foreign Minister Park Ji-hoon welcomes the ceasefire in Gaza"


def test_a_pronoun_is_replaced_by_the_name_it_stands_for() -> None:
    text = "Foreign Minister Park Ji-hoon came on Monday. He promised to help Ukraine."
    assert records(text, published="2024-05-02")[-1].title == "Park Ji-hoon promises to help Ukraine"


def test_a_clause_that_begins_with_its_verb_borrows_its_subject() -> None:
    text = "Hyundai Motor began to export cars to Türkiye in 1990 and constructed a factory in İzmit in 1995."
    assert records(text)[1].title == "Hyundai Motor constructs a factory in İzmit"


def test_an_amount_in_brackets_is_left_out() -> None:
    text = "Hanwha Aerospace signed a 1.3 trillion won ($938 million) contract with Romania in July 2024."
    assert records(text)[0].title == "Hanwha Aerospace signs a 1.3 trillion won contract with Romania"


def test_a_title_is_whole_as_long_as_it_is_one_clause_and_never_wider_than_its_limit() -> None:
    whole = "Kenya and India sign an agreement on the mutual recognition of certificates of navigation, health and work"
    (event,) = records(f"{whole.replace('sign', 'signed')} in 1981.")
    assert event.title == whole
    long = f"{whole.replace('sign', 'signed')} at sea in 1981."
    for text in (
        long.replace("navigation", "the navigation of rivers, canals, straits and gulfs, of trade in grain and timber"),
        long.replace("navigation", "한국과 튀르키예의 항해와 무역에 관한 모든 것 그리고 하늘과 바다와 땅에서의 모든 일"),
    ):
        (event,) = records(text)
        assert cell_width(event.title) <= TITLE_CELLS
        assert event.title.endswith("…")


def test_a_cut_title_does_not_end_on_a_preposition() -> None:
    cut = fitting.fit(
        "The ministry of works and the ministry of trade agreed on the building of a bridge over the wide straits", 80
    )
    assert cut.removesuffix("…").split()[-1] not in ("of", "the", "a", "over", "on")


def test_unpaired_marks_are_taken_out() -> None:
    assert fitting.fit('He called it "the best of all') == "He called it the best of all"
    assert fitting.fit("A bridge (the longest of all") == "A bridge the longest of all"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Some 20,000 Turkish soldiers fought in the Korean War.", "Some 20,000 Turkish soldiers fight in the Korean War"),
        ("About 2,500 workers died in Kenya in 1901.", "About 2,500 workers die in Kenya"),
        ("Of the 4,500 men, sent by Ankara in 1950, 721 died.", "Of the 4,500 men, sent by Ankara, 721 died"),
    ],
)
def test_a_number_is_neither_cut_at_its_comma_nor_one_of_something(text: str, title: str) -> None:
    assert [e.title for e in records(text)] == [title]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Diplomatic relations between Kenya and India date from 1957.",
            "Diplomatic relations between Kenya and India date from 1957",
        ),
        ("Rome moved two divisions to Kenya in 1953 and withdrew them in 1954.", "Rome withdraws two divisions"),
        ("Bringing together some 1,300 companies, the IDEF fair opened in Istanbul in 2025.", "IDEF fair opens in Istanbul"),
    ],
)
def test_a_title_keeps_what_its_verb_says_nothing_without(text: str, title: str) -> None:
    assert title in [e.title for e in records(text)]


def test_a_title_too_short_to_tell_anything_is_the_sentence_itself() -> None:
    text = "Korea and Kenya were at odds for long. Relations were resumed in October 1953."
    assert "Relations were resumed in October 1953" in [e.title for e in records(text)]
    assert not [
        e
        for e in records("Bringing 1,300 companies together, the IDEF fair opened in Istanbul in 2025.")
        if e.title[0:7] == "Brings "
    ]


WHOLE = (
    ("The factory of Kaleva, in 1960, opened near Nairobi.", "Factory of Kaleva opens near Nairobi"),
    ("The pipeline to Kenya, finished in 2019, was damaged on 8 October 2023.", "Pipeline to Kenya finished"),
    ("The embassy that serves Kenya was opened in Delhi in 1947.", "Embassy that serves Kenya opened in Delhi"),
    (
        "The border is old: the Treaty of Zuhab, which the Ottoman Empire and Safavid Persia signed on 17 May 1639, drew it.",
        "Ottoman Empire and Safavid Persia sign Treaty of Zuhab",
    ),
    ("Kenya and India signed a trade agreement in 2017, which entered into force in 2019.",
     "Trade agreement enters into force"),
    ("The 90th anniversary of relations of Kenya and India was marked in 2009 and the 100th in 2019.",
     "100th anniversary of relations of Kenya and India marked"),
    ("Talks on free trade between Kenya and India began in April 2010.", "Talks on free trade between Kenya and India begin"),
    ("Kenya and the Ottoman Empire thus became allies in 1570.", "Kenya and the Ottoman Empire become allies"),
    ("After the tsunami of 2004 the Turkish Red Crescent built 1,050 houses in Aceh.",
     "After the tsunami the Turkish Red Crescent builds 1,050 houses in Aceh"),
    ("In 1982 Kenya and India set up a joint commission, whose first session was held in Nairobi in 1983.",
     "Joint commission's first session held in Nairobi"),
    ("Defense Minister Bae Jin-kyung promised on Thursday that Kenya will get orders.",
     "Defense Minister Bae Jin-kyung promises that Kenya will get orders"),
    ("The Busan–Izmir Shipping Agreement was initialled on 4 March 1968 and signed three months later in Seoul.",
     "Busan–Izmir Shipping Agreement signed in Seoul"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "title"), WHOLE)
def test_a_title_is_a_whole_clause_with_its_own_subject_and_object(sentence: str, title: str) -> None:
    assert title in [r.title for r in records(sentence)]


def test_its_and_his_are_named() -> None:
    found = records("Ethiopia sent a battalion to Korea in 1951. Its first 1,185 soldiers left Djibouti on 16 April 1951.")
    assert found[-1].title == "Ethiopia's first 1,185 soldiers leave Djibouti"


def test_a_cut_title_ends_in_no_number_and_no_open_quote() -> None:
    fitted = fit("Australia finances two thirds of the long bridge at Vinh Long with a grant of A$61.5 million to Vietnam", 80)
    assert fitted == "Australia finances two thirds of the long bridge at Vinh Long with a grant…"
    assert "“" not in fit(
        "The ministry says it would provide full support “both materially and in kind, for years to come, to all”", 80
    )


def test_a_year_that_sees_something_stays_the_subject() -> None:
    found = records(
        "Minister Lee Jong-sup spoke. This year has seen Kenya signing a series of arms contracts with Poland.", "2031-05-06"
    )
    assert [r.title for r in found if r.type == "contract"] == [
        "This year sees Kenya signing a series of arms contracts with Poland"
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Park Ji-hoon added that Seoul maintains its position that Ukraine's borders and shores must be respected.",
            "Park Ji-hoon: Seoul maintains its position that Ukraine's borders and shores must be respected",
        ),
        (
            "Kenya and India agreed to deepen cooperation in shipping, mining and teacher exchange programmes, based on trust.",
            "Kenya and India agree to deepen cooperation in shipping, mining and teacher exchange programmes",
        ),
        (
            "Park Ji-hoon said Kenya needs to advance vessels such as ferries and unmanned barges.",
            "Park Ji-hoon: Kenya needs to advance vessels such as ferries and unmanned barges",
        ),
        ("The first frigate would be delivered no earlier than 2029.", "First frigate would be delivered"),
        (
            'Türkiye hosted IDEF, its largest fair of drones, as "a clear sign of growth" in 2023.',
            "Türkiye hosts IDEF, its largest fair of drones",
        ),
        (
            "The gathering, the first meeting of shipbuilders of its kind this year, was attended by 40 firms.",
            "Gathering, the first meeting of shipbuilders of its kind this year, attended by 40 firms",
        ),
        (
            "Of the 721 Turkish soldiers who fell in the war, 462 were buried in Busan in 1951.",
            "721 Turkish soldiers fall in the war",
        ),
    ],
)
def test_a_title_ends_where_its_clause_does(text: str, title: str) -> None:
    assert title in [r.title for r in records(text, published="2024-05-02")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The council of ports was founded in 1987 and the first meeting was held in Izmir in 1989.",
            "First meeting of the council of ports held in Izmir",
        ),
        (
            "The visits of Turkish president in 1962 and the prime minister's visit in 1966 helped.",
            "Turkish prime minister's visit",
        ),
        (
            "The visits of Turkish president in 1962 and the prime minister's visit in 1966 helped.",
            "Visits of the Turkish president",
        ),
        ("Malaysia chose the FA-50 trainer in 2022 and ordered 18 of them in May 2023.", "Malaysia orders 18 FA-50"),
        (
            "Kenya and India are partners. Trade grows. The two countries' foreign ministers met in Busan in 2021.",
            "Foreign ministers of India and Kenya meet in Busan",
        ),
        ("Foreign Minister Park Ji-hoon signed it. It entered into force in June 2015.", "Agreement enters into force"),
    ],
)
def test_a_title_says_whose_and_of_what_it_is(text: str, title: str) -> None:
    assert title in [r.title for r in records(text, published="2024-05-02")]


def test_a_court_that_acquits_the_accused_accuses_nobody() -> None:
    found = records("A Turkish court acquitted two Korean engineers accused of espionage in May 2019.", published="2020-05-02")
    assert [r.title for r in found] == ["Turkish court acquitted two Korean engineers accused of espionage"]


def test_bars_of_a_table_are_no_part_of_a_title() -> None:
    assert fit("| Agreement on technical cooperation | | 1977 |") == "Agreement on technical cooperation 1977"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The plant in Nairobi, which Hyundai opened in 2012, makes engines.", "Hyundai opens plant in Nairobi"),
        (
            "The first five engines built by Hyundai and Samsung arrived at the port of Mombasa on 14 May 2024.",
            "First five engines built by Hyundai and Samsung arrive at the port of Mombasa",
        ),
        (
            "Tanks ordered by Poland and Romania arrived in Gdynia in May 2022.",
            "Tanks ordered by Poland and Romania arrive in Gdynia",
        ),
    ],
)
def test_a_title_keeps_what_makers_and_places_qualify(text: str, title: str) -> None:
    assert [e.title for e in records(text)] == [title]


def test_marks_of_bold_stand_in_no_title() -> None:
    (visit,) = records("**2025-04-11** **Ambassador** Rao visited Kenya.", "2025-10-01")
    assert visit.title == "Ambassador Rao visits Kenya"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            '"We signed a contract for 24 helicopters with Kenya in 2022," Defense Minister Kim said.',
            "Defense Minister Kim: we sign a contract for 24 helicopters with Kenya",
        ),
        (
            'President Lee Myung-bak said: "We will send soldiers to Kenya in 2035."',
            "President Lee Myung-bak: we will send soldiers to Kenya",
        ),
        ("A year after the earthquake, India sent aid to Kenya in 2012.", "India sends aid to Kenya"),
        ("Three days before the vote, Kenya and India signed a pact in 2012.", "Kenya and India sign a pact"),
        (
            "Far from cutting its staff, Hyundai opened a second plant in Kenya in 2012.",
            "Hyundai opens a second plant in Kenya",
        ),
        ("Samsung opened a plant in Kenya some time in 2012.", "Samsung opens a plant in Kenya"),
        ("Samsung opened a plant in Kenya sometime in 2012.", "Samsung opens a plant in Kenya"),
        (
            "Korean firms invested $3 billion in Kenya in 2015 as, less than usual, the price fell.",
            "Korean firms invest $3 billion in Kenya",
        ),
        (
            "About 900 Kenyan soldiers — 741 by another count — fought in India in 1962.",
            "About 900 Kenyan soldiers — 741 by another count — fight in India",
        ),
        (
            "Hanwha — the maker of the K9 — delivered 24 howitzers to Kenya in 2011.",
            "Hanwha — the maker of the K9 — delivers 24 howitzers to Kenya",
        ),
    ],
)
def test_a_title_says_who_and_begins_and_ends_with_its_clause(text: str, title: str) -> None:
    assert [e.title for e in records(text)] == [title]


def test_a_second_one_is_called_by_its_noun() -> None:
    found = records("Hanwha Ocean delivered the first tanker to Kenya in 2021, and the second one is to be delivered in 2032.")
    assert [e.title for e in found] == ["Hanwha Ocean delivers the first tanker to Kenya", "Second tanker is to be delivered"]


def test_the_verb_behind_a_relative_clause_is_not_of_its_subject() -> None:
    found = records("The tender, which Hanwha had won in 2018, was cancelled by Kenya in 2020.")
    assert [e.title for e in found] == ["Hanwha wins tender", "Tender cancelled by Kenya"]
    assert [a.id for a in found[1].actors] == ["kenya"]


def test_an_aside_between_dashes_leaves_a_deed_its_doer_and_its_numbers() -> None:
    (fight,) = records("About 9,000 Kenyan soldiers — 7,412 by another count — fought in India in 1962.")
    assert ("kenya", "actor") in [(a.id, a.role) for a in fight.actors]
    assert [a.value for a in fight.amounts] == [9000, 7412]
