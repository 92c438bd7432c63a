"""Whose exports and imports a figure is, and towards whom."""

from __future__ import annotations

import pytest

from kortui.model import Event
from tests.extract.made import records

ENDS = (
    ("Kenya's imports from India reached $9 billion in 2023.", "imports of Kenya from India"),
    ("Imports from India to Kenya reached $9 billion in 2023.", "imports of Kenya from India"),
    ("Imports of Kenya from India totalled $9 billion in 2023.", "imports of Kenya from India"),
    ("Indian imports from Kenya totalled $9 billion in 2023.", "imports of India from Kenya"),
    ("In 2019 Kenya imported $500 million worth of goods from India.", "imports of Kenya from India"),
    ("Imports of Chinese cars by Kenya reached $1 billion in 2021.", "car imports of Kenya from China"),
    ("Kenyan imports of Indian steel reached $1 billion in 2021.", "steel imports of Kenya from India"),
    ("India accounted for $9.4 billion of Kenya's imports in 2023.", "imports of Kenya from India"),
    ("Of Kenya's imports in 2023, $9.4 billion came from India.", "imports of Kenya from India"),
    ("Imports from India reached $9 billion in 2023.", "imports from India"),
    ("Imports of steel reached $1 billion in Kenya in 2021.", "steel imports of Kenya"),
    ("Kenyan exports to India stood at $1.2 billion in 2024.", "exports of Kenya to India"),
    ("Exports from Kenya to India amounted to $8.5 billion in 2023.", "exports of Kenya to India"),
    ("Kenya exported goods worth $8.1 billion to India in 2024.", "exports of Kenya to India"),
    ("Kenya sold $7 billion worth of goods to India in 2021.", "exports of Kenya to India"),
    ("Exports of Kenya to India (2023): $8.9 billion", "exports of Kenya to India"),
    ("Kenya's trade deficit with India widened to $700 million in 2018.", "trade deficit of Kenya with India"),
    ("Korean investment in Türkiye reached $3 billion in 2022.", "investment of South Korea in Türkiye"),
)  # fmt: skip


def _measures(found: tuple[Event, ...]) -> list[tuple[str | None, float | int | None, str | None]]:
    return [(e.amounts[0].measure, e.amounts[0].value, e.date.edtf) for e in found]


@pytest.mark.parametrize(("sentence", "measure"), ENDS)
def test_each_end_of_a_flow_is_what_its_words_say(sentence: str, measure: str) -> None:
    (figure,) = records(sentence)
    assert figure.amounts[0].measure == measure
    ends = [a.role for a in figure.actors]
    assert ends == ["actor"] * (" of " in measure) + ["partner"] * any(
        w in measure for w in (" to ", " from ", " with ", " in ")
    )


def test_exports_to_a_country_named_before_are_not_its_own() -> None:
    (figure,) = records("Kenya is a partner. Imports from Kenya reached $2 billion in 2019.")
    assert [(a.id, a.role) for a in figure.actors] == [("kenya", "partner")]


def test_who_is_exported_to_aims_at_nothing() -> None:
    (target,) = records("Exports to Kenya: $1.2 billion (2025, target)")
    assert (target.type, target.title, target.amounts[0].measure) == (
        "target", "Exports to Kenya: $1.2 billion", "exports to Kenya",
    )  # fmt: skip


def test_the_title_of_a_target_keeps_the_way_of_its_flow() -> None:
    (target,) = records("Kenya aims to raise its exports to India to $3 billion by 2027.")
    assert target.title == "Kenya aims for exports to India of $3 billion"


def test_two_flows_of_one_clause_stay_two() -> None:
    found = records("Exports of Kenya to India were $9 billion and imports from India $1.2 billion in 2023.")
    assert _measures(found) == [
        ("exports of Kenya to India", 9_000_000_000, "2023"),
        ("imports of Kenya from India", 1_200_000_000, "2023"),
    ]


