from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kortui import review, review_file
from kortui.errors import ReviewError
from kortui.extract import pipeline
from kortui.model import Event, Library
from kortui.review import Decision

TEXT = (
    "Kenya and India\n\nKenya and India signed a trade agreement in 1981. "
    "Trade between Kenya and India was $60 million in 1986. "
    "President Grace Wanjala visited India in 1991.\n"
)
SIGNED = "Kenya and India signed a trade agreement in 1981."
VISITED = "President Grace Wanjala visited India in 1991."


def build(folder: Path, *decisions: Decision, text: str = TEXT) -> tuple[Library, list[str]]:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    path = folder / "decisions.toml"
    path.unlink(missing_ok=True)
    for decision in decisions:
        review_file.decide(path, decision)
    made = pipeline.build([folder / "a.txt"], review=[path] if decisions else [])
    return made.library, list(made.report.problems())


def find(library: Library, kind: str) -> Event:
    return next(e for e in library.events if e.type == kind)


def decision(event: Event, action: review.Action, **changes: object) -> Decision:
    evidence = event.evidence[0]
    return Decision(action, event.id, evidence.document, evidence.exact, changes)


def test_accepting_marks_the_record_and_changes_nothing_else(tmp_path: Path) -> None:
    machine = find(build(tmp_path)[0], "agreement")
    accepted = find(build(tmp_path, decision(machine, "accept"))[0], "agreement")
    assert accepted.reviewed and not machine.reviewed
    assert (accepted.id, accepted.title, accepted.date) == (machine.id, machine.title, machine.date)


def test_rejecting_takes_the_record_out(tmp_path: Path) -> None:
    library, problems = build(tmp_path)
    rejected, after = build(tmp_path, decision(find(library, "agreement"), "reject"))
    assert [e.type for e in rejected.events if e.type == "agreement"] == []
    assert len(rejected.events) == len(library.events) - 1
    assert problems == after == []


def test_an_edit_keeps_the_id_even_when_it_changes_the_type(tmp_path: Path) -> None:
    machine = find(build(tmp_path)[0], "agreement")
    changes = {
        "title": "Treaty of commerce signed",
        "type": "alliance",
        "date": "1981-05?",
        "domains": ["defense"],
        "actors": [{"id": "india", "role": "member"}],
    }
    library, problems = build(tmp_path, decision(machine, "edit", **changes))
    edited = find(library, "alliance")
    assert problems == []
    assert (edited.id, edited.title, edited.date.edtf, edited.domains) == (
        machine.id,
        "Treaty of commerce signed",
        "1981-05?",
        ("defense",),
    )
    assert [a.id for a in edited.actors] == ["india"]
    assert edited.plover is not None and "military" in edited.plover.contexts


def test_a_record_is_found_by_its_quote_when_its_id_is_another(tmp_path: Path) -> None:
    machine = find(build(tmp_path)[0], "agreement")
    moved = Decision("edit", "e22222222222", machine.evidence[0].document, SIGNED, {"title": "Found by its quote"})
    library, problems = build(tmp_path, moved)
    assert find(library, "agreement").title == "Found by its quote"
    assert problems == []


def test_a_decision_whose_quote_is_gone_is_orphaned_and_applied_to_nothing(tmp_path: Path) -> None:
    machine = find(build(tmp_path)[0], "agreement")
    changed = TEXT.replace("in 1981", "in 1982")
    library, problems = build(tmp_path, decision(machine, "reject"), text=changed)
    assert find(library, "agreement").date.edtf == "1982"
    assert len(problems) == 1 and machine.id in problems[0]


def test_merging_brings_evidence_together(tmp_path: Path) -> None:
    library, _ = build(tmp_path)
    stays, goes = find(library, "visit"), find(library, "agreement")
    merged, problems = build(tmp_path, Decision("merge", stays.id, others=(goes.id,)))
    assert problems == []
    (event,) = [e for e in merged.events if e.reviewed]
    assert {e.exact for e in event.evidence} == {SIGNED, VISITED}
    assert goes.id not in merged.index.row


