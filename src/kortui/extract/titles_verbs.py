"""The verb of a headline: which words are it, its number and tense, and what it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kortui.extract.clauses import Part
from kortui.extract.morphology import forms, third_person
from kortui.extract.phrases import is_stop
from kortui.extract.scene import Scene
from kortui.extract.usage import bare_participle, goes_on_passive
from kortui.extract.verbs import AUXILIARIES, BE, is_adverb, verb_forms
from kortui.extract.words import NONE

_SEVERAL = frozenset(("two", "three", "four", "five", "both", "all", "others", "many", "several"))
_PLURAL = re.compile(r"(?:\w+s|people|police|forces|troops)$", re.I)
_OBJECTS = frozenset(("into", "the", "a", "an", "its", "their"))
"""Words behind a verb that is active: an object, or what an intransitive verb leads into."""
_BETWEEN = frozenset(("also", "already", "then", "only", "still", "not", "jointly", "first", "later", "thus"))
"""Words besides adverbs in -ly that may stand between an auxiliary and its verb."""
_TIED = frozenset(["date", "dates", "dated", "back", "fell", "falls", "fall", "dating", "goes", "went"])
"""Last words of verbs that say nothing without the date behind them."""


def verb_group(scene: Scene, verb: int, last: int) -> list[int]:
    """The auxiliaries from a finite verb on and the participle or infinitive they carry; adverbs are left out."""
    words = scene.tokens.words
    group = [verb]
    at = verb + 1
    opens = words[verb].lower in AUXILIARIES
    while opens and at < min(last, verb + 6):
        lower = words[at].lower
        if words[at].name:
            break
        if lower in ("be", "been", "have", "being") or lower in AUXILIARIES:
            group.append(at)
        elif lower.endswith("ly") or lower in _BETWEEN:
            pass
        elif verb_forms().get(lower, frozenset()) & {"participle", "base"} or lower.endswith("ed"):
            group.append(at)
            break
        else:
            break
        at += 1
    return group


def plural(scene: Scene, subject: list[int], people: Sequence[str]) -> bool:
    """Whether a subject takes a plural verb.

    Args:
        scene: The sentence.
        subject: Its tokens.
        people: Entities it stands for.
    """
    words = scene.tokens.words
    if "by" in scene.tokens.lowers:
        reduced = next((n for n in range(1, len(subject) - 1) if words[subject[n + 1]].lower == "by"), None)
        subject = subject[:reduced]  # "tanks ordered by Poland and Romania" are tanks
    stops = [n for n, t in enumerate(subject) if is_stop(scene, t)]
    first_stop = next((n for n in stops if n and words[subject[n]].lower not in ("and", ",")), None)
    if any(words[t].lower == "and" and words[t].entity == NONE for t in subject[:first_stop]):
        return True
    if len(people) > 1 and not subject:
        return True
    opening = next((n for n in stops if words[subject[n]].lower != "between"), len(subject))
    counts = [scene.tokens.amounts[words[t].amount] for t in subject[:opening] if words[t].amount != NONE]
    if any(c.kind == "count" and c.value != 1 for c in counts):
        return True
    stop = next(
        (
            n
            for n, t in enumerate(subject)
            if n
            and words[t].amount == NONE
            and words[t].lower in ("of", "in", "for", "from", "between", "with", "to", "at", "on", "over", "about", ",")
        ),
        None,
    )
    heads = [t for n, t in enumerate(subject[:stop]) if n not in stops and not is_adverb(words[t].lower)]
    if not heads:
        return False
    last = words[heads[-1]]
    if last.entity != NONE:
        span = scene.tokens.entities[last.entity]
        return span.demonym and span.text.endswith("s")
    if last.lower in _SEVERAL:
        return True
    return bool(_PLURAL.match(last.lower)) and not last.lower.endswith(("ss", "us", "is", "'s", "’s"))


def present(scene: Scene, verbs: list[int], plural: bool) -> list[int | str]:
    """The verb group that opens a predicate, in headline present."""
    words = scene.tokens.words
    heads = [words[v].lower for v in verbs]
    if not heads:
        return []
    first = heads[0]
    if first in BE:
        return [*(h for h in heads[1:] if h not in BE)] or ["are" if plural else "is"]
    if first in ("will", "shall") and len(heads) > 1:
        return ["to", *([] if heads[1] != "be" else ["be"]), *(h for h in heads[1:] if h != "be")]
    if first in ("has", "have", "had") and len(heads) > 1:
        rest = [h for h in heads[1:] if h != "been"]
        if "been" in heads:
            return [*rest]
        return [_tense(rest[0], plural), *rest[1:]] if rest else []
    if first in AUXILIARIES:
        return [*heads]
    return [_tense(first, plural), *heads[1:]]


def _tense(word: str, plural: bool) -> str:
    """A verb in the present; a word that is no form of a known one as it is."""
    lemma = _lemmas().get(word)
    return word if lemma is None else third_person(lemma, plural)


@cache
def _lemmas() -> dict[str, str]:
    """Past and third-person forms to their base form."""
    found: dict[str, str] = {}
    for word, kinds in verb_forms().items():
        if kinds & {"base"}:
            for form, of in forms(word).items():
                if of & {"past", "participle", "s", "ing"}:
                    found.setdefault(form, word)
    return found


def keeps_participle(scene: Scene, part: Part, verb: int) -> bool:
    """Whether a participle is passive without a "was" of its own: behind the one before it, or right before a colon."""
    words = scene.tokens.words
    if verb + 1 < len(words) and words[verb + 1].lower == ":":
        return True
    if bare_participle(scene, part, verb):
        return True
    if "participle" not in verb_forms().get(words[verb].lower, ()) or not goes_on_passive(scene, part, verb):
        return False
    behind = words[verb + 1].lower if verb + 1 < len(words) else ""
    own = range(part.first + 1, verb)
    if words[verb + 1 : verb + 2] and words[verb + 1].date != NONE:
        behind = ""  # "was initialled in July and signed a month later"
    return behind not in _OBJECTS and all(is_adverb(words[t].lower) or words[t].date != NONE for t in own)


def needs_its_date(scene: Scene, verb: int, behind: list[int]) -> bool:
    """Whether a verb loses all that it says with its date ("relations date from 1957", "ties go back to 1957")."""
    words = scene.tokens.words
    if words[verb].lower not in _TIED and "back" not in scene.tokens.lowers:
        return False
    rest = [words[t].lower for t in behind if words[t].lower not in (".", ",", "to", "from")]
    return not set(rest) - {"back"} and (words[verb].lower in _TIED or rest == ["back"])


def is_reduced(scene: Scene, verb: int) -> bool:
    """Whether a participle only qualifies the noun before it ("event held at the hotel")."""
    words = scene.tokens.words
    return (
        verb + 1 < len(words)
        and words[verb + 1].lower in ("at", "in", "by", "between", "under", "on")
        and words[verb - 1].lower not in BE
    )
