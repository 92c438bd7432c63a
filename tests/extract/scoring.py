"""How well extraction does: what it found in documents against what a careful reader marked in them.

Measures, each with precision, recall and F1:

- *dates*: a time expression overlaps the marked one and means the same days (durations and unscored expressions count
  neither way);
- *money*: value within one in a thousand, and currency;
- *entities*: exact span and kind, a place and a country taken as one kind (Ankara may be a town or a government);
- *events found*, *events*: a record's evidence overlaps the passage marked for an event; for *events* its type and
  date are right too;
- *musts*: of the events that may not be lacking, those found with the right type.

A pair of found and marked is made one to one, best first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kortui import edtf
from kortui.errors import EdtfError

Item = Mapping[str, Any]

NEAR_TYPES: Mapping[str, frozenset[str]] = {
    "meeting": frozenset({"visit"}),
    "visit": frozenset({"meeting"}),
    "pledge": frozenset({"policy", "statement"}),
    "policy": frozenset({"pledge", "statement"}),
    "recognition": frozenset({"establishment"}),
    "joint_programme": frozenset({"programme"}),
    "fair": frozenset({"exhibition"}),
    "trade": frozenset({"commerce"}),
    "production": frozenset({"programme", "investment", "construction", "delivery", "contract"}),
}
"""Types that two careful readers would not quarrel about, and other names for types in annotation made elsewhere."""

KIND_OF_LABEL: Mapping[str, str] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "country", "NORP": "country", "LOC": "place", "FAC": "place",
    "WEAPON": "weapon", "AGREEMENT": "agreement", "EVENT": "event",
}  # fmt: skip
_PLACES = {"place", "country"}


@dataclass
class Tally:
    """Counts of one measure."""

    found: int = 0
    wanted: int = 0
    right: int = 0

    def add(self, found: int, wanted: int, right: int) -> None:
        """Count one more document."""
        self.found += found
        self.wanted += wanted
        self.right += right

    @property
    def precision(self) -> float:
        """Right of what was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of what was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


@dataclass
class Gold:
    """What a careful reader marked in one document; `free` items count neither for nor against."""

    dates: Sequence[Item]
    free_dates: Sequence[Item]
    money: Sequence[Item]
    free_money: Sequence[Item]
    entities: Sequence[Item]
    free_entities: Sequence[Item]
    events: Sequence[Item]


@dataclass(repr=False)
class Scores:
    """Tallies by measure, of events also by type, and a line for each error."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    found_types: dict[str, Tally] = field(default_factory=dict)
    """Of the records of a type, how many are right."""

    wanted_types: dict[str, Tally] = field(default_factory=dict)
    """Of the events marked with a type before any other, how many were found right."""

    errors: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        """Numbers alone: a failing test prints it, and the lines of parts that are held out are for nobody to read."""
        return f"Scores({len(self.errors)} errors)\n{self.table()}"

    def tally(self, measure: str) -> Tally:
        """The tally of a measure."""
        return self.tallies.setdefault(measure, Tally())

    def table(self) -> str:
        """All measures, a line each."""
        return "\n".join(
            f"{name:14} P {t.precision:.3f} R {t.recall:.3f} F {t.f1:.3f} right {t.right}, found {t.found}, wanted {t.wanted}"
            for name, t in self.tallies.items()
        )


def load_folder(folder: Path) -> dict[str, Gold]:
    """Gold of our corpus: ``<stem>.gold.json`` beside each document; by stem."""
    golds = {}
    for file in sorted(folder.glob("*.gold.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        events = [
            {
                "name": e["title"], "types": e["types"], "accept": e["accept"], "domains": e["domains"], "must": True,
                "amounts": [a["value"] for a in e["amounts"]],
                "spans": [(a["offset"], a["offset"] + len(a["anchor"])) for a in [e, *e["also"]]],
            }
            for e in data["events"]
        ]  # fmt: skip
        golds[file.name.removesuffix(".gold.json")] = Gold(
            [d for d in data["dates"] if d["scored"]], [d for d in data["dates"] if not d["scored"]],
            data["money"], [], data["entities"], data["free_entities"], events,
        )  # fmt: skip
    return golds


def load_annotation(file: Path) -> dict[str, Gold]:
    """Gold of several documents in one file; by stem of the document."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return {Path(d["doc"]).stem: _one_of(data, d["doc"]) for d in data["documents"]}


