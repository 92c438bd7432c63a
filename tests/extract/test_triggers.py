from __future__ import annotations

from kortui.extract import lexicon, needs, triggers
from kortui.extract.morphology import forms, plurals
from kortui.vocabulary import ACTOR_ROLES, DOMAINS, EVENT_TYPES, STAGES

KEYS = {
    "verbs", "nouns", "near", "near_any", "before", "context", "unless", "needs", "roles", "domains", "stage", "weight",
    "unless_verb", "place", "dated",
}  # fmt: skip


def test_every_type_but_figures_and_statements_has_rules() -> None:
    assert set(EVENT_TYPES) - {r.type for r in triggers.rules()} == {"statement", "statistic"}


def test_the_lexicon_uses_only_what_the_loader_knows() -> None:
    for kind, group in lexicon.load("triggers").items():
        if kind == "words":
            continue
        assert kind in EVENT_TYPES
        for name, rule in group.items():
            where = f"{kind}.{name}"
            assert set(rule) <= KEYS, where
            assert rule.get("verbs") or rule.get("nouns"), where
            assert set(rule.get("roles", {}).values()) <= set(ACTOR_ROLES), where
            assert set(rule.get("domains", ())) <= set(DOMAINS), where
            assert rule.get("stage") in (None, *STAGES), where


def test_every_need_of_a_rule_has_a_test() -> None:
    for rule in triggers.rules():
        for need in rule.needs:
            if need != "date-adjacent":
                bare = need.partition(":")[2] or need
                assert all(name in needs.NEEDS for name in needs.alternatives(bare)), (rule.id, need)


def test_rule_ids_are_unique() -> None:
    ids = [r.id for r in triggers.rules()]
    assert len(ids) == len(set(ids))


def test_forms_of_regular_and_irregular_verbs() -> None:
    assert set(forms("sign")) == {"sign", "signs", "signed", "signing"}
    assert {"won", "wins", "winning"} <= set(forms("win"))
    assert forms("withdraw")["withdrawn"] == {"participle"}
    assert forms("carry")["carried"] == {"past", "participle"}
    assert "initialled" in forms("initial") and "initialed" in forms("initial")


def test_verbs_of_one_syllable_double_their_consonant() -> None:
    assert {"wrapped", "wrapping"} <= set(forms("wrap")) and "quitting" in forms("quit") and "scrapped" in forms("scrap")
    assert {"aimed", "visited", "fixed", "toured", "added"} == {
        w for v in ("aim", "visit", "fix", "tour", "add") for w, kinds in forms(v).items() if "past" in kinds
    }


def test_plurals_inflect_the_head() -> None:
    assert "memorandums of understanding" in plurals("memorandum of understanding")
    assert "memoranda of understanding" in plurals("memorandum of understanding")
    assert plurals("embassy")[1] == "embassies"