def test_imports_told_before_exports_are_imports() -> None:
    found = records("Kenya's imports were $9 billion and exports $1.2 billion in 2023.")
    assert [m for m, _, _ in _measures(found)] == ["imports of Kenya", "exports of Kenya"]


def test_parts_of_a_trade_volume_are_no_trade_volumes() -> None:
    found = records("The trade volume between Kenya and India was $8.6 billion in 2023: exports $0.9 billion.")
    assert [m for m, _, _ in _measures(found)] == ["bilateral trade", "exports"]


def test_inbound_shipments_are_imports() -> None:
    (figure,) = records("Inbound shipments of Kenya rose to $1.3 billion in 2020.")
    assert figure.amounts[0].measure == "imports of Kenya"


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        (
            "Exports and imports of Kenya stood at $5 billion and $4 billion, respectively, in 2020.",
            [("exports of Kenya", "2020"), ("imports of Kenya", "2020")],
        ),
        (
            "Exports of Kenya stood at $5 billion and $4 billion in 2019 and 2020, respectively.",
            [("exports of Kenya", "2019"), ("exports of Kenya", "2020")],
        ),
        (
            "Exports of Kenya and India stood at $5 billion and $4 billion, respectively, in 2020.",
            [("exports of Kenya", "2020"), ("exports of India", "2020")],
        ),
        (
            "Kenya's exports to India and Japan reached $5 billion and $4 billion, respectively, in 2020.",
            [("exports of Kenya to India", "2020"), ("exports of Kenya to Japan", "2020")],
        ),
    ],
)
def test_respectively_gives_each_figure_its_own(sentence: str, measures: list[tuple[str, str]]) -> None:
    assert [(m, d) for m, _, d in _measures(records(sentence))] == measures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In 2019 Kenya exported tea worth $1.4 billion.", "tea exports of Kenya"),
        ("In 2019 Kenya exported flowers valued at $300 million to India.", "flower exports of Kenya to India"),
        ("In 2019 Kenya exported tea totalling $1.4 billion.", "tea exports of Kenya"),
        ("In 2019 Kenya exported $300 million in flowers to India.", "flower exports of Kenya to India"),
        ("In 2019 Kenya exported $300 million in all.", "exports of Kenya"),
        ("In 2019 India imported steel worth $700 million from Kenya.", "steel imports of India from Kenya"),
        ("In 2019 Kenya exported goods worth $1.4 billion.", "exports of Kenya"),
    ],
)
def test_goods_worth_a_sum_are_a_part_of_a_flow_and_no_delivery(text: str, wanted: str) -> None:
    assert [(e.type, e.amounts[0].measure) for e in records(text)] == [("statistic", wanted)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Türkiye imported goods worth $9bn from South Korea and sold it goods worth $1.2bn in 2023.",
            [("imports of Türkiye from South Korea", 9e9, "2023"), ("exports of Türkiye to South Korea", 1.2e9, "2023")],
        ),
        (
            "In 2023 Kenya bought $9bn worth of goods from India and shipped it $1.2bn in return.",
            [("imports of Kenya from India", 9e9, "2023"), ("exports of Kenya to India", 1.2e9, "2023")],
        ),
        (
            "Kenya sold India goods worth $3 billion in 2023 and purchased goods worth $4 billion from it.",
            [("exports of Kenya to India", 3e9, "2023"), ("imports of Kenya from India", 4e9, "2023")],
        ),
        (
            "In 2023 Kenya's imports from India were $9bn, while it sold India goods worth $1.2bn.",
            [("imports of Kenya from India", 9e9, "2023"), ("exports of Kenya to India", 1.2e9, "2023")],
        ),
        (
            "In 2023 Kenya exported $3 billion to India, importing $1 billion.",
            [("exports of Kenya to India", 3e9, "2023"), ("imports of Kenya from India", 1e9, "2023")],
        ),
        (
            "Kenya exported $8.9 billion and imported $1.3 billion worth of goods in trade with India in 2023.",
            [("exports of Kenya to India", 8.9e9, "2023"), ("imports of Kenya from India", 1.3e9, "2023")],
        ),
        ("Kenya imported $300 million worth of Turkish steel in 2022.", [("steel imports of Kenya from Türkiye", 3e8, "2022")]),
        ("Roughly half of Kenya's $17 billion in exports in 2022 went to India.", [("exports of Kenya", 17e9, "2022")]),
        ("India bought $3bn of oil from Kenya in 2020.", [("oil imports of India from Kenya", 3e9, "2020")]),
        ("Kenya shipped tea worth $200 million to India in 2019.", [("tea exports of Kenya to India", 2e8, "2019")]),
        ("Goods worth $5 billion were sold to India by Kenya in 2020.", [("exports of Kenya to India", 5e9, "2020")]),
    ],
)
def test_who_sold_and_who_bought_is_whose_exports_and_imports(text: str, wanted: list[tuple[str, float, str]]) -> None:
    found = records(text)
    assert _measures(found) == wanted
    assert {e.type for e in found} == {"statistic"}