def load_dates(folder: Path) -> dict[str, Gold]:
    """Gold of a corpus that marks only dates: ``<stem>.gold.json`` beside each document; by stem."""
    golds = {}
    for file in sorted(folder.glob("*.gold.json")):
        dates = json.loads(file.read_text(encoding="utf-8"))["dates"]
        wanted = [{**d, "accept": [d["edtf"]]} for d in dates if d["scored"]]
        golds[file.name.removesuffix(".gold.json")] = Gold(wanted, [d for d in dates if not d["scored"]], [], [], [], [], [])
    return golds


def _one_of(data: Mapping[str, Any], name: str) -> Gold:
    def of(key: str, scored: bool) -> list[Item]:
        return [item for item in data[key] if item["doc"] == name and item.get("scored", True) is scored]

    events = [
        {
            "name": f"{e['id']} {e['title']}", "types": e["types"], "accept": [e["edtf"], *(e.get("edtf_accept") or [])],
            "domains": e["domains"], "must": e["priority"] == 1,
            "amounts": [a["value"] for a in e.get("amounts", []) if isinstance(a, dict) and "value" in a],
            "spans": [(e["anchor"]["start"], e["anchor"]["end"])],
        }
        for e in data["events"] if e["anchor"]["doc"] == name
    ]  # fmt: skip
    return Gold(
        [{**t, "accept": [t["edtf"], *(t.get("accept") or [])]} for t in of("timex", True)], of("timex", False),
        [q for q in of("quantities", True) if q["kind"] == "money"], of("quantities", False),
        [{**e, "kind": KIND_OF_LABEL[e["type"]]} for e in of("entities", True)], of("entities", False), events,
    )  # fmt: skip


def same_date(found: str | None, accepted: Iterable[str | None]) -> bool:
    """Whether a date means the same days as one of those accepted."""
    return any(found == wanted or (found and wanted and _days(found) == _days(wanted)) for wanted in accepted)


def _days(value: str) -> object:
    try:
        return edtf.bounds(value)
    except EdtfError:
        return value


def same_number(found: float | None, wanted: float) -> bool:
    """Equal within one in a thousand."""
    return found is not None and abs(found - wanted) <= abs(wanted) / 1000


def overlap(a: Item, b: Item) -> int:
    """Code points two spans share."""
    return max(0, int(min(a["end"], b["end"])) - int(max(a["start"], b["start"])))