def test_adding_makes_a_record_of_the_quoted_words(tmp_path: Path) -> None:
    added = Decision(
        "add",
        document="kenya-and-india",
        quote="a trade agreement",
        changes={
            "title": "An agreement",
            "type": "policy",
            "domains": ["trade"],
            "date": "1981",
            "actors": [{"id": "kenya", "role": "actor"}],
        },
    )
    library, problems = build(tmp_path, added)
    event = find(library, "policy")
    assert problems == []
    assert (event.rule, event.reviewed, event.evidence[0].exact, event.date.edtf) == (
        "editor",
        True,
        "a trade agreement",
        "1981",
    )
    assert event.evidence[0].holds(library.documents[0])


def test_adding_what_the_document_does_not_say_is_orphaned(tmp_path: Path) -> None:
    changes = {"title": "Invented", "type": "policy", "domains": ["trade"]}
    library, problems = build(tmp_path, Decision("add", document="kenya-and-india", quote="words of nobody", changes=changes))
    assert [e for e in library.events if e.rule == "editor"] == []
    assert len(problems) == 1


def test_an_amount_must_stand_in_the_quote(tmp_path: Path) -> None:
    machine = find(build(tmp_path)[0], "statistic")
    good = {"text": "$60 million", "kind": "money", "value": 60000000, "unit": "USD", "measure": "trade"}
    library, problems = build(tmp_path, decision(machine, "edit", amounts=[good]))
    (amount,) = find(library, "statistic").amounts
    assert problems == []
    assert library.documents[0].text[amount.start : amount.end] == "$60 million"
    bad, problems = build(tmp_path, decision(machine, "edit", amounts=[good | {"text": "$61 million"}]))
    assert len(problems) == 1
    assert find(bad, "statistic").amounts == machine.amounts


@pytest.mark.parametrize(
    "text",
    [
        "[[accept]]\n",
        "[[accept]]\nid = 3\n",
        '[[edit]]\nid = "e1"\n',
        '[[edit]]\nid = "e1"\ntype = "party"\n',
        '[[edit]]\nid = "e1"\ndate = "last week"\n',
        '[[edit]]\nid = "e1"\ndomains = []\n',
        '[[edit]]\nid = "e1"\ntitle = "' + "x" * 161 + '"\n',
        '[[edit]]\nid = "e1"\nactors = [{ role = "host" }]\n',
        '[[edit]]\nid = "e1"\namounts = [{ text = "3", kind = "weight" }]\n',
        '[[edit]]\nid = "e1"\ncolour = "red"\n',
        '[[merge]]\nid = "e1"\n',
        '[[add]]\ndocument = "a"\nquote = "b"\n',
        '[accept]\nid = "e1"\n',
        "not toml at all [",
    ],
)
def test_a_file_that_is_not_one_of_decisions_is_refused_with_what_is_wrong(tmp_path: Path, text: str) -> None:
    path = tmp_path / "review.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReviewError) as raised:
        review.load(path)
    assert "review.toml" in raised.value.line()


def test_deciding_again_replaces_only_that_record(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"
    path.write_text(
        '# Notes of the editor stay.\n\n[[accept]]\nid = "e1"\n\n[[reject]]\nid = "e2"\nnote = "doubled"\n', encoding="utf-8"
    )
    review_file.decide(path, Decision("edit", "e1", "doc", 'A "quote"\nover lines', {"title": "New", "date": ""}))
    found = {d.id: d for d in review.load(path)}
    assert set(found) == {"e1", "e2"}
    assert found["e1"].action == "edit" and found["e1"].quote == 'A "quote"\nover lines'
    assert dict(found["e1"].changes) == {"title": "New", "date": ""}
    assert found["e2"].note == "doubled"
    assert "# Notes of the editor stay." in path.read_text(encoding="utf-8")


def test_a_decision_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"
    review_file.decide(path, Decision("accept", "e1"))
    review_file.decide(path, Decision("accept", "e2"))
    review_file.forget(path, "e1")
    assert [d.id for d in review.load(path)] == ["e2"]
    review_file.forget(tmp_path / "absent.toml", "e1")
    assert not (tmp_path / "absent.toml").exists()


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"

    def decide(first: int) -> None:
        for number in range(first, first + 10):
            review_file.decide(path, Decision("accept", f"e{number}"))

    writers = [threading.Thread(target=decide, args=(start,)) for start in (100, 200)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(review.load(path)) == 20


def test_a_damaged_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "review.toml"
    path.write_text("[[nonsense", encoding="utf-8")
    with pytest.raises(ReviewError):
        review_file.decide(path, Decision("accept", "e1"))
    assert path.read_text(encoding="utf-8") == "[[nonsense"
