"""Records of one sentence told apart: which are the same deed twice, and whose the amounts are."""

from __future__ import annotations

from kortui.extract import (
    attach,
)
from kortui.extract.draft import Draft
from kortui.extract.scene import Scene
from kortui.records import replace


def distinct(scene: Scene, made: list[Draft]) -> list[Draft]:
    """One record where several clauses of a sentence tell the same: same type, same date, one clause leaning on another."""
    if len(made) < 2:
        return made
    kept: list[Draft] = []
    for draft in sorted(made, key=lambda d: (-d.rank, d.first)):
        twin = next((k for k in kept if _same(scene, k, draft)), None)
        if twin is None:
            kept.append(draft)
        elif twin.date.edtf is None and draft.date.edtf:
            kept[kept.index(twin)] = replace(twin, date=draft.date)
        elif draft.part < twin.part and scene.parts[twin.part].link == "and":
            kept[kept.index(twin)] = draft  # the clause that has the subject
    return kept


def _same(scene: Scene, one: Draft, other: Draft) -> bool:
    if one.type != other.type or one.type in ("statistic", "anniversary"):
        return False
    if one.date.edtf != other.date.edtf and one.date.edtf and other.date.edtf:
        return False
    if one.type == "visit" and _visitors(one) and _visitors(other) and not _visitors(one) & _visitors(other):
        return False
    if one.earlier != other.earlier and one.part != other.part:
        return False  # "bought engines after the contract with KAI had been cancelled"
    if one.part == other.part:
        return one.date.start == other.date.start and one.rule != other.rule
    if one.type == "contract" and one.date.edtf and one.date.edtf == other.date.edtf and _of_other_arms(scene, one, other):
        return False
    if one.type in ("contract", "delivery") and not (_money(scene, one) and _money(scene, other)):
        return one.date.edtf == other.date.edtf or not (one.date.edtf and other.date.edtf)
    later = scene.parts[max(one.part, other.part)]
    if later.link in ("and", ",") and one.date.start == other.date.start and attach.shares_subject(scene, later):
        return True
    return later.link in ("when", "which", "ing", "who", "as", "where", "with", "that", "after") or one.type in (
        "target",
        "meeting",
        "casualties",
    )


def with_own_amounts(scene: Scene, made: list[Draft]) -> list[Draft]:
    """Records of one type in several clauses, each without the amounts of another's clause."""
    kept = []
    for draft in made:
        if len(made) < 2 or not draft.amounts:
            kept.append(draft)
            continue
        others = {d.part for d in made if d.type == draft.type and d.part != draft.part}
        foreign = {n for p in others for _, n, _ in scene.amounts(scene.parts[p].first, scene.parts[p].last)}
        own = {n for _, n, _ in scene.amounts(scene.parts[draft.part].first, scene.parts[draft.part].last)}
        kept.append(replace(draft, amounts=tuple(n for n in draft.amounts if n in own or n not in foreign)))
    return kept


def _of_other_arms(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether two deals name arms that the other does not ("ordered the Abrams and bought 180 K2 tanks")."""
    arms = [{a.id for a in d.actors if scene.kind(a.id) == "weapon"} for d in (one, other)]
    return one.part != other.part and all(arms) and arms[0].isdisjoint(arms[1])


def _visitors(draft: Draft) -> set[str]:
    return {a.id for a in draft.actors if a.role == "visitor"}


def _money(scene: Scene, draft: Draft) -> set[int]:
    return {n for n in draft.amounts if scene.tokens.amounts[n].kind == "money"}
