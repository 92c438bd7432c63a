"""Our corpus is written once, with its annotation inside the text; this module turns that into documents and gold.

A marked-up file is the document with spans in braces, then a line ``%%``, then one event a line::

    {C Korea} opened its embassy in {L Nairobi} in {D 1964-03|March 1964}.
    %%
    establishment | 1964-03 | diplomacy | | Korea opens its embassy in Nairobi | Korea opened its embassy

- ``{D EDTF|words}`` is a time expression (``{D 1987}`` when the words are the value; ``;`` divides values that are as right);
  ``{D? words}`` is one that is not scored: durations, vague words, named periods.
- ``{M VALUE CURRENCY|words}`` is an amount of money.
- ``{P …} {O …} {C …} {L …} {W …} {A …} {E …}`` are a person, organisation, country (its people and adjective too), place,
  weapon, agreement and named event; with ``?`` the mention is a matter of taste and not scored.
- An event is ``types | dates | domains | amounts | title | quote | quote …``: types divided by ``/``, dates by ``;``, the
  first of each the annotator's own choice; ``-`` is no date. A quote must stand exactly once in the text.
- A line ``side-car: {…}`` before the events is written beside the document as ``<stem>.json``.

``python tests/extract/markup.py`` writes the documents and their gold anew; a test keeps them in step.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kortui import edtf
from kortui.errors import EdtfError
from kortui.extract.readers import read
from kortui.vocabulary import DOMAINS, EVENT_TYPES

CORPUS = Path(__file__).parent / "corpus"
SPLITS = ("dev", "held_out", "unseen")
KINDS = {
    "P": "person", "O": "organisation", "C": "country", "L": "place", "W": "weapon", "A": "agreement", "E": "event",
}  # fmt: skip
_SPAN = re.compile(r"\{(?P<tag>[DMPOCLWAE])(?P<free>\??) (?P<inside>[^{}]*)\}")


class MarkupError(ValueError):
    """A marked-up file that does not say what it must."""


@dataclass(frozen=True)
class Marked:
    """A marked-up file taken apart: the document's own bytes, spans at offsets into it, events, side-car."""

    plain: str
    spans: tuple[dict[str, Any], ...]
    events: tuple[dict[str, Any], ...]
    side_car: dict[str, Any] | None


def marked_files(split: str) -> list[Path]:
    """Marked-up files of one part of the corpus."""
    return sorted(p for p in (CORPUS / "marked" / split).iterdir() if p.suffix in {".txt", ".md"})


def parse(path: Path) -> Marked:
    """Take a marked-up file apart.

    Raises:
        MarkupError: When a value is no EDTF, a type or domain is unknown, a quote is missing or not unique.
    """
    body, divider, tail = path.read_text(encoding="utf-8").partition("\n%%\n")
    if not divider:
        raise MarkupError(f"{path.name}: no events")
    plain, spans = _spans(path.name, body + "\n")
    side_car = None
    if tail.startswith("side-car: "):
        first, _, tail = tail.partition("\n")
        side_car = json.loads(first.removeprefix("side-car: "))
    events = tuple(event(path.name, line, plain) for line in tail.splitlines() if line.strip())
    return Marked(plain, spans, events, side_car)


def _spans(name: str, body: str) -> tuple[str, tuple[dict[str, Any], ...]]:
    plain, spans, last = "", [], 0
    for match in _SPAN.finditer(body):
        plain += body[last : match.start()]
        last = match.end()
        value, bar, words = match["inside"].partition("|")
        if not bar and ";" in value:
            raise MarkupError(f"{name}: words are lacking: {value!r}")
        words = words if bar else value
        span: dict[str, Any] = {"start": len(plain), "end": len(plain) + len(words), "text": words, "tag": match["tag"]}
        if match["free"]:
            span["scored"] = False
        elif match["tag"] == "D":
            span["values"] = _dates(name, value)
        elif match["tag"] == "M":
            amount, currency = value.split()
            span |= {"value": _number(amount), "currency": currency}
        plain += words
        spans.append(span)
    plain += body[last:]
    if re.search(r"[{}]", plain):
        raise MarkupError(f"{name}: stray brace near {plain[plain.find('{') - 20 :][:60]!r}")
    return plain, tuple(spans)


