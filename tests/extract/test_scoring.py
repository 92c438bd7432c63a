"""The scorer itself: perfect output scores one, each sort of mistake costs what it should."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.extract import markup, scoring

SPLIT = "dev"


def perfect(gold: scoring.Gold) -> dict[str, Any]:
    """What `annotate` would print for a document if extraction were the annotator."""
    events = [
        {
            "type": e["types"][0],
            "date": {"edtf": e["accept"][0]},
            "title": e["name"],
            "amounts": [{"value": v} for v in e["amounts"]],
            "evidence": [{"start": start, "end": end} for start, end in e["spans"]],
        }
        for e in gold.events
    ]
    return {
        "dates": [{**d, "class": "DATE"} for d in gold.dates],
        "amounts": [{**m, "kind": "money", "unit": m["currency"]} for m in gold.money],
        "entities": [dict(e) for e in gold.entities],
        "events": events,
    }


@pytest.fixture
def golds() -> dict[str, scoring.Gold]:
    return scoring.load_folder(markup.CORPUS / SPLIT)


@pytest.fixture
def lines(golds: dict[str, scoring.Gold]) -> dict[str, dict[str, Any]]:
    return copy.deepcopy({stem: perfect(gold) for stem, gold in golds.items()})


def test_perfect_output_scores_one_everywhere(golds: dict[str, scoring.Gold], lines: dict[str, dict[str, Any]]) -> None:
    scores = scoring.score(lines, golds)
    assert scores.errors == []
    assert {name: tally.f1 for name, tally in scores.tallies.items()} == dict.fromkeys(scores.tallies, 1.0)
    assert set(scores.tallies) == {"dates", "money", "entities", "events found", "events", "musts"}


def test_a_document_without_output_is_no_success(golds: dict[str, scoring.Gold]) -> None:
    with pytest.raises(KeyError):
        scoring.score({}, golds)


@pytest.mark.parametrize(
    ("measure", "group", "change"),
    [
        ("dates", "dates", {"edtf": "1066"}),
        ("money", "amounts", {"unit": "XAU"}),
        ("money", "amounts", {"value": 3}),
        ("entities", "entities", {"kind": "weapon"}),
        ("events", "events", {"date": {"edtf": "1066"}}),
        ("events", "events", {"type": "nothing"}),
        ("musts", "events", {"type": "nothing"}),
    ],
)
def test_a_wrong_value_is_wrong(
    golds: dict[str, scoring.Gold], lines: dict[str, dict[str, Any]], measure: str, group: str, change: dict[str, Any]
) -> None:
    stem = next(s for s, line in lines.items() if line[group])
    lines[stem][group][0].update(change)
    tally = scoring.score(lines, golds).tally(measure)
    assert tally.right == tally.wanted - 1


def test_a_span_one_letter_short_is_no_entity(golds: dict[str, scoring.Gold], lines: dict[str, dict[str, Any]]) -> None:
    first = next(iter(lines.values()))["entities"][0]
    first["end"] -= 1
    tally = scoring.score(lines, golds).tally("entities")
    assert (tally.right, tally.found) == (tally.wanted - 1, tally.wanted)


def test_what_nobody_marked_costs_precision(golds: dict[str, scoring.Gold], lines: dict[str, dict[str, Any]]) -> None:
    line = next(iter(lines.values()))
    line["events"].append({**line["events"][0], "evidence": [{"start": 0, "end": 1}]})
    undated = {**line["events"][0], "date": {"edtf": None}, "evidence": [{"start": 0, "end": 1}]}
    line["events"].append(undated)
    tally = scoring.score(lines, golds).tally("events")
    assert (tally.right, tally.found) == (tally.wanted, tally.wanted + 1), "an undated record too many is no error"


def test_dates_that_mean_the_same_days_are_the_same() -> None:
    assert scoring.same_date("197X", ["1970/1979"])
    assert scoring.same_date(None, [None])
    assert not scoring.same_date("1987", ["1987-05"])
    assert not scoring.same_date(None, ["1987"])


def test_pairs_are_one_to_one_and_heaviest_first() -> None:
    assert scoring.pair({(0, 0): 1.0, (0, 1): 2.0, (1, 1): 1.5, (1, 0): 0.5}) == [(0, 1), (1, 0)]


def test_markup_refuses_what_it_cannot_hold(tmp_path: Any) -> None:
    for body, events in [
        ("In {D Spring of 12|spring}.", ""),
        ("In {D 1987}.", "visit | 1987 | trade | | Title | not in the text"),
        ("In {D 1987}.", "festival | 1987 | trade | | Title | In 1987"),
        ("A stray } brace.", ""),
    ]:
        path = tmp_path / "a.txt"
        path.write_text(f"{body}\n%%\n{events}\n", encoding="utf-8")
        with pytest.raises(markup.MarkupError):
            markup.parse(path)


def test_scores_show_their_numbers_and_no_line_of_a_text() -> None:
    scores = scoring.Scores()
    scores.tally("dates").add(2, 3, 1)
    scores.errors.append("secret.txt: date missed: 'a line of a text'")
    assert "found 2, wanted 3" in repr(scores) and "line" not in repr(scores)