def pair(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """One-to-one pairs, heaviest first, then in order of place."""
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for (i, j), _ in sorted(weights.items(), key=lambda w: (-w[1], w[0])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def score(annotations: Mapping[str, Item], golds: Mapping[str, Gold]) -> Scores:
    """Score what `kortui annotate` says of documents, by stem.

    Raises:
        KeyError: When a document of the gold was not annotated.
    """
    scores = Scores()
    for stem, gold in golds.items():
        line = annotations[stem]
        _score_dates(scores, stem, line["dates"], gold)
        money = [a for a in line["amounts"] if a["kind"] == "money"]
        _score_spans(
            scores, "money", stem, money, gold.money, gold.free_money,
            lambda f, w: same_number(f["value"], w["value"]) and f["unit"] == w["currency"],
        )  # fmt: skip
        _score_spans(scores, "entities", stem, line["entities"], gold.entities, gold.free_entities, _same_mention)
        _score_events(scores, stem, line["events"], gold.events)
    return scores


def _score_dates(scores: Scores, stem: str, found: Sequence[Item], gold: Gold) -> None:
    dates = [d for d in found if d["class"] != "DURATION" or any(overlap(d, w) for w in gold.dates)]
    _score_spans(scores, "dates", stem, dates, gold.dates, gold.free_dates, lambda f, w: same_date(f["edtf"], w["accept"]))


def _score_spans(
    scores: Scores,
    measure: str,
    stem: str,
    found: Sequence[Item],
    wanted: Sequence[Item],
    free: Sequence[Item],
    good: Callable[[Item, Item], bool],
) -> None:
    found = [f for f in found if not any(overlap(f, item) for item in free)]
    weights = {
        (i, j): 1000.0 * good(f, w) + overlap(f, w) for i, f in enumerate(found) for j, w in enumerate(wanted) if overlap(f, w)
    }
    pairs = pair(weights)
    right = [(i, j) for i, j in pairs if good(found[i], wanted[j])]
    scores.tally(measure).add(len(found), len(wanted), len(right))
    partner = {j: found[i] for i, j in pairs}
    for j, w in enumerate(wanted):
        if j not in {j for _, j in right}:
            scores.errors.append(f"{stem}: {measure} {_told(w)}, got {_told(partner[j]) if j in partner else 'nothing'}")
    for i, f in enumerate(found):
        if i not in {i for i, _ in pairs}:
            scores.errors.append(f"{stem}: {measure} spurious {_told(f)}")


def _told(item: Item) -> str:
    if "value" in item:
        return f"{item['text']!r} {item['value']} {item.get('currency', item.get('unit'))}"
    return f"{item['text']!r} {item.get('edtf') or item.get('kind')}"


def _same_mention(found: Item, wanted: Item) -> bool:
    kinds = {found["kind"], wanted["kind"]}
    return (found["start"], found["end"]) == (wanted["start"], wanted["end"]) and (len(kinds) == 1 or kinds == _PLACES)


def _score_events(scores: Scores, stem: str, found: Sequence[Item], wanted: Sequence[Item]) -> None:
    """Events; an undated record that nobody marked is no error, since readers mark few undated facts."""
    weights = {
        (i, j): _type_right(f, w) + 1.5 * _date_right(f, w) + _amounts_right(f, w)
        for i, f in enumerate(found)
        for j, w in enumerate(wanted)
        if any(overlap(e, {"start": start, "end": end}) for e in f["evidence"] for start, end in w["spans"])
    }
    pairs = pair(weights)
    matched = {i for i, _ in pairs}
    counted = sum(1 for i, f in enumerate(found) if i in matched or f["date"]["edtf"] is not None)
    both = [(i, j) for i, j in pairs if _type_right(found[i], wanted[j]) and _date_right(found[i], wanted[j])]
    musts = [j for j, w in enumerate(wanted) if w["must"]]
    typed = [j for i, j in pairs if wanted[j]["must"] and _type_right(found[i], wanted[j])]
    for i, f in enumerate(found):
        if i in matched or f["date"]["edtf"] is not None:
            scores.found_types.setdefault(f["type"], Tally()).add(1, 0, i in {i for i, _ in both})
    for j, w in enumerate(wanted):
        scores.wanted_types.setdefault(w["types"][0], Tally()).add(0, 1, j in {j for _, j in both})
    scores.tally("events found").add(counted, len(wanted), len(pairs))
    scores.tally("events").add(counted, len(wanted), len(both))
    scores.tally("musts").add(len(musts), len(musts), len(typed))
    for i, j in pairs:
        f, w = found[i], wanted[j]
        if not _type_right(f, w):
            scores.errors.append(f"{stem}: event type {f['type']} for {w['types']}: {w['name']}")
        if not _date_right(f, w):
            scores.errors.append(f"{stem}: event date {f['date']['edtf']} for {w['accept'][0]}: {w['name']}")
    scores.errors += [
        f"{stem}: event missed {w['types'][0]}: {w['name']}" for j, w in enumerate(wanted) if j not in {j for _, j in pairs}
    ]
    scores.errors += [
        f"{stem}: event spurious {f['type']} {f['date']['edtf']}: {f['title']}"
        for i, f in enumerate(found)
        if i not in matched and f["date"]["edtf"] is not None
    ]


def _type_right(found: Item, wanted: Item) -> bool:
    return any(found["type"] == t or found["type"] in NEAR_TYPES.get(t, ()) for t in wanted["types"])


def _date_right(found: Item, wanted: Item) -> bool:
    return same_date(found["date"]["edtf"], wanted["accept"])


def _amounts_right(found: Item, wanted: Item) -> float:
    if not wanted["amounts"]:
        return 0.5
    values = [a["value"] for a in found["amounts"]]
    return sum(any(same_number(v, w) for v in values) for w in wanted["amounts"]) / len(wanted["amounts"])