def _dates(name: str, value: str) -> list[str | None]:
    values = [None if v.strip() == "-" else v.strip() for v in value.split(";")]
    for item in values:
        if item is not None:
            try:
                edtf.parse(item)
            except EdtfError as error:
                raise MarkupError(f"{name}: {item!r} is no EDTF") from error
    return values


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value


def event(name: str, line: str, plain: str) -> dict[str, Any]:
    """An event from its line; `plain` is the text its quotes must stand in.

    Raises:
        MarkupError: When a field is not what it must be.
    """
    fields = [f.strip() for f in line.split("|")]
    if len(fields) < 6:
        raise MarkupError(f"{name}: {line!r}")
    types, dates, domains = fields[0].split("/"), _dates(name, fields[1]), fields[2].split(",")
    if not set(types) <= set(EVENT_TYPES) or not set(domains) <= set(DOMAINS):
        raise MarkupError(f"{name}: unknown type or domain in {line!r}")
    for quote in fields[5:]:
        if plain.count(quote) != 1:
            raise MarkupError(f"{name}: {plain.count(quote)} times in the text: {quote!r}")
    return {
        "title": fields[4], "types": types, "dates": dates, "domains": domains,
        "amounts": [{"value": _number(v)} for v in fields[3].split()], "quotes": fields[5:],
    }  # fmt: skip


def gold(marked: Marked, text: str) -> dict[str, Any]:
    """The annotation with offsets into `text`, the document as kortui reads it.

    Raises:
        MarkupError: When the text is not the end of the file: the reader has changed or lost something.
    """
    if not marked.plain.endswith(text) and not marked.plain.rstrip("\n").endswith(text.rstrip("\n")):
        raise MarkupError("the reader's text is not what was written")
    shift = len(marked.plain.rstrip("\n")) - len(text.rstrip("\n"))
    out: dict[str, Any] = {"dates": [], "money": [], "entities": [], "free_entities": [], "events": []}
    for span in marked.spans:
        if span["start"] < shift:
            continue
        place = {"start": span["start"] - shift, "end": span["end"] - shift, "text": span["text"]}
        scored = span.get("scored", True)
        if span["tag"] == "D":
            values = span.get("values", [None])
            out["dates"].append({**place, "edtf": values[0], "accept": values, "scored": scored})
        elif span["tag"] == "M":
            out["money"].append({**place, "value": span["value"], "currency": span["currency"]})
        else:
            out["entities" if scored else "free_entities"].append({**place, "kind": KINDS[span["tag"]]})
            if span["tag"] == "E":  # a named war is a time expression too, to some
                out["dates"].append({**place, "edtf": None, "accept": [None], "scored": False})
    for item in marked.events:
        anchors = [{"anchor": q, "offset": marked.plain.index(q) - shift} for q in item["quotes"]]
        choice = {"type": item["types"][0], "types": item["types"], "edtf": item["dates"][0], "accept": item["dates"]}
        about = {"title": item["title"], "domains": item["domains"], "amounts": item["amounts"]}
        out["events"].append({**about, **choice, **anchors[0], "also": anchors[1:]})
    return out


def rendered(split: str) -> Iterator[tuple[Path, str]]:
    """Documents and side-cars of one part, by the path they belong at."""
    for path in marked_files(split):
        marked = parse(path)
        yield CORPUS / split / path.name, marked.plain
        if marked.side_car is not None:
            yield CORPUS / split / f"{path.stem}.json", json.dumps(marked.side_car, ensure_ascii=False, indent=1) + "\n"


def rendered_gold(split: str) -> Iterator[tuple[Path, str]]:
    """Gold of one part, by the path it belongs at; the documents must be there already."""
    for path in marked_files(split):
        annotation = gold(parse(path), read(CORPUS / split / path.name).text)
        yield CORPUS / split / f"{path.stem}.gold.json", json.dumps(annotation, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the corpus."""
    for split in SPLITS:
        for make in (rendered, rendered_gold):
            for path, text in make(split):
                path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
