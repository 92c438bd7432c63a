"""What `annotate` prints of a document: every stage's spans with offsets, dates with their value and their meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from kortui.extract import gazetteer, pipeline, readers
from kortui.extract.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return gazetteer.load()


@pytest.mark.parametrize(
    ("sentence", "words", "value", "role", "meaning"),
    [
        ("The ministry wants to build ten ships by 2041.", "2041", "2041", "deadline", "../2041"),
        ("The two firms have worked together since 2009.", "2009", "2009", "since", "2009/.."),
        ("The two firms met in 2009.", "2009", "2009", "", "2009"),
        ("The two firms met from 2009 to 2012.", "2009 to 2012", "2009/2012", "", "2009/2012"),
        ("The plant was finished by 1961.", "1961", "1961", "by", "../1961"),
        ("The plant was finished after 1961.", "1961", "1961", "after", "1962/.."),
    ],
)
def test_a_date_has_its_value_and_what_it_means_with_its_preposition(
    tmp_path: Path, names: Gazetteer, sentence: str, words: str, value: str, role: str, meaning: str
) -> None:
    path = tmp_path / "note.txt"
    path.write_text(f"A note\n\n{sentence}\n", "utf-8")
    document = readers.read(path)
    found = pipeline.annotation(path, pipeline.analyse(document, names))
    dates = [d for d in found["dates"] if words in d["text"]]
    assert [(d["edtf"], d["role"], d["meaning"]) for d in dates] == [(value, role, meaning)]
    assert all(document.text[d["start"] : d["end"]] == d["text"] for d in found["dates"])
