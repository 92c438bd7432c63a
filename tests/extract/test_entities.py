"""Entities in our own sentences: spans, kinds, ids, offices, and what only a whole document tells.

Expected mentions are written ``kind:words=id``; the id is left out where it is the slug of the words.
"""

from __future__ import annotations

import re
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kortui.extract import entities, gazetteer
from kortui.extract.entities import Mentions
from kortui.extract.spans import Sentence
from kortui.text import slug

KINDS = {
    "P": "person",
    "O": "organisation",
    "C": "country",
    "D": "country",
    "L": "place",
    "W": "weapon",
    "A": "agreement",
    "E": "event",
}


def find(text: str) -> Mentions:
    """Mentions in a text of one sentence a line."""
    sentences = [Sentence(m.start(), m.end(), "paragraph") for m in re.finditer(r"[^\n]+", text)]
    return entities.find(text, sentences, gazetteer.load())


def marks(text: str) -> list[str]:
    """Mentions in the notation of this module; D is a demonym."""
    letters = {kind: letter for letter, kind in KINDS.items() if letter != "D"}
    out = []
    for span in find(text).spans:
        assert text[span.start : span.end] == span.text
        letter = "D" if span.demonym else letters[span.kind]
        out.append(f"{letter}:{span.text}" + ("" if span.id == slug(span.text) else f"={span.id}"))
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # people
        ("Foreign Minister Cho Hyun met Chile's Foreign Minister Alma Reyes.", ["P:Cho Hyun", "C:Chile", "P:Alma Reyes"]),
        ("Minister of Trade Ömer Bolat spoke.", ["P:Ömer Bolat"]),
        (
            "The Ambassador to the RoK Tran Vu Mai and the President of Peru Ana Roe met.",
            ["C:RoK=south-korea", "P:Tran Vu Mai", "C:Peru", "P:Ana Roe"],
        ),
        ("A plan by Lee Jae Myung and by Lee Jae-myung.", ["P:Lee Jae Myung", "P:Lee Jae-myung"]),
        ("The engineer Seo Min-jae and Ha Yeong Su agreed.", ["P:Seo Min-jae", "P:Ha Yeong Su"]),
        ("Paik In-ho wrote a book.", ["P:Paik In-ho"]),
        ("Burak Şen leads it.", ["P:Burak Şen"]),
        (
            "John F. Kennedy and C. Robert Moore met Theobald von Bethmann.",
            ["P:John F. Kennedy", "P:C. Robert Moore", "P:Theobald von Bethmann"],
        ),
        ("Lt. Gen. Park Woong and Adm. Doe Roe sailed.", ["P:Park Woong", "P:Doe Roe"]),
        (
            "He met his Greek, Cypriot and French counterparts, Tasos Vlahos, Nikos Savva and Luc Marchand, respectively.",
            ["D:Greek=greece", "D:Cypriot=cyprus", "D:French=france", "P:Tasos Vlahos", "P:Nikos Savva", "P:Luc Marchand"],
        ),
        ("The talks failed, Zenon Kowal told reporters.", ["P:Zenon Kowal"]),
        ("Melih Esen, the deputy head of the firm, agreed.", ["P:Melih Esen"]),
        ("이재명 대통령은 앙카라를 방문했다.", ["P:이재명=lee-jae-myung", "L:앙카라=ankara"]),
        # organisations
        ("Tatlı Holding and the Kolin Group won it.", ["O:Tatlı Holding", "O:Kolin Group"]),
        (
            "The Ministry of Trade, Industry and Energy of Peru agreed.",
            ["O:Ministry of Trade, Industry and Energy=ministry-of-industry-peru", "C:Peru"],
        ),
        (
            "The Bank of Kenya, the University of Lima and the Court of Cassation.",
            ["O:Bank of Kenya", "O:University of Lima", "O:Court of Cassation"],
        ),
        (
            "The Polish Armament Agency and the 7th Infantry Division came.",
            ["O:Polish Armament Agency", "O:7th Infantry Division"],
        ),
        ("The House of Representatives and the Workers' Party met.", ["O:House of Representatives", "O:Workers' Party"]),
        ("The Prime Minister's Office said so.", ["O:Prime Minister's Office"]),
        ("Press Trust of India reported it.", ["O:Press Trust of India"]),
        ("The Chile-Norway Joint Fisheries committee met.", ["O:Chile-Norway Joint Fisheries committee"]),
        ("- Post: Peruvian Embassy, Oslo", ["O:Peruvian Embassy, Oslo"]),
        (
            "Huta Zielona Gora (HZG) won, and HZG was glad.",
            ["O:Huta Zielona Gora", "O:HZG=huta-zielona-gora", "O:HZG=huta-zielona-gora"],
        ),
        # places, events, agreements, weapons
        (
            "The Galata Bridge, Mount Erciyes and the Strait of Bonifacio.",
            ["L:Galata Bridge", "L:Mount Erciyes", "L:Strait of Bonifacio"],
        ),
        ("It stands at the Blue Harbour Hotel.", ["L:Blue Harbour Hotel"]),
        (
            "The Battle of Bosna, Operation Olive Branch and the Boshin War.",
            ["E:Battle of Bosna", "E:Operation Olive Branch", "E:Boshin War"],
        ),
        ("They signed the Chile-Norway Free Trade Agreement.", ["A:Chile-Norway Free Trade Agreement"]),
        ("The Treaty of Roskilde and the Oslo Accord.", ["A:Treaty of Roskilde", "A:Oslo Accord"]),
        (
            "The T-155 Fırtına, F-16s, Mi-8 and Belharra-class frigates.",
            ["W:T-155 Fırtına", "W:F-16s=f-16", "W:Mi-8", "W:Belharra-class"],
        ),
        ("They fired Kestrel missiles.", ["W:Kestrel"]),
        ("The Altay main battle tank and K-2 tanks.", ["W:Altay main battle tank=altay", "W:K-2=k-2-black-panther"]),
        # unknown names by what stands around them
        ("It was made by the shipbuilder Marola in Vigo.", ["O:Marola", "L:Vigo"]),
        ("Techgen was established in 1961.", ["O:Techgen"]),
        ("The Techgen CEO and a stake in Marola.", ["O:Techgen", "O:Marola"]),
        ("It buys from Hyundai Zenit and Samsung.", ["O:Hyundai Zenit", "O:Samsung"]),
        ("He bought shares of Vestel and Marola.", ["O:Vestel", "O:Marola"]),
        ("The works at Skawina, Poland, closed.", ["L:Skawina", "C:Poland"]),
        ("The troops sailed from Pusan to Larnos.", ["L:Pusan=busan", "L:Larnos"]),
        ("The Kingdom of Navarre and the Republic of Norway.", ["C:Kingdom of Navarre", "C:Republic of Norway=norway"]),
    ],
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert marks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost 5 million U.S. dollars and 9 Korean won, or US$6.", []),
        ("India offered Kenya $100 million.", ["C:India", "C:Kenya"]),
        ("On Monday, May 4, Construction began.", []),
        ("Engineers built it.", []),
        ("Trade opened the door.", []),
        ("The Government said so.", []),
        ("They told us of the turkey.", []),
        ("ANKARA-Anadolu Agency", ["L:ANKARA", "O:Anadolu Agency"]),
        ("The US-China talks", ["C:US=united-states", "C:China"]),
        ("the Republic of Korea–Türkiye talks", ["C:Republic of Korea=south-korea", "C:Türkiye"]),
    ],
)
def test_what_is_no_name_or_ends_one(text: str, expected: list[str]) -> None:
    assert marks(text) == expected


