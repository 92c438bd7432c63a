"""Deeds that are alike but for one thing are two records; what is told more vaguely is still one with what it may be."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.extract.made import library


def records(folder: Path, kind: str, *sentences: str) -> int:
    """How many records of a type documents of one sentence each make."""
    named = {f"d{n}": f"Note {n}\n\n{sentence}" for n, sentence in enumerate(sentences)}
    return sum(event.type == kind for event in library(folder, **named).events)


APART = {
    "place": ("establishment", "Kenya opened a consulate in Busan in 2001.", "Kenya opened a consulate in Gwangju in 2001."),
    "unknown-place": ("establishment", "India opened a school in Mombasa in 1998.", "India opened a school in Voi in 1998."),
    "office": ("investment", "Posco built a mill in Gdansk in 2011.", "Posco built a shipyard in Gdansk in 2011."),
    "goods": (
        "contract", "Hyundai Rotem won a contract for trains from Kenya in 2019.",
        "Hyundai Rotem won a contract for buses from Kenya in 2019.",
    ),
    "subject": (
        "agreement", "Kenya and India signed an agreement on forestry in Nairobi on 4 June 2019.",
        "Kenya and India signed a fisheries agreement in Nairobi on 4 June 2019.",
    ),
    "kind-of-subject": (
        "agreement", "Kenya and India signed an agreement on air transport on 4 June 2019.",
        "Kenya and India signed an agreement on sea transport on 4 June 2019.",
    ),
    "number": (
        "agreement", "Poland signed protocol no. 3 with Kenya in 1999.", "Poland signed protocol no. 4 with Kenya in 1999.",
    ),
    "line": (
        "contract", "Hyundai Rotem won the contract for line 4 in Warsaw in 2007.",
        "Hyundai Rotem won the contract for line 5 in Warsaw in 2007.",
    ),
    "order": ("investment", "Posco built a second mill in Gdansk in 2011.", "Posco built a third mill in Gdansk in 2011."),
    "one-and-another": ("investment", "Posco built a mill in Gdansk in 2011.", "Posco built another mill in Gdansk in 2011."),
}  # fmt: skip


@pytest.mark.parametrize("case", APART)
def test_what_differs_in_one_thing_is_two_deeds(tmp_path: Path, case: str) -> None:
    kind, *sentences = APART[case]
    assert records(tmp_path, kind, *sentences) == 2


ONE = {
    "in-other-words": (
        "agreement", "Kenya and India signed an agreement on forestry on 4 June 2019.",
        "India and Kenya signed a forestry accord in Nairobi on 4 June 2019.",
    ),
    "no-subject": (
        "agreement", "Kenya and India signed an agreement on forestry on 4 June 2019.",
        "India and Kenya signed an agreement on 4 June 2019.",
    ),
    "another-name": ("investment", "Posco opened a steel plant in Lodz in 2013.", "Posco opened a factory in Lodz in 2013."),
    "wider-word": (
        "contract", "Hanwha Ocean won an order for frigates from Poland on 4 June 2019.",
        "Poland signed a contract for warships with Hanwha Ocean on 4 June 2019.",
    ),
    "town-of-province": (
        "investment", "Hyundai invested $90 million in Kocaeli in 2020.", "Hyundai invested $90 million in İzmit in 2020.",
    ),
    "its": ("investment", "Posco opened a second plant in Gdansk in 2013.", "Posco opened its plant in Gdansk in 2013."),
    "first": (
        "establishment", "India opened a school in Mombasa in 1998.", "India opened its first school in Mombasa in March 1998.",
    ),
    "arms": (
        "contract", "Poland signed a contract with Hyundai Rotem for K2 tanks in August 2022.",
        "Hyundai Rotem won an order from Poland for K2 armour in August 2022.",
    ),
    "sum": (
        "contract", "Poland signed a $2 billion contract for carriages with Hyundai Rotem in 2022.",
        "Hyundai Rotem won a $2 billion order for locomotives from Poland in 2022.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE)
def test_what_may_be_one_deed_is_one_record(tmp_path: Path, case: str) -> None:
    kind, *sentences = ONE[case]
    assert records(tmp_path, kind, *sentences) == 1


def test_a_vague_record_brings_no_two_deeds_together(tmp_path: Path) -> None:
    told = (
        "Kenya and India signed an agreement on forestry on 4 June 2019.",
        "Kenya and India signed an agreement on 4 June 2019.",
        "Kenya and India signed an agreement on tourism on 4 June 2019.",
    )
    assert records(tmp_path, "agreement", *told) == 2


def test_many_agreements_told_in_a_row_are_as_many_records(tmp_path: Path) -> None:
    told = " ".join(f"Kenya and India signed agreement number {n} on trade in Nairobi on 3 May 2001." for n in range(12))
    found = [e for e in library(tmp_path, row=f"A row\n\n{told}").events if e.type == "agreement"]
    assert len(found) == 12
    assert all(a.evidence[0].exact != b.evidence[0].exact for a, b in pairwise(found))
