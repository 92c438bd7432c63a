"""Headlines: a record's clause in its own word order, in the present tense, with names for pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kortui.extract.attach_amounts import is_part_of
from kortui.extract.clauses import Part
from kortui.extract.fitting import fit
from kortui.extract.giving import given, is_given_something
from kortui.extract.governing import PREPOSITIONS
from kortui.extract.phrases import PRONOUNS, drop_article, is_stop, join, names, strip_front, without_dates
from kortui.extract.scene import PAIR, Scene
from kortui.extract.titles_ends import goes_on, to_full_stop, without_next
from kortui.extract.titles_owners import in_force, of_body, of_pair, weapons_meant, with_country
from kortui.extract.titles_subjects import (
    antecedent,
    lent_object,
    lent_subject,
    possessed,
    tidy,
    with_noun,
    without_place,
    without_relative,
)
from kortui.extract.titles_verbs import is_reduced, keeps_participle, needs_its_date, plural, present, verb_group
from kortui.extract.usage import Match, goes_on_infinitive
from kortui.extract.verbs import AUXILIARIES, BE, finite, is_adverb, verb_forms
from kortui.extract.words import NONE

_LIGHT = frozenset(("also", "then", "thus", "still", "already", "now", "later", "therefore"))
_ONLY = frozenset(("only", "just", "merely", "simply"))
_LEADING = frozenset(("then", "both", "instead", "rather", "even", "again", "last", "first", "once", "ever", "soon", "next"))
"""Words that may stand where a clause that goes on with the subject before would have one."""
_HEDGES = frozenset(("likely", "reportedly", "allegedly", "possibly", "probably", "tentatively", "apparently", "supposedly"))
"""Adverbs that a headline keeps: without them it would say more than its source."""
_SIGNING = frozenset(("sign", "signed", "ratify", "ratified", "initial", "initialled", "approve", "approved"))
_INVERTED = re.compile(r"^(?:did|had(?!.* been\b)) ", re.IGNORECASE)
"""How a clause begins whose verb stands before its subject: "Not until 2012 did they sign"."""
_WITHIN = frozenset(("at", "in", "during", "on"))


def _is_aside(scene: Scene, token: int) -> bool:
    """Whether a word at the end of a subject is an adverb of the verb, and no name ("the National Assembly")."""
    word = scene.tokens.words[token]
    return not word.name and word.lower.endswith("ly") and is_adverb(word.lower)


def clause(scene: Scene, part: Part, subject_ids: Sequence[str], verb: int = NONE) -> str:
    """The headline of a clause around its verb.

    Args:
        scene: The sentence.
        part: The clause.
        subject_ids: Who the subject is, for clauses that only have a pronoun or none.
        verb: Token of the verb; the clause's own when not given.
    """
    words = scene.tokens.words
    verb = part.verb if verb == NONE else verb
    if verb == NONE and "ing" in verb_forms().get(words[part.first].lower, ()):
        verb = part.first
    if verb == NONE or not part.first <= verb < part.last:
        return fit(join(scene, list(strip_front(scene, without_dates(scene, part.first, part.last)))))
    opens = verb
    while opens > part.first and words[opens - 1].lower in ("has", "have", "had", "also", "will"):
        opens -= 1
    subject = without_relative(scene, part, strip_front(scene, without_dates(scene, part.first, opens)))
    if [words[t].lower for t in subject[-2:-1]] == ["not"] and words[subject[-1]].lower in _ONLY:
        subject = subject[:-2]  # "not only signed" is signed
    while len(subject) > 1 and (_is_aside(scene, subject[-1]) or words[subject[-1]].lower in _LIGHT):
        subject.pop()
    if all(is_adverb(words[t].lower) or words[t].lower in _LEADING for t in subject):
        subject = []
    group = verb_group(scene, opens, part.last) if opens == verb or words[opens].lower != "also" else [verb]
    behind = to_full_stop(scene, without_dates(scene, group[-1] + 1, part.last))
    behind_verb = words[opens + 1].lower if opens + 1 < part.last else ""
    aside = behind_verb == "by" or (behind_verb == "to" and words[opens].lower.endswith("ed"))
    if subject and words[opens - 1].lower == "," and aside:
        return fit(join(scene, list(drop_article(scene, [*subject, *group, *behind]))))
    if needs_its_date(scene, group[-1], behind):
        behind = list(range(group[-1] + 1, part.last))
    if subject and words[subject[0]].lower in _WITHIN and is_reduced(scene, verb):
        return fit(join(scene, list(drop_article(scene, [*subject[1:], *group, *behind]))))
    subject = tidy(scene, subject)
    fronted = bool(subject) and (is_stop(scene, subject[0]) or words[subject[-1]].lower in ("they", "he", "she"))
    if len(subject) > 1 and fronted and words[subject[-1]].lower in PRONOUNS - {"i"}:
        subject = subject[-1:]  # "in Nairobi he met"
    if not subject and words[part.first].date != NONE and all(w.date != NONE for w in words[part.first : opens]):
        subject = list(range(part.first, opens))  # "this year has seen"
    subject = without_place(scene, subject)
    goes_on_to = not subject and opens == verb and goes_on_infinitive(scene, part, verb)
    said = [words[t].lower for t in subject]
    many = plural(scene, subject, subject_ids)
    head: list[int | str]
    if part.link in ("who", "which") and not subject:
        meant = antecedent(scene, part.first - 1)
        head, many = list(meant), plural(scene, meant, ())
    elif (
        not subject
        or (set(said) & PRONOUNS and len(said) < 3)
        or (len(subject_ids) == 2 and PAIR.fullmatch(join(scene, list(subject))))
    ):
        lent = [] if said else lent_subject(scene, part, subject_ids)
        subject_ids = subject_ids or _last_spoken_of(scene, said)
        spoken = speaker_of(scene, part) if {"we", "i"} & set(said) else ""
        if not subject_ids and said and not lent:
            lent = _said_by(scene, part) if {"he", "she"} & set(said) else []
        head = list(lent) if lent else [names(scene, subject_ids)] if subject_ids else _without_pronoun(said, subject)
        if spoken:
            head, lent = [f"{spoken}: {'we' if 'we' in said else 'I'}"], []
        if said[-1:] == ["to"] and head != list(subject):
            head = [*head, "to"]  # "It to deliver the engines"
        named_for_we = bool(subject_ids) and "we" in said and not spoken
        many = (
            plural(scene, lent, subject_ids)
            if lent
            else len(subject_ids) > 1 or (bool({"they", "we", "i", "you"} & set(said)) and not named_for_we)
        )
    elif words[part.first].lower == "whose" and subject:
        head = [f"{join(scene, list(antecedent(scene, part.first - 1)))}'s", *subject[1:]]
    else:
        owner = possessed(scene, part, subject)
        head = [owner, *subject[1:]] if owner else with_noun(scene, part, drop_article(scene, subject))
    if subject and in_force(scene, subject, behind):
        head, many = ["Agreement"], False
    if (
        said
        and set(said) & PRONOUNS
        and words[group[-1]].lower == "followed"
        and [words[t].lower for t in behind[:1]] == ["by"]
    ):
        return fit(join(scene, [*drop_article(scene, [t for t in behind[1:] if words[t].lower != "."]), "follow"]))
    if pair := of_pair(scene, subject):
        head, many = [pair], pair.partition(" of ")[0].endswith("s")
    else:
        head = [*head, *of_body(scene, part, subject)]
    if not head and words[opens].lower.endswith("ing"):
        return fit(join(scene, list(strip_front(scene, list(range(part.first, len(words)))))))
    behind = weapons_meant(scene, behind)
    meant_by_it: list[int | str] = []
    if behind and words[behind[0]].lower in ("it", "them") and _is_object(scene, behind):
        lent_behind = lent_object(scene, part, words[behind[0]].lower == "them")
        signs = words[behind[0]].lower == "it" and words[group[-1]].lower in _SIGNING and scene.accord
        meant_by_it = [f"the {scene.accord}"] if signs and not lent_behind else []
        behind = [*lent_behind, *behind[1:]]
    behind = _whole_object(scene, part, group, without_next(scene, _without_stump(scene, behind)))
    behind = [*behind, *(goes_on(scene, part) if behind and behind[-1] == part.last - 1 else ())]
    verbs: list[int | str] = list(group) if keeps_participle(scene, part, verb) else present(scene, group, many)
    if is_given_something(scene, group, behind):
        if set(said) & PRONOUNS and not subject_ids:
            return fit(join(scene, given(scene, group[-1], behind)))
        verbs = ["are" if many else "is", group[-1]]
    verbs = ["to", *group] if goes_on_to and head else verbs
    if verbs and verbs[0] == "to" and head and str(head[0]).endswith((": we", ": I")):
        verbs = ["will", *verbs[1:]]
    hedged = not _HEDGES.isdisjoint(scene.tokens.lowers)
    unsure = [t for t in range(part.first, group[-1]) if words[t].lower in _HEDGES and t not in behind] if hedged else ()
    told = join(scene, [*head, *(words[t].lower for t in unsure), *verbs, *meant_by_it, *behind])
    return fit(_INVERTED.sub("", told) if words[opens].lower in ("did", "had") or not subject else told)


def _without_pronoun(said: Sequence[str], subject: list[int]) -> list[int | str]:
    """A subject that stands for nobody known: nothing where it is a pronoun of the third person ("To deliver the engines")."""
    return [] if set(said) & {"it", "they", "he", "she"} else list(subject)


def _is_object(scene: Scene, behind: list[int]) -> bool:
    """Whether the pronoun behind a verb is its whole object ("sold it to Kenya"), not that of "made it easier"."""
    words = scene.tokens.words
    following = words[behind[1]].lower if len(behind) > 1 else "."
    return following in PREPOSITIONS or following in (".", ",", ";", "and", "again", "back", "over", "up", "down", "home")


def _last_spoken_of(scene: Scene, said: Sequence[str]) -> tuple[str, ...]:
    """Whom the sentence before was of, for a clause without a subject; a pronoun stands for nobody it does not fit."""
    return () if set(said) & {"he", "she", "it", "they"} else scene.discourse.subject


def speaker_of(scene: Scene, part: Part) -> str:
    """Who says what a clause of the same sentence tells, in the words of the sentence, for its "we" and "I"; else empty."""
    words = scene.tokens.words
    saying = next((p for p in scene.parts if p is not part and p.says > p.first), None)
    if saying is None:
        return ""
    own = strip_front(scene, without_dates(scene, saying.first, saying.says))
    said_by = [t for t in own if words[t].lower not in (",", '"', "“", "”")]
    if not said_by or {words[t].lower for t in said_by} & PRONOUNS:
        return ""
    return join(scene, list(drop_article(scene, said_by)))


def _said_by(scene: Scene, part: Part) -> list[int]:
    """The subject of the verb of saying in the sentence, for the "he" of what is said."""
    for earlier in reversed([p for p in scene.parts if p.last <= part.first and p.says != NONE]):
        subject = strip_front(scene, without_dates(scene, earlier.first, earlier.says))
        if subject and not {scene.tokens.words[t].lower for t in subject} & PRONOUNS:
            return drop_article(scene, subject)
    return []


def of_part(scene: Scene, number: int) -> str:
    """The headline of a clause on a part of those counted before it ("40 of 900 Kenyans die"); empty for any other."""
    part = scene.parts[number]
    if not number or not is_part_of(scene, number) or part.verb == NONE or scene.tokens.words[part.first].amount != NONE:
        return ""
    words, earlier = scene.tokens.words, scene.parts[number - 1]
    whole = strip_front(scene, without_dates(scene, earlier.first, earlier.verb)) if earlier.verb != NONE else ()
    count = [
        t for t in range(max(earlier.first, part.first - 4), part.first) if words[t].amount == words[part.first - 1].amount
    ]
    if not whole or not set(count).isdisjoint(whole):
        return ""
    behind = without_dates(scene, part.verb + 1, part.last)
    head: list[int | str] = list(drop_article(scene, list(whole)))
    opens = words[whole[0]]
    if head and head[0] == whole[0] and opens.entity == NONE and not opens.name:
        head[0] = opens.lower  # "About 900" no longer begins the sentence
    return fit(join(scene, [*count, "of", *head, *present(scene, [part.verb], True), *behind]))


def _whole_object(scene: Scene, part: Part, group: list[int], behind: list[int]) -> list[int]:
    """What stands behind a verb, with what it governs in the next clause, or with what a relative clause is of."""
    words = scene.tokens.words
    following = next((p for p in scene.parts if p.first == part.last), None)
    if not behind and following is not None and following.link == "that":
        return without_dates(scene, group[-1] + 1, following.last)
    if (
        part.link in ("which", "that", "whom")
        and not any(p.last == part.first and p.says != NONE for p in scene.parts)
        and not any(words[t].lower in BE for t in group)
        and part.verb > part.first
        and (not behind or is_stop(scene, behind[0]))
    ):
        own = strip_front(scene, without_dates(scene, part.first, part.verb))
        if own and "past" in verb_forms().get(words[group[-1]].lower, ()):
            return [*antecedent(scene, part.first - 1), *behind]
    return behind


_CONJUNCTIONS = frozenset(("as", "while", "when", "because", "although", "though", "if", "since", "where", "that", "and"))
_STUMPS = frozenset(("when", "while", "where", "who"))


def _without_stump(scene: Scene, behind: list[int]) -> list[int]:
    """What stands behind a verb without the beginning of a clause whose verb is cut off (", when both Korea")."""
    words = scene.tokens.words
    if _STUMPS.isdisjoint(scene.tokens.lowers) and _CONJUNCTIONS.isdisjoint(scene.tokens.lowers):
        return behind
    loose = next(
        (
            n
            for n, t in enumerate(behind)
            if n and words[t].lower in _CONJUNCTIONS and (n + 1 == len(behind) or words[behind[n + 1]].lower == ",")
        ),
        None,
    )
    if loose is not None and words[behind[loose]].entity == NONE:
        behind = behind[:loose]  # "as, less than before, the lira fell"
    opens = [n for n, t in enumerate(behind) if words[t].lower in _STUMPS and n > 1]
    if opens and not any(finite(scene.tokens, t) for t in behind[opens[-1] :]):
        return behind[: opens[-1]]
    return behind


def noun(scene: Scene, match: Match) -> str:
    """The headline of a nominal trigger: its noun phrase with what depends on it."""
    part, words = scene.parts[match.part], scene.tokens.words
    first = match.first
    while first > part.first and not is_stop(scene, first - 1):
        if first - 1 == part.verb or words[first - 1].lower in AUXILIARIES:
            break
        if first - 1 == part.first and "ing" in verb_forms().get(words[first - 1].lower, ()):
            break  # "recalling talks"
        first -= 1
    last = match.last
    while last < part.last:
        word = words[last]
        if last == part.verb and last > match.first and not is_reduced(scene, last):
            break
        if word.lower == "and" and words[last - 1].date != NONE:
            break  # "the visit in 1982 and the visit in 1986"
        if word.lower in (";", ":", "—") or (word.lower == "," and word.entity == NONE and word.amount == NONE):
            break
        last += 1
    kept = strip_front(scene, without_dates(scene, first, last))
    return fit(join(scene, with_country(scene, drop_article(scene, kept))))
