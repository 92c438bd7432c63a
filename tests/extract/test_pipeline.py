from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kortui import store
from kortui.errors import ReviewError
from kortui.extract import gazetteer, pipeline, readers, reading, watching
from kortui.extract.pipeline import Progress
from kortui.model import Block, Document, Event
from kortui.schema import from_row
from kortui.text import cell_width
from kortui.vocabulary import TITLE_CELLS

KENYA = "Kenya and India\n\nKenya and India signed a trade agreement in 1981. Trade between them was $60 million in 1986.\n"
JAPAN = (
    "= Japan and Poland =\n\nJapan recognized Poland on 6 March 1919. Relations were broken off in 1941 and restored in 1957.\n"
)
ARMS = " date 2025-07-08 Arms exports\n\nSouth Korea signed a $2 billion contract with Poland on Tuesday.\n"


def fill(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"kenya.txt": KENYA, "japan.txt": JAPAN, "arms.txt": ARMS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def saved(library: object, path: Path) -> str:
    store.save(path, library)  # type: ignore[arg-type]
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_folder_and_the_order_of_arguments_leave_no_trace(tmp_path: Path) -> None:
    one, two = fill(tmp_path / "one"), fill(tmp_path / "deep" / "er" / "two")
    whole = pipeline.build([one]).library
    files = sorted(two.iterdir())
    apart = pipeline.build([files[2], files[0], files[1]]).library
    assert saved(whole, tmp_path / "a.json") == saved(apart, tmp_path / "b.json")


def test_more_processes_give_the_same_bytes(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in")
    assert saved(pipeline.build([folder], jobs=2).library, tmp_path / "a.json") == saved(
        pipeline.build([folder]).library, tmp_path / "b.json"
    )


def test_hash_seed_and_locale_give_the_same_bytes(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in")
    program = (
        "import sys; from pathlib import Path; from kortui import store; from kortui.extract import pipeline;"
        "store.save(Path(sys.argv[2]), pipeline.build([Path(sys.argv[1])]).library)"
    )
    digests = set()
    for seed, locale in (("1", "C"), ("2", "C.UTF-8"), ("77", "tr_TR.UTF-8")):
        target = tmp_path / f"{seed}.json"
        environ = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        subprocess.run([sys.executable, "-c", program, str(folder), str(target)], check=True, env=environ, timeout=120)
        digests.add(target.read_bytes())
    assert len(digests) == 1


def test_every_quote_and_amount_stands_where_the_record_says(tmp_path: Path) -> None:
    library = pipeline.build([fill(tmp_path / "in")]).library
    assert library.events
    for event in library.events:
        for evidence in event.evidence:
            assert evidence.holds(library.index.document[evidence.document])
        for amount in event.amounts:
            text = library.index.document[event.evidence[amount.evidence].document].text
            assert text[amount.start : amount.end] == amount.text


def test_events_stand_in_order_of_date_and_entities_are_those_that_are_named(tmp_path: Path) -> None:
    library = pipeline.build([fill(tmp_path / "in")]).library
    assert [e.sort_key for e in library.events] == sorted(e.sort_key for e in library.events)
    assert [e.id for e in library.entities] == sorted(e.id for e in library.entities)
    assert library.index.entity["kenya"].mentions == 2
    assert "mexico" not in library.index.entity
    for event in library.events:
        assert all(a.id in library.index.entity for a in event.actors)


def test_the_country_of_a_place_is_named_though_no_document_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister visited Ramallah on 5 May 2020.\n", encoding="utf-8")
    entities = pipeline.build([tmp_path]).library.index.entity
    assert entities["ramallah"].country == "PSE"
    assert entities["palestine"].mentions == 0 and entities["palestine"].name == "Palestine"


def test_two_documents_of_one_title_get_two_ids(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Report\n\nKenya joined the United Nations in 1963.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Report\n\nIndia joined the United Nations in 1945.\n", encoding="utf-8")
    library = pipeline.build([tmp_path]).library
    assert [d.id for d in library.documents] == ["report", "report-2"]
    assert {e.evidence[0].document for e in library.events} == {"report", "report-2"}
    assert len({e.id for e in library.events}) == 2
    swapped = tmp_path / "swapped"
    swapped.mkdir()
    (swapped / "b.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    (swapped / "a.txt").write_bytes((tmp_path / "b.txt").read_bytes())
    assert [e.id for e in pipeline.build([swapped]).library.events] == [e.id for e in library.events]


def test_a_second_copy_of_a_file_is_left_out_and_said(tmp_path: Path) -> None:
    for name in ("a.txt", "copy.txt"):
        (tmp_path / name).write_text(KENYA, encoding="utf-8")
    made = pipeline.build([tmp_path])
    assert len(made.library.documents) == 1
    assert any("the same as" in line for line in made.report.lines())
    assert list(made.report.problems()) == []


def test_a_broken_document_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\x00\x01\x02 not text \x00\x00")
    made = pipeline.build([tmp_path])
    assert len(made.library.documents) == 3
    (problem,) = made.report.problems()
    assert "broken.txt" in problem


def test_hostile_text_goes_through(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Title\n\n" + "\x1b[31mKenya\x1b[0m \u202eand India signed a treaty in 1981.\n", encoding="utf-8"
    )
    library = pipeline.build([tmp_path]).library
    assert "\x1b" not in library.documents[0].text
    assert all("\x1b" not in e.title for e in library.events)


@pytest.mark.parametrize(
    "text", ["(" * 3000, "and " * 4000, "1999 " * 3000, '"' * 3000, "Kenya, " * 2000 + "signed a treaty in 1981."]
)
def test_absurd_sentences_end_in_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(f"Title\n\n{text}\n", encoding="utf-8")
    done = threading.Event()

    def build() -> None:
        pipeline.build([tmp_path])
        done.set()

    threading.Thread(target=build, daemon=True).start()
    assert done.wait(20), "longer than 20 s"


def test_progress_counts_every_document(tmp_path: Path) -> None:
    seen: list[Progress] = []
    pipeline.build([fill(tmp_path / "in")], progress=seen.append)
    assert [(p.done, p.total) for p in seen] == [(1, 3), (2, 3), (3, 3)]


def test_the_inputs_name_the_library(tmp_path: Path) -> None:
    one, two = fill(tmp_path / "one"), fill(tmp_path / "two")
    assert pipeline.build([one]).library.sha256 == pipeline.build([two]).library.sha256
    (two / "review.toml").write_text("", encoding="utf-8")
    assert pipeline.build([one]).library.sha256 != pipeline.build([two]).library.sha256
    assert pipeline.build([one], published="2020").library.sha256 != pipeline.build([one]).library.sha256


def test_decisions_beside_the_documents_are_applied_and_orphans_named(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in")
    quote = "Kenya and India signed a trade agreement in 1981."
    (folder / "review.toml").write_text(
        f'[[edit]]\nid = ""\ndocument = "kenya-and-india"\nquote = "{quote}"\ntitle = "Trade agreement of 1981"\n\n'
        '[[reject]]\nid = "e00000000000"\n',
        encoding="utf-8",
    )
    made = pipeline.build([folder])
    assert "Trade agreement of 1981" in [e.title for e in made.library.events if e.reviewed]
    (problem,) = made.report.problems()
    assert "e00000000000" in problem


def test_decisions_on_documents_that_are_not_built_are_told_and_no_problem(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in")
    edit = '[[edit]]\nid = ""\ndocument = "{}"\nquote = "{}"\ntitle = "New"\n\n'
    (folder / "review.toml").write_text(
        edit.format("elsewhere", "Told there.")
        + edit.format("elsewhere", "And this.")
        + edit.format("kenya-and-india", "Gone."),
        encoding="utf-8",
    )
    made = pipeline.build([folder])
    (problem,) = made.problems()
    assert "Gone." in problem
    assert list(made.advice()) == ["2 review decisions on documents that are not among these; --report lists them"]
    assert sum("And this." in line or "Told there." in line for line in made.report.lines()) == 2


def test_a_review_file_that_is_none_stops_the_build(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in")
    (folder / "review.toml").write_text("[[nonsense]]\n", encoding="utf-8")
    with pytest.raises(ReviewError):
        pipeline.build([folder])


def test_the_annotation_is_what_every_stage_saw(tmp_path: Path) -> None:
    path = fill(tmp_path / "in") / "arms.txt"
    analysis = pipeline.analyse(readers.read(path), gazetteer.load())
    row = pipeline.annotation(path, analysis)
    text = analysis.document.text
    assert row["path"] == "arms.txt"
    assert row["document"]["published"] == "2025-07-08" and "text" not in row["document"]
    for name in ("dates", "amounts", "entities"):
        assert row[name], name
        assert all(text[s["start"] : s["end"]] == s["text"] for s in row[name])
    assert [text[s["start"] : s["end"]] for s in row["sentences"]][-1].endswith("on Tuesday.")
    assert [from_row(Event, e, "event").type for e in row["events"]] == ["contract"]


def test_an_undated_document_keeps_bounds_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Trade\n\nTrade between India and Kenya was a record $60 million in 2016.\n", encoding="utf-8")
    (document,) = pipeline.build([path]).library.documents
    assert document.published is None
    assert document.published_bounds and document.published_basis


VOCABULARY = (
    "Kenya India Türkiye Ankara Korea Hanwha Lee Park minister president the a two countries both it they he which "
    "whom of who that and but , ; : — – - ( ) \" “ ” ' said noting signed signing visit visited met meeting sold "
    "tanks trade exports reached $5 billion 9 trillion won 1987 in on by from 2013 Friday last year the 1970s first "
    "10th anniversary war soldiers were been will would not to aims 한국 İzmir factory agreement contract"
)
WORDS = VOCABULARY.split()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=50), published=st.sampled_from([None, "2024-05-02", "2024"]))
def test_any_row_of_words_gives_records_that_hold(words: list[str], published: str | None) -> None:
    text = " ".join(words) + "."
    document = replace(template(), text=text, blocks=(Block("paragraph", 0, len(text)),), published=published)
    for event in pipeline.analyse(document, gazetteer.load()).events:
        assert event.evidence[0].holds(document)
        assert event.title and cell_width(event.title) <= TITLE_CELLS
        assert event.domains
        assert all(text[a.start : a.end] == a.text for a in event.amounts)


def template() -> Document:
    return Document("d", "d", None, None, None, None, (), None, None, None, "text", "", "", ())


def test_tells_how_far_it_is_in_a_large_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGE", 500)
    monkeypatch.setattr(watching, "EVERY", 2)
    large, small = tmp_path / "large.txt", tmp_path / "small.txt"
    large.write_text("South Korea and Türkiye signed a treaty in 1957. " * 20, "utf-8")
    small.write_text("South Korea opened an embassy in Ankara in 1962.\n", "utf-8")
    steps: list[Progress] = []
    pipeline.build([large, small], progress=steps.append)
    shares = [step.share for step in steps if step.path == large and step.bytes]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert len([share for share in shares if 0.4 < share < 1]) == 9, "in the stage that takes longest too"
    assert [(step.done, step.share) for step in steps if not step.bytes] == [(1, 0), (2, 0)]
