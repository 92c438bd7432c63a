"""What the stages saw in a document as plain JSON, for people to see why and for scoring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kortui import edtf
from kortui.extract.spans import Analysis, DateSpan
from kortui.schema import to_row


def _with_preposition(date: DateSpan) -> str | None:
    """What an expression means together with its preposition: ``../2030`` for "by 2030", ``2013/..`` for "since 2013".

    Records keep the year itself and say in their role what it is; an expression on its own has only its value to say it.
    """
    if date.edtf is None or edtf.parse(date.edtf).kind != "date":
        return date.edtf
    return {"deadline": f"../{date.edtf}", "since": f"{date.edtf}/.."}.get(date.role, date.edtf)


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
        "dates": [
            {"start": d.start, "end": d.end, "text": d.text, "class": d.kind, "edtf": _with_preposition(d), "basis": d.basis}
            for d in analysis.dates
        ],
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
