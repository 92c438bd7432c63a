"""The sides of a conflict: which sentence says what, and which words of it differ."""

from __future__ import annotations

from dataclasses import replace

from kortui.model import Amount, Conflict, Event, EventDate, Evidence, Library, OtherDate
from kortui.overview.contrast import KINDS, Statement, heading, ordered, statements
from kortui.vocabulary import ConflictKind
from tests.tui.samples import small_library


def _lit(side: Statement) -> list[str]:
    return [side.sentence[a:b] for a, b in side.spans]


def _event(number: int, date: str | None, text: str, *sentences: str, **more: object) -> Event:
    base = small_library().events[0]
    evidence = tuple(Evidence("book-0", 0, len(s), s, "", "") for s in sentences)
    fields = {"amounts": (), "other_dates": (), **more}
    return replace(
        base,
        id=f"e{number:011d}",
        title=f"Event {number}",
        date=EventDate.of(date, "stated", text=text),
        evidence=evidence,
        **fields,
    )  # type: ignore[arg-type]


def _sides(kind: ConflictKind, *events: Event) -> list[Statement]:
    sample = small_library()
    conflict = Conflict("c", "something", tuple(e.id for e in events), kind, "they differ")
    return statements(Library(sample.documents, events, (), (), (conflict,), "0" * 64), conflict)


def test_dates_that_differ_are_lit_in_their_sentences() -> None:
    one = _event(1, "1984~/1986~", "the mid 1980s", "It began in the mid 1980s.")
    other = _event(2, "1987", "1987", "The first one came in 1987, not in 1988.")
    left, right = _sides("date", one, other)
    assert (left.says, _lit(left)) == ("mid 1980s", ["the mid 1980s"])
    assert (right.says, _lit(right)) == ("1987", ["1987"])


def test_figures_that_differ_stand_with_what_restates_them() -> None:
    def money(text: str, unit: str, twin: int | None = None) -> Amount:
        return Amount("money", 1, unit, None, text, None, None, twin, 0, 0, 1)

    one = _event(1, "2020", "2020", "It cost 9 won ($7).", amounts=(money("9 won", "KRW"), money("$7", "USD", 0)))
    other = _event(2, "2020", "2020", "It cost 8 won.", amounts=(money("8 won", "KRW"),))
    left, right = _sides("value", one, other)
    assert left.says == "9 won ($7)" and _lit(left) == ["9 won", "$7"]
    assert right.says == "8 won" and _lit(right) == ["8 won"]


def test_two_sentences_of_one_record_stand_side_by_side() -> None:
    one = _event(
        1, "1950-06-25/1953-07-27", "25 June 1950 to 27 July 1953", "It raged in 1950-53.",
        "From 25 June 1950 to 27 July 1953 it raged.", other_dates=(OtherDate("1950/1953", "1950-53", 0),),
    )  # fmt: skip
    first, second = _sides("refinement", one)
    assert (first.says, _lit(first), first.evidence) == ("1950-53", ["1950-53"], 0)
    assert _lit(second) == ["25 June 1950 to 27 July 1953"] and second.source is one.evidence[1]


def test_without_a_date_or_figure_the_words_that_differ_are_lit() -> None:
    one = _event(1, "2013", "2013", "The accord came into force in 2013.", "The accord was signed in 2013.")
    first, second = _sides("role", one)
    assert _lit(first) == ["came into force"]
    assert _lit(second) == ["was signed"]


def test_what_is_worked_out_stands_in_no_sentence_and_last() -> None:
    derived = _event(1, "1957", "", "The 70th year is 2027.")
    derived = replace(derived, date=EventDate.of("1957", "derived"))
    told = _event(2, "2027", "2027", "The 70th year is 2027.")
    first, last = _sides("derived-agreement", derived, told)
    assert first.event is told and last.evidence == -1 and last.source is None and last.sentence == ""
    assert "written nowhere" in last.says


def test_every_kind_is_explained() -> None:
    from typing import get_args

    assert set(KINDS) == set(get_args(ConflictKind))
    assert all(meaning.endswith(".") for _, meaning in KINDS.values())


def _conflict(kind: ConflictKind) -> Conflict:
    return Conflict(kind, kind, (), kind, "a note")


def test_contradictions_come_first_and_agreements_last() -> None:
    kinds: tuple[ConflictKind, ...] = ("derived-agreement", "role", "value", "refinement", "date")
    found = [conflict.kind for conflict in ordered([_conflict(kind) for kind in kinds])]
    assert set(found[:2]) == {"value", "date"} and found[-1] == "derived-agreement" and len(found) == 5


def test_a_heading_calls_contradictory_what_is() -> None:
    agreeing = [_conflict("derived-agreement"), _conflict("role")]
    assert heading(agreeing) == "2 comparisons, none contradictory"
    assert heading([*agreeing, _conflict("date")]) == "3 comparisons, 1 contradictory"
    assert heading([_conflict("value")]) == "1 comparison, 1 contradictory"
