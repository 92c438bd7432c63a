"""Records made of a few sentences of our own, through every stage, for the tests of the event stages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kortui.extract import events, gazetteer, pipeline, readers, sentences
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.scene import Scene
from kortui.extract.spans import Analysis
from kortui.extract.story import homes_of
from kortui.model import Event, Library


@cache
def names() -> Gazetteer:
    return gazetteer.load()


def analysis(text: str, published: str | None = None, name: str = "note.txt") -> Analysis:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text + "\n", encoding="utf-8")
        return pipeline.analyse(readers.read(path, published=published), names())


def records(text: str, published: str | None = None, name: str = "note.txt") -> tuple[Event, ...]:
    return analysis(text, published, name).events


def kinds(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    """Type and date of each record, in order."""
    return [(e.type, e.date.edtf) for e in records(text, published)]


def scene(text: str) -> Scene:
    """The first sentence of a text as the event stage sees it."""
    found = analysis(text)
    split = sentences.split(found.document)
    source = events.Source(
        found.document, split, found.entities, found.dates, found.amounts, names().entities, homes_of(names())
    )
    return next(events.scenes(source, events.pair_of(source)))


def clause_texts(text: str) -> list[str]:
    seen = scene(text)
    return [seen.text(part) for part in seen.parts]


def found_text(seen: Scene, start: int, end: int) -> str:
    return seen.tokens.text[start:end]


def library(folder: Path, **documents: str) -> Library:
    """A library built of documents given by name; underscores in names are hyphens."""
    for name, text in documents.items():
        (folder / f"{name.replace('_', '-')}.txt").write_text(text, encoding="utf-8")
    return pipeline.build([folder]).library
