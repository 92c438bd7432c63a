"""What an editor may change of a record, and that a value which does not fit is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui import review, review_file
from kortui.errors import ReviewError
from kortui.extract import pipeline
from kortui.model import Event, Library

QUOTE = "The two governments signed an agreement on fisheries in Busan last year."
HEAD = f'[[edit]]\ndocument = "fisheries"\nquote = "{QUOTE}"\n'


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(f"---\ntitle: Fisheries\npublished: 2001-05-04\n---\n\n{QUOTE}\n", encoding="utf-8")
    return path


def built(document: Path, decisions: str) -> tuple[Library, list[str]]:
    path = document.with_name("decisions.toml")
    path.write_text(decisions, encoding="utf-8")
    made = pipeline.build([document], review=[path])
    return made.library, made.report.lines()


def only(library: Library) -> Event:
    (event,) = library.events
    return event


def test_an_edit_leaves_what_it_does_not_name(document: Path) -> None:
    machine = only(built(document, "")[0])
    event = only(built(document, HEAD + 'title = "Fisheries agreement signed"')[0])
    assert (machine.date.edtf, machine.date.basis, machine.date.text, machine.reviewed) == (
        "2000",
        "relative",
        "last year",
        False,
    )
    assert event.date == machine.date and event.type == machine.type and event.amounts == machine.amounts
    assert (event.title, event.reviewed, event.id) == ("Fisheries agreement signed", True, machine.id)


def test_an_edit_sets_the_finer_fields(document: Path) -> None:
    edit = 'date_role = "planned"\nrelevance = "third-country"\nstage = "mou"\ntopic = "fish"\nconfidence = "inferred"'
    event = only(built(document, HEAD + edit)[0])
    assert (event.date.edtf, event.date.basis, event.date.role) == ("2000", "relative", "planned")
    assert (event.relevance, event.stage, event.topic, event.confidence) == ("third-country", "mou", "fish", "inferred")
    assert only(built(document, HEAD + 'topic = ""')[0]).topic is None


def test_a_date_of_the_editor_is_stated_unless_he_says_how_it_is_known(document: Path) -> None:
    assert only(built(document, HEAD + 'date = "2000-03"')[0]).date.basis == "stated"
    event = only(built(document, HEAD + 'date = "2000~"\ndate_basis = "derived"\ndate_text = "last year"')[0])
    assert (event.date.edtf, event.date.basis, event.date.text) == ("2000~", "derived", "last year")
    assert only(built(document, HEAD + 'date = ""')[0]).date.basis == "none"


def test_words_of_a_date_must_stand_in_the_quote(document: Path) -> None:
    library, lines = built(document, HEAD + 'date_text = "in spring"')
    assert not only(library).reviewed
    assert any("in spring" in line for line in lines)


@pytest.mark.parametrize(
    "field",
    ['relevance = "near"', 'stage = "bought"', 'date_basis = "guessed"', 'date_role = "hope"', "topic = 3", 'confidence = ""'],
)
def test_a_value_that_is_no_choice_is_refused(document: Path, field: str) -> None:
    with pytest.raises(ReviewError, match=field.split()[0]):
        built(document, HEAD + field)


def test_an_addition_carries_all_it_is_given(document: Path) -> None:
    add = (
        f'[[add]]\ndocument = "fisheries"\nquote = "{QUOTE}"\ntitle = "Talks held in Busan"\ntype = "meeting"\ndate = "2000"\n'
        'domains = ["trade"]\ndate_basis = "relative"\ndate_text = "last year"\nrelevance = "context"\ntopic = "fisheries"\n'
    )
    library, _ = built(document, add)
    added = next(e for e in library.events if e.rule == "editor")
    assert (added.type, added.date.basis, added.date.text, added.relevance, added.topic) == (
        "meeting", "relative", "last year", "context", "fisheries",
    )  # fmt: skip


def test_every_field_of_an_edit_can_be_written_and_read_back(tmp_path: Path) -> None:
    changes = {
        "title": "T", "date": "2000", "date_basis": "derived", "date_role": "target", "date_text": "w", "type": "visit",
        "domains": ["trade"], "actors": [{"id": "south-korea", "role": "host"}], "places": ["busan"],
        "amounts": [{"text": "x", "kind": "count", "value": 3}], "relevance": "context", "stage": "", "topic": "t",
        "confidence": "derived",
    }  # fmt: skip
    assert set(changes) == set(review.FIELDS)
    path = tmp_path / "review.toml"
    review_file.decide(path, review.Decision("edit", id="e" * 12, changes=changes))
    assert dict(review.load(path)[0].changes) == changes
