"""A deed done under an agreement is no agreement, and a contract that something is done under is not made by it."""

from __future__ import annotations

import pytest

from tests.extract.made import kinds, records

UNDER = (
    "Kenya expanded its exports to India under the free trade agreement in 2012.",
    "In line with the accord, Türkiye and Kenya exchanged prisoners in 2012.",
    "Kenya and India exchanged students in 2012 pursuant to the cultural agreement.",
    "Türkiye accepted 300 Kenyan students in 2012 within the framework of the agreement with Kenya.",
    "Kenya issued licences to Turkish firms under the agreement in 2012.",
    "Kenya reached the quota set by the agreement with India in 2012.",
    "Kenya approved imports of Korean beef in 2012 under the trade agreement.",
    "Disputes under the agreement between Kenya and India rose in 2012.",
    "Trade between Kenya and India doubled in 2012 thanks to the free trade agreement.",
    "Under the agreement, 300 Kenyan students were accepted by Türkiye in 2012.",
    "KAI will complete the trainers for Kenya in 2026 under the contract.",
)


@pytest.mark.parametrize("text", UNDER)
def test_what_is_done_under_an_agreement_is_none(text: str) -> None:
    assert not {"agreement", "contract"} & {kind for kind, _ in kinds(text)}


MADE = (
    ("Kenya and India signed a trade agreement in 2012 in line with the treaty of friendship.", "agreement"),
    ("Kenya and India renewed the agreement in 2012.", "agreement"),
    ("Under Erdoğan, Türkiye signed a trade agreement with Kenya in 2012.", "agreement"),
    ("Under the 2012 agreement, Kenya sends tea to India.", "agreement"),
    ("1957: trade agreement between Kenya and India.", "agreement"),
    ("Under pressure from farmers, Kenya and India reached an agreement in 2012.", "agreement"),
    ("Hanwha won a contract from Kenya in 2012 under the offset programme.", "contract"),
)


@pytest.mark.parametrize(("text", "type_"), MADE)
def test_what_is_made_beside_something_else_is_told(text: str, type_: str) -> None:
    assert type_ in {kind for kind, _ in kinds(text)}


def test_what_was_done_under_an_agreement_is_told_as_what_it_is() -> None:
    assert kinds("Korea completed the bridge in Kenya under the treaty in 2012.") == [("construction", "2012")]
    assert kinds("Türkiye extended a loan to Kenya under the agreement in 2012.") == [("financing", "2012")]
    assert kinds("Kenya lifted duties on Indian tea in 2012 under the agreement.") == [("policy", "2012")]


def test_a_contract_that_was_signed_or_awarded_is_told_beside_what_is_done_under_it() -> None:
    text = "Iraq took delivery of a battery in March 2025 under a $2.8 billion contract awarded to LIG Nex1 in May 2024."
    made = {(e.type, e.date.edtf): e for e in records(text)}
    assert set(made) == {("delivery", "2025-03"), ("contract", "2024-05")}
    assert [(a.id, a.role) for a in made["delivery", "2025-03"].actors] == [("iraq", "recipient"), ("lig-nex1", "other")]
    assert ("lig-nex1", "contractor") in [(a.id, a.role) for a in made["contract", "2024-05"].actors]
    assert ("iraq", "contractor") not in [(a.id, a.role) for a in made["contract", "2024-05"].actors]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Iraq took delivery of a battery in 2025 under a $2.8 billion contract.", None),
        ("KAI and Kenya fell out over a $2.8 billion contract signed in 2012.", None),
        ("Exports of Kenya came to under a billion dollars in 2012.", "<"),
        ("Exports of Kenya came to over $2 billion in 2012.", ">"),
    ],
)
def test_a_preposition_before_a_deal_hedges_no_figure(text: str, hedge: str | None) -> None:
    assert [a.hedge for e in records(text) for a in e.amounts] == [hedge]


@pytest.mark.parametrize(
    "text", ["Korean exports rose in 2014 thanks to the free trade agreement.", "Thanks to Korea, trade grew."]
)
def test_thanks_to_thanks_nobody(text: str) -> None:
    assert "statement" not in {kind for kind, _ in kinds(text)}
    assert [kind for kind, _ in kinds("Erdoğan thanks Korea for its aid.")] == ["statement"]