def test_the_office_is_kept_apart_from_the_name() -> None:
    spans = find("Turkish Deputy Foreign Minister Ali Veli met his counterpart Ann Roe and Mr. Poe Moe.").spans
    assert [(s.text, s.office) for s in spans if s.kind == "person"] == [
        ("Ali Veli", "Deputy Foreign Minister"),
        ("Ann Roe", ""),
        ("Poe Moe", ""),
    ]
    found = find("Turkish Deputy Foreign Minister Ali Veli spoke.").found
    assert [(e.id, [o.title for o in e.offices]) for e in found] == [("ali-veli", ["Deputy Foreign Minister"])]


def test_a_surname_means_the_nearest_full_mention_before() -> None:
    text = "Seo Min-jae spoke. Then Seo left.\nSeo Yun-ah answered.\nSeo was calm."
    people = [s.id for s in find(text).spans]
    assert people == ["seo-min-jae", "seo-min-jae", "seo-yun-ah", "seo-yun-ah"]


def test_a_full_name_is_found_again_without_its_title() -> None:
    assert marks("Foreign Minister Tran Vu Mai spoke.\nThe hosts heard Tran Vu Mai out.") == ["P:Tran Vu Mai", "P:Tran Vu Mai"]


def test_a_title_settles_whom_a_surname_means() -> None:
    text = "President Seo Min-jae spoke.\nMinister Seo Yun-ah answered.\nPresident Seo was calm."
    assert [s.id for s in find(text).spans][-1] == "seo-min-jae"


