"""What the stages saw in a document as plain JSON, for people to see why and for scoring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kortui import edtf
from kortui.extract.dates_open import opened
from kortui.extract.spans import Analysis, DateSpan
from kortui.schema import to_row


def _date(date: DateSpan) -> dict[str, Any]:
    """A time expression: `edtf` is what its own words say, `meaning` what they say together with their preposition.

    "By 2030" has the value ``2030``, the role ``deadline`` and the meaning ``../2030``; "since 2013" means ``2013/..``,
    "after 2013" ``2014/..``.
    """
    meaning = date.edtf
    if meaning is not None and edtf.parse(meaning).kind == "date":
        meaning = {"deadline": f"../{meaning}", "since": f"{meaning}/.."}.get(date.role, meaning)
    meaning = opened(meaning, date.role) if meaning else None
    return {
        "start": date.start,
        "end": date.end,
        "text": date.text,
        "class": date.kind,
        "edtf": date.edtf,
        "role": date.role,
        "meaning": meaning,
        "basis": date.basis,
    }


def annotation(path: Path, analysis: Analysis) -> dict[str, Any]:
    """The JSON object that `annotate` prints for a document: what every stage saw, with offsets.

    Args:
        path: The document's path; only its name is shown.
        analysis: What `analyse` gave.
    """
    row = to_row(analysis.document)
    for heavy in ("text", "blocks"):
        row.pop(heavy)
    return {
        "path": path.name,
        "document": row,
        "sentences": [to_row(s) for s in analysis.sentences],
        "dates": [_date(d) for d in analysis.dates if d.kind != "PERIOD"],
        "periods": [_date(d) for d in analysis.dates if d.kind == "PERIOD"],
        "amounts": [to_row(a) for a in analysis.amounts],
        "entities": [
            {
                "start": e.start,
                "end": e.end,
                "text": e.text,
                "kind": e.kind,
                "id": e.id,
                "demonym": e.demonym,
                "office": e.office,
            }
            for e in analysis.entities
        ],
        "events": [to_row(e) for e in analysis.events],
    }