@pytest.mark.parametrize(
    "text",
    [
        "Poland bought howitzers worth $2.4 billion from South Korea in 2022.",
        "Poland bought 180 buses worth $240 million from South Korea in 2022.",
        "Kenya bought ships worth $3bn from South Korea in 2022.",
        "Hyundai bought steel worth $3 million from Kenya in 2022.",
        "Hyundai sold cars worth $2 billion in Kenya in 2022.",
        "Kenya sold $2 billion in bonds to investors from India in 2022.",
    ],
)
def test_what_is_bought_under_a_contract_is_no_flow(text: str) -> None:
    assert "statistic" not in {e.type for e in records(text)}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Some 1.2 million Indian tourists visited Kenya in 2023.", "visitors of India to Kenya"),
        ("In 2023 some 1.2 million tourists visited Kenya.", "visitors to Kenya"),
        ("Kenya received 1.2 million tourists from India in 2023.", "visitors of India to Kenya"),
        ("Some 220,000 Koreans visited Türkiye in 2019.", "visitors of South Korea to Türkiye"),
        ("The number of Korean tourists in Türkiye reached 160,000 in 2022.", "visitors of South Korea to Türkiye"),
    ],
)
def test_visitors_come_from_one_country_and_go_to_another(text: str, measure: str) -> None:
    (figure,) = records(text)
    assert figure.amounts[0].measure == measure
    assert [a.role for a in figure.actors] == ["actor"] * (" of " in measure) + ["partner"]


@pytest.mark.parametrize("link", [", but those", ". Those"])
def test_those_to_a_country_are_a_part_of_the_flow_before(link: str) -> None:
    found = records(f"Exports of Kenya reached $49 billion in May 2023{link} to India fell to 800 million dollars.")
    assert _measures(found) == [
        ("exports of Kenya", 49_000_000_000, "2023-05"),
        ("exports of Kenya to India", 800_000_000, "2023-05"),
    ]


def test_the_number_is_what_the_clause_before_counts() -> None:
    found = records("Some 220,000 Indian tourists visited Kenya in 2019, but the number fell to 30,000 in 2020.")
    assert _measures(found) == [
        ("visitors of India to Kenya", 220_000, "2019"),
        ("visitors of India to Kenya", 30_000, "2020"),
    ]


def test_a_small_party_of_a_people_is_a_visit() -> None:
    assert [e.type for e in records("Some 30 Koreans visited Türkiye in May 2019.")] == ["visit"]


def test_a_surplus_stands() -> None:
    (figure,) = records("Kenya posted a trade surplus of $7 billion with India in 2023.")
    assert figure.title == "Trade surplus of Kenya with India stands at $7 billion"