def test_a_headline_takes_its_surname_from_the_text_below() -> None:
    assert [s.id for s in find("President Seo vows peace\nPresident Seo Min-jae spoke on Monday.").spans] == ["seo-min-jae"] * 2


def test_surnames_are_not_carried_from_one_document_to_another() -> None:
    assert find("Lee Yong-cheol spoke.\nLee left.").spans[1].id == "lee-yong-cheol"
    assert find("Lee Jae-myung spoke.\nLee left.").spans[1].id == "lee-jae-myung"
    assert [s.id for s in find("President Moon was there.").spans] == ["moon-jae-in"]
    assert [s.id for s in find("President Park was there.").spans] == ["park"], "two presidents were called Park"


def test_a_surname_only_ever_seen_behind_a_title_is_that_person() -> None:
    assert marks("General Yudov came.\nYudov won the battle.\nThe men of Yudov fled.") == ["P:Yudov"] * 3


def test_western_surnames_come_last() -> None:
    assert [s.id for s in find("Ömer Bolat spoke.\nBolat left.").spans] == ["omer-bolat", "omer-bolat"]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("South Korea's Defense Ministry said so.", "mnd-korea"),
        ("The South Korean Ministry of National Defense said so.", "mnd-korea"),
        ("The Turkish Defence Ministry said so.", "mod-turkiye"),
        ("Ankara's Ministry of National Defence said so.", "mod-turkiye"),
        ("The Polish Ministry of Defence said so.", "ministry-of-defense-poland"),
        ("The Ministry of Defence of Poland said so.", "ministry-of-defense-poland"),
        ("The Defense Ministry said so.", "ministry-of-defense"),
        ("Korea and Korean firms gained.\nThe Defense Ministry said so.", "mnd-korea"),
        ("Korea traded with Türkiye.\nThe Defense Ministry said so.", "ministry-of-defense"),
    ],
)
def test_whose_ministry_it_is(text: str, id_: str) -> None:
    assert [s.id for s in find(text).spans if s.kind == "organisation"] == [id_]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("South Korea and Türkiye talked.\nIn 2013 the free trade agreement came.", "south-korea-turkiye-free-trade-agreement"),
        ("South Korea and Türkiye talked.\nChile wants a free trade agreement.", "free-trade-agreement"),
        ("Chile and Norway talked.\nIn 2013 the free trade agreement came.", "free-trade-agreement"),
    ],
)
def test_whose_free_trade_agreement_it_is(text: str, id_: str) -> None:
    assert [s.id for s in find(text).spans if s.kind == "agreement"] == [id_]


def test_found_names_are_marked_wherever_they_stand() -> None:
    text = "It was made by the shipbuilder Marola.\nMarola is glad.\nTatlı Holding won.\nTatlı is glad."
    assert marks(text) == ["O:Marola", "O:Marola", "O:Tatlı Holding", "O:Tatlı=tatli-holding"]


