"""How much of a document stands behind records."""

from __future__ import annotations

from dataclasses import replace

from kortui.model import Block, Document, Evidence, Library
from kortui.overview.coverage import coverage, sentences
from tests.tui.samples import small_library

TEXT = "Title\nOne came by U.S. ship. Two stayed. Three left in 1987!\n서울에 왔다. 앙카라로 갔다."


def _document() -> Document:
    base = small_library().documents[0]
    end = TEXT.index("\n", 6)
    blocks = (Block("heading", 0, 5), Block("paragraph", 6, end), Block("paragraph", end + 1, len(TEXT)))
    return replace(base, id="doc", text=TEXT, blocks=blocks)


def _library(*quotes: str, stale: int = 0) -> Library:
    sample = small_library()
    document = _document()
    found = [Evidence.of(document, TEXT.index(q), TEXT.index(q) + len(q)) for q in quotes]
    gone = [Evidence("doc", 0, 5, "gone", "", "", "stale")] * stale
    events = tuple(replace(sample.events[0], id=f"e{n:011d}", evidence=(cited,)) for n, cited in enumerate([*found, *gone]))
    return Library((document,), events, (), (), (), "0" * 64)


def test_sentences_of_running_text_alone_are_counted() -> None:
    said = [TEXT[a:b].strip() for a, b in sentences(_document())]
    assert said == ["One came by U.S. ship.", "Two stayed.", "Three left in 1987!", "서울에 왔다.", "앙카라로 갔다."]
    found = coverage(_library("Two stayed.", "앙카라로 갔다."), _document(), 4)
    assert (found.told, found.untold, found.stale) == (2, 3, 0)


def test_two_records_of_one_sentence_count_once_and_the_stale_apart() -> None:
    found = coverage(_library("Two stayed.", "Two", stale=2), _document(), 1)
    assert (found.told, found.untold, found.stale) == (1, 4, 1)


def test_shares_say_where_in_the_text_records_stand() -> None:
    found = coverage(_library(TEXT), _document(), 8)
    assert found.shares == (1.0,) * 8
    shares = coverage(_library("앙카라로 갔다."), _document(), 8).shares
    assert shares[:5] == (0.0,) * 5 and 0 < shares[-1] <= 1
    whole = coverage(_library("Two stayed."), _document(), 1).shares[0]
    assert abs(whole - len("Two stayed.") / len(TEXT)) < 1e-9


def test_a_document_without_paragraphs_is_not_said_to_be_covered() -> None:
    bare = replace(_document(), blocks=(Block("paragraph", 0, 0),))
    found = coverage(_library("Two stayed."), bare, 4)
    assert not found.known and found.words == "sentences not known"
    assert coverage(_library("Two stayed."), _document(), 4).words == "1 sentence with records, 4 without"