@pytest.mark.parametrize(
    ("behind", "measure"),
    [
        ("while imports stood at $3 billion", "imports of Kenya from India"),
        ("while its imports stood at $3 billion", "imports of Kenya from India"),
        ("and it imported $3 billion", "imports of Kenya from India"),
        ("while its total imports stood at $30 billion", "imports of Kenya"),
        ("while imports stood at $300 billion", "imports of Kenya"),
        ("while its imports from China stood at $3 billion", "imports of Kenya from China"),
    ],
)
def test_imports_beside_exports_are_from_where_these_go(behind: str, measure: str) -> None:
    found = records(f"Exports of Kenya to India were $2 billion in 2021, {behind}.")
    assert [e.amounts[0].measure for e in found] == ["exports of Kenya to India", measure]


@pytest.mark.parametrize(
    "told",
    [
        "was $5 billion in 2009, not $7 billion as first reported",
        "was not $7 billion but $5 billion in 2009",
        "was $5 billion rather than $7 billion in 2009",
        "reached $5 billion in 2009, less than the $7 billion reported earlier",
    ],
)
def test_a_figure_that_another_is_only_set_against_is_none(told: str) -> None:
    (figure,) = records(f"Trade between Kenya and India {told}.")
    assert ([a.value for a in figure.amounts], figure.date.edtf) == ([5_000_000_000], "2009")


def test_imports_beside_exports_to_a_country_are_from_it() -> None:
    text = "Exports of Kenya to India were $7 billion in 2021, while imports stood at $1 billion."
    assert [r.title for r in records(text, "2024-06-15")][1] == "Imports of Kenya from India stand at $1 billion"
    whole = "Kenya's exports to India were $7 billion in 2021, while its total imports stood at $125 billion."
    assert [r.title for r in records(whole, "2024-06-15")][1] == "Imports of Kenya stand at $125 billion"


@pytest.mark.parametrize(
    ("text", "traders"),
    [
        (
            "Trade between India and Kenya reached $3 billion in 2019. Tata lost a contract to a Danish firm. "
            "Trade fell to $2 billion in 2020.",
            ["india", "kenya"],
        ),
        ("Trade fell to $2 billion in 2020. Poland won a tender in Kenya in 2021.", []),
        ("Kenya's trade fell to $2 billion in 2020. A Danish firm won a tender in 2021.", ["kenya"]),
        ("Kenya's trade with India fell to $2 billion in 2020 because of Denmark's debts.", ["india", "kenya"]),
        ("India and Kenya met in 2019. India sold tea to Kenya. Trade fell to $2 billion in 2020.", ["india", "kenya"]),
        ("India and Kenya are friends. Their trade fell to $2 billion in 2020.", ["india", "kenya"]),
        ("Kenyan-Indian trade fell to $2 billion in 2020.", ["india", "kenya"]),
    ],
)
def test_trade_is_between_those_whose_trade_is_told(text: str, traders: list[str]) -> None:
    found = [e for e in records(text) if "2020" in (e.date.edtf or "") and e.type == "statistic"]
    assert [sorted(a.id for a in e.actors) for e in found] == [traders]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "South Korea's exports to Türkiye, Poland and Romania were $7 billion, $9 billion and $1 billion in 2020.",
            [("turkiye", 7e9), ("poland", 9e9), ("romania", 1e9)],
        ),
        ("Exports of Türkiye and Poland were $7 billion and $9 billion in 2020.", [("turkiye", 7e9), ("poland", 9e9)]),
        ("Exports of Kenya to India rose from $7 billion to $9 billion in 2020.", [("india", 7e9), ("india", 9e9)]),
        ("Exports of Kenya to India were $7 billion in 2019 and $9 billion in 2020.", [("india", 7e9), ("india", 9e9)]),
    ],
)
def test_figures_in_a_row_are_of_the_countries_in_a_row(text: str, ends: list[tuple[str, float]]) -> None:
    assert [(e.actors[-1].id, e.amounts[0].value) for e in records(text)] == ends
