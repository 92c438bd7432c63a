"""What somebody is given who is told first: "We were promised a plant" is not what "we" promised."""

from __future__ import annotations

from kortui.extract.morphology import forms
from kortui.extract.phrases import drop_article
from kortui.extract.scene import Scene
from kortui.extract.verbs import BE
from kortui.extract.words import NONE

_GIVING = frozenset(
    form
    for verb in (
        "allocate", "allot", "assign", "award", "bequeath", "concede", "deny", "feed", "give", "grant",
        "guarantee", "hand", "issue", "lease", "lend", "loan", "offer", "owe", "pay", "pledge",
        "present", "promise", "sell", "send", "show", "supply", "teach", "tell",
    )
    for form, kinds in forms(verb).items()
    if "participle" in kinds
)  # fmt: skip
_OPENS = frozenset(
    ("a", "an", "the", "its", "their", "his", "her", "some", "several", "no", "any", "more", "new", "our", "my")
)  # fmt: skip


def is_given_something(scene: Scene, group: list[int], behind: list[int]) -> bool:
    """Whether a verb tells what its subject was given: a passive with an object.

    Args:
        scene: The sentence.
        group: Tokens of the verb and its auxiliaries.
        behind: Tokens behind it.
    """
    words = scene.tokens.words
    if len(group) < 2 or not behind or words[group[-1]].lower not in _GIVING:
        return False
    if words[group[-2]].lower not in BE or words[group[0]].lower not in BE | {"has", "have", "had"}:
        return False
    return opens_object(scene, behind[0])


def opens_object(scene: Scene, token: int) -> bool:
    """Whether a token opens what is given: with an article, an owner or a number."""
    word = scene.tokens.words[token]
    return word.lower in _OPENS or word.amount != NONE


def is_receiver(scene: Scene, verb: int) -> bool:
    """Whether the subject of a passive verb is who receives what stands behind it ("Kenya was promised a dam").

    Args:
        scene: The sentence.
        verb: Token of the participle.
    """
    words = scene.tokens.words
    return verb + 1 < len(words) and words[verb].lower in _GIVING and opens_object(scene, verb + 1)


def given(scene: Scene, participle: int, behind: list[int]) -> list[int | str]:
    """The words of a headline of what was given to somebody unnamed: "40 trucks given by Kenya".

    Args:
        scene: The sentence.
        participle: The verb.
        behind: Tokens behind it.
    """
    words = scene.tokens.words
    whole = [t for t in behind if words[t].lower not in (",", ".", '"', "”")]
    by = next((n for n, t in enumerate(whole) if words[t].lower == "by" and words[t].entity == NONE), len(whole))
    return [*drop_article(scene, whole[:by]), participle, *whole[by:]]
