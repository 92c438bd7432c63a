"""How much of what a build says is right: ``python -m tests.bench.accuracy [--json FILE]``.

Documents that no rule was made for (``held_out`` and ``unseen`` of the corpus, see its README) are analysed and compared with
what a careful reader marked in them, by the measures of `tests.extract.scoring`. The four original documents are scored
beside them where ``KORTUI_SHARED`` has them: rules were made with these at hand. Last it is counted what people changed
of the records that a build makes of the bundled documents.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kortui import review
from kortui.extract import pipeline
from tests.bench.told import add_json, keep
from tests.extract import scoring
from tests.extract.test_corpus import SHARED, scores_of, scores_of_originals

STRANGE = ("held_out", "unseen")
MEASURES = ("dates", "money", "entities", "events found", "events")
DATA = Path(__file__).resolve().parents[2] / "data"


def measured(scores: scoring.Scores) -> dict[str, Any]:
    """Precision and recall of each measure, with how many were found and wanted."""
    return {
        name: {"precision": round(t.precision, 3), "recall": round(t.recall, 3), "found": t.found, "wanted": t.wanted}
        for name in MEASURES
        for t in [scores.tally(name)]
    }


def by_type() -> dict[str, Any]:
    """Of the records of each type how many are right, and of the events marked so how many were found; frequent ones first."""
    found: Counter[str] = Counter()
    good: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for part in STRANGE:
        for kind, tally in scores_of(part).found_types.items():
            found[kind] += tally.found
            good[kind] += tally.right
        for kind, tally in scores_of(part).wanted_types.items():
            wanted[kind] += tally.wanted
            met[kind] += tally.right
    kinds = sorted(found.keys() | wanted.keys(), key=lambda kind: (-wanted[kind], kind))
    return {kind: {"found": found[kind], "right": good[kind], "wanted": wanted[kind], "met": met[kind]} for kind in kinds}


def bundled() -> dict[str, int]:
    """What a build makes of the bundled documents, and what the decisions beside them make of that."""
    raw = pipeline.build([DATA / "documents"]).library
    shown = pipeline.build([DATA / "documents"], review=[DATA / "review.toml"]).library
    decisions = review.load(DATA / "review.toml")
    actions = Counter(d.action for d in decisions)
    worded = sum(d.action == "edit" and set(d.changes) <= {"title"} for d in decisions)
    return {
        "built": len(raw.events), "shown": len(shown.events),
        "accepted": actions["accept"], "title alone": worded, "edited": actions["edit"] - worded,
        "rejected": actions["reject"], "added": actions["add"],
    }  # fmt: skip


def measure() -> dict[str, Any]:
    """Everything this command tells."""
    parts: dict[str, Mapping[str, Any]] = {part: measured(scores_of(part)) for part in STRANGE}
    if (SHARED / "gold" / "four_documents.json").is_file():
        parts["originals"] = measured(scores_of_originals())
    return {"parts": parts, "types": by_type(), "bundled": bundled()}


def main() -> None:
    """Print the figures, and keep them with ``--json``."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.accuracy", description=__doc__)
    add_json(parser)
    wanted = parser.parse_args()
    figures = measure()
    print(json.dumps(figures, indent=1))
    keep(wanted.json, figures)


if __name__ == "__main__":
    main()