def test_a_word_that_the_text_also_writes_small_is_no_name() -> None:
    assert marks("It came by way of the firm Union.\nA union was made.") == []


def test_found_holds_what_the_gazetteer_does_not_know() -> None:
    result = find("Vestel and Tatlı Holding met Seo Min-jae in Manisa.")
    assert [(e.id, e.name, e.kind) for e in result.found] == [
        ("seo-min-jae", "Seo Min-jae", "person"),
        ("tatli-holding", "Tatlı Holding", "organisation"),
    ]


def test_spans_are_disjoint_and_in_order() -> None:
    text = (
        "The Korea-Turkey Business Council met at the Korea Exhibition Center in Goyang, South Korea, on the Korean War.\n" * 3
    )
    spans = find(text).spans
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len(spans) == 15


def test_names_in_no_latin_letters_get_an_id() -> None:
    found = find("홍길동 장관은 회담에 참석했다.").found
    assert len(found) == 1
    assert re.fullmatch(r"name-[0-9a-f]{8}", found[0].id)


@pytest.mark.parametrize(
    "text", ["", "\n", "...", "Ａ" * 300, "Of of of The the (", "K- -2 'S 's", "\ufffd[31mKorea", "A B C D E F G H " * 40]
)
def test_odd_text_breaks_nothing(text: str) -> None:
    for span in find(text).spans:
        assert text[span.start : span.end] == span.text


PIECES = [
    "South Korea",
    "Türkiye",
    "Minister",
    "of",
    "the",
    "The",
    "Cho Hyun",
    "Lee",
    "Jae-myung",
    "Holding",
    "Bank",
    "and",
    "said",
    "in",
    "(",
    ")",
]
PIECES += [
    "ABC",
    "U.S.",
    "'s",
    "’",
    "-",
    "–",
    "—",
    ".",
    ",",
    "\n",
    '"',
    "Ö",
    "İ",
    "이재명",
    "대통령은",
    "K",
    "2",
    "tanks",
    "7th",
    "Division",
    "\ufffd",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_text_gives_disjoint_spans_of_itself(text: str) -> None:
    result = find(text)
    known = gazetteer.load().entities
    for span in result.spans:
        assert text[span.start : span.end] == span.text != ""
        assert "\n" not in span.text
        assert span.id in known or span.id in {e.id for e in result.found}
    assert all(a.end <= b.start for a, b in pairwise(result.spans))


@pytest.mark.parametrize("piece", ["Group ", "Bank of ", "Abcde ", "Ministry of Trade, ", "Lee Jae-myung said ", "A B. "])
def test_a_line_of_nothing_but_names_costs_no_more_than_its_length(piece: str) -> None:
    began = process_time()
    find((piece * 10_000)[:60_000])
    assert process_time() - began < 5, "quadratic work takes minutes here, linear work a quarter of a second"


def test_a_portfolio_in_a_title_is_no_firm() -> None:
    told = "Turkish Defense Minister Yaşar Güler and South Korean Defense Minister Ahn Gyu-back met."
    assert not [m for m in marks(told) if m.startswith("O:")]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Georgia Tech signed an agreement with the ministry.", ["Georgia Tech"]),
        ("Hyundai Capital Services opened an office.", ["Hyundai Capital Services"]),
        ("Hyundai Capital Mobility opened an office.", ["Hyundai Capital Mobility"]),
        ("Ankara Roketzan supplied missiles.", ["Ankara Roketzan"]),
        ("In 2014 Turkish Roketzan supplied missiles.", ["Roketzan"]),
        ("In Ankara Roketzan supplied missiles.", ["Roketzan"]),
    ],
)
def test_a_name_that_goes_on_behind_a_known_one_is_one_name(text: str, firms: list[str]) -> None:
    assert [s.text for s in find(text).spans if s.kind == "organisation"] == firms


def test_a_country_inside_a_longer_name_is_not_named() -> None:
    assert "georgia" not in {s.id for s in find("Georgia Tech signed an agreement with the ministry.").spans}
