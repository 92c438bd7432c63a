"""The words a headline borrows: the subject of the clause before, what a relative clause is of, whose "its" and "his" is."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.extract.clauses import Part
from kortui.extract.fitting import fit
from kortui.extract.governing import PLACING
from kortui.extract.phrases import PRONOUNS, drop_article, is_stop, join, name, names, strip_front, without_dates
from kortui.extract.relatives import Relative, bare_relative
from kortui.extract.scene import Scene
from kortui.extract.subjects import closes_relative, is_antecedent, own_subject, subject
from kortui.extract.titles_verbs import plural, present, verb_group
from kortui.extract.usage import Match
from kortui.extract.verbs import AUXILIARIES, BE, verb_forms
from kortui.extract.words import NONE
from kortui.records import replace


def lent_object(scene: Scene, part: Part, many: bool = True) -> list[int]:
    """The object of the clause before, where its number fits: what "them" or "it" stands for ("built the ship and sold it").

    Args:
        scene: The sentence.
        part: The clause with the pronoun.
        many: Whether the pronoun is "them".
    """
    before = [p for p in scene.parts if p.last <= part.first and p.verb != NONE]
    if not before:
        return []
    earlier = before[-1]
    first = verb_group(scene, earlier.verb, earlier.last)[-1] + 1
    last = first
    while last < earlier.last and not is_stop(scene, last) and scene.tokens.words[last].date == NONE:
        last += 1
    found = drop_article(scene, list(range(first, last)))
    return found if found and len(found) < 7 and plural(scene, found, ()) == many else []


_ANOTHER = frozenset(
    ("another", "other", "first", "second", "third", "fourth", "fifth", "sixth", "last", "next", "new", "newer", "larger",
     "smaller", "similar", "further", "final")
)  # fmt: skip


def with_noun(scene: Scene, part: Part, subject: list[int]) -> list[int | str]:
    """A subject whose "one" is said in full, by the noun of the clause before ("the second one" is the second tanker).

    Args:
        scene: The sentence.
        part: The clause.
        subject: The subject's tokens.
    """
    words = scene.tokens.words
    if len(subject) < 2 or words[subject[-1]].lower != "one" or words[subject[-2]].lower not in _ANOTHER:
        return list(subject)
    earlier = next((p for p in reversed(scene.parts) if p.last <= part.first and p.verb != NONE), None)
    if earlier is None:
        return list(subject)
    passive = words[earlier.verb].lower in BE
    meant = (
        strip_front(scene, without_dates(scene, earlier.first, earlier.verb)) if passive else lent_object(scene, part, False)
    )
    stop = next((n for n, t in enumerate(meant) if is_stop(scene, t)), len(meant))
    noun = meant[stop - 1] if stop else NONE
    plain = noun != NONE and words[noun].entity == NONE and not words[noun].name and words[noun].lower.isalpha()
    return [*subject[:-1], words[noun].lower] if plain and words[noun].lower not in PRONOUNS else list(subject)


def antecedent(scene: Scene, last: int) -> list[int]:
    """The noun phrase that ends before a relative clause, without its date ("the Treaty of Zuhab", of 1639)."""
    words = scene.tokens.words
    while last > 0 and (
        words[last].lower in (",", "who", "which", "that", "whose", "whom", "on", "in") or words[last].date != NONE
    ):
        last -= 1
    verbs = {p.verb for p in scene.parts}
    first = _phrase_start(scene, last, verbs)
    if _is_where(scene, first, last) and first - 2 not in verbs and words[first - 2].entity == NONE == words[first - 2].date:
        first = _phrase_start(scene, first - 2, verbs)  # "the plant in Ankara, which …" is of the plant
    while first < last and words[first].lower == "of":
        first += 1
    return drop_article(scene, without_dates(scene, first, last + 1))


def _phrase_start(scene: Scene, last: int, verbs: set[int]) -> int:
    """The first token of the noun phrase that ends with a token."""
    words, first = scene.tokens.words, last
    while first > 0 and first - 1 not in verbs and words[first - 1].lower != "about":
        if is_stop(scene, first - 1) and words[first - 1].lower != "of":
            break
        first -= 1
        if words[first].lower in ("the", "a", "an") and words[first - 1].lower != "of":
            break
    return first


def _is_where(scene: Scene, first: int, last: int) -> bool:
    """Whether tokens are a place and no more, and say where what stands before them is."""
    words = scene.tokens.words
    index = words[first].entity
    if first < 2 or index == NONE or words[last].entity != index or words[first - 1].lower not in PLACING:
        return False
    return scene.tokens.entities[index].kind in ("place", "country")


def of_relative(scene: Scene, number: int, relative: Relative) -> str:
    """The headline of a bare relative clause: "Poland orders K2 tanks", "Tanks ordered" where only "it" ordered them.

    Args:
        scene: The sentence.
        number: Index of the clause whose subject it stands in.
        relative: The relative clause.
    """
    part = scene.parts[number]
    head = drop_article(scene, strip_front(scene, without_dates(scene, part.first, relative.first)))
    behind = without_dates(scene, relative.verb + 1, relative.last)
    own = replace(part, first=relative.first, last=relative.last, verb=relative.verb)
    who = subject(scene, own, relative.verb)
    if not who:
        return fit(join(scene, [*head, relative.verb, *behind]))
    text = join(scene, list(head))
    opens = scene.tokens.words[head[0]] if head else None
    if opens is not None and opens.entity == NONE and not opens.name:
        text = text[:1].lower() + text[1:]
    return fit(join(scene, [names(scene, who), *present(scene, [relative.verb], len(who) > 1), text, *behind]))


_LONGEST = 10
"""Words of a subject up to which a headline takes it whole."""


def is_bare_participle(scene: Scene, match: Match) -> bool:
    """Whether a trigger is a participle without an auxiliary before it: "signed in 2014", not "was signed"."""
    before = scene.tokens.words[max(scene.parts[match.part].first, match.first - 3) : match.first]
    return match.voice == "passive" and not any(w.lower in BE or w.lower in AUXILIARIES for w in before)


def of_participle(scene: Scene, match: Match, date: int) -> str:
    """The headline of a participle in a subject: "Trade pact signed" of "the trade pact, signed in 2014, took effect".

    Args:
        scene: The sentence.
        match: A trigger.
        date: Where the record's date begins in the text.

    Returns:
        Empty for a trigger that is no such participle or has no date of its own.
    """
    part, words = scene.parts[match.part], scene.tokens.words
    if not is_bare_participle(scene, match) or not part.first + 1 < match.first < part.verb:
        return ""
    if not words[match.last - 1].end <= date < words[part.verb].start:
        return ""
    head = tidy(scene, strip_front(scene, without_dates(scene, part.first, match.first)))
    last = next((t for t in range(match.last, part.verb) if words[t].lower in (",", ";") and words[t].date == NONE), part.verb)
    told = without_dates(scene, match.first, last)
    if not head or len(head) > _LONGEST or words[head[0]].lower in PRONOUNS:
        return ""
    return fit(join(scene, [*drop_article(scene, head), *told]))


def without_relative(scene: Scene, part: Part, tokens: list[int]) -> list[int]:
    """A subject without the bare relative clause in it ("tanks" of "tanks it ordered")."""
    relative = bare_relative(scene, part)
    if relative is None:
        return tokens
    return [t for t in tokens if not relative.first <= t < relative.last]


def lent_subject(scene: Scene, part: Part, ids: Sequence[str]) -> list[int]:
    """The subject of the clause before, for one that begins with its verb ("… and constructed a factory").

    Args:
        scene: The sentence.
        part: The clause without a subject.
        ids: Who its subject is, as far as it is an entity; the clause that lends its words must be about them.
    """
    words = scene.tokens.words
    for earlier in reversed([p for p in scene.parts if p.last <= part.first]):
        if (earlier.verb == NONE and not is_antecedent(scene, earlier)) or closes_relative(scene, earlier, part):
            continue
        limit = earlier.verb if earlier.verb != NONE else earlier.last
        subject = strip_front(scene, without_dates(scene, earlier.first, limit))
        if ids and earlier.verb != NONE and not set(ids) & set(own_subject(scene, earlier, limit)):
            continue
        subject = without_place(scene, _without_aside(scene, subject))
        if subject:
            short = len(subject) < 12 and not {words[t].lower for t in subject} & PRONOUNS
            return drop_article(scene, subject) if short else []
    return []


def without_place(scene: Scene, subject: list[int]) -> list[int]:
    """A subject without the place that stands before it without a comma ("In Belgrade President Seo")."""
    words = scene.tokens.words
    if len(subject) < 3 or words[subject[0]].lower != "in" or words[subject[1]].entity == NONE:
        return subject
    if scene.tokens.entities[words[subject[1]].entity].kind != "place":
        return subject
    rest = [t for t in subject[1:] if words[t].entity != words[subject[1]].entity]
    named = rest and (words[rest[0]].entity != NONE or scene.tokens.text[words[rest[0]].start].isupper())
    return rest if named and not is_stop(scene, rest[0]) else subject


def _without_aside(scene: Scene, subject: list[int]) -> list[int]:
    """A subject that a comma ends without that comma, and without an aside before it that names nobody (", by contrast,")."""
    words = scene.tokens.words
    if not subject or words[subject[-1]].lower != ",":
        return subject
    kept = subject[:-1]
    commas = [n for n, t in enumerate(kept) if words[t].lower == ","]
    if commas and all(words[t].entity == NONE for t in kept[commas[-1] :]):
        kept = kept[: commas[-1]]
    return kept


_DUE = frozenset(("participle",))


def tidy(scene: Scene, subject: list[int]) -> list[int]:
    """A subject without commas that only its dates or its asides had ("the works, in 1960," "the pipe, finished in 2019,")."""
    words = scene.tokens.words
    if "," not in scene.tokens.lowers:
        return subject
    kept: list[int] = []
    for n, token in enumerate(subject):
        adverb = n > 1 and words[subject[n - 1]].lower.endswith("ly")  # ", originally planned,"
        lead = n - 2 if adverb else n - 1
        lone = lead >= 0 and n < len(subject) - 1 and words[subject[lead]].lower == words[subject[n + 1]].lower == ","
        if (
            lone
            and words[token].entity == NONE
            and verb_forms().get(words[token].lower, _DUE if words[token].lower == "due" else frozenset()) & _DUE
        ):
            del kept[-1 - adverb :]
            continue
        if kept and words[kept[-1]].lower == words[token].lower == ",":
            continue
        kept.append(token)
    commas = sum(words[t].lower == "," and words[t].amount == NONE for t in kept)
    while kept and words[kept[-1]].lower == "," and (commas < 2 or len(kept) == 1):
        kept.pop()
    return kept


_POSSESSIVES = {
    "his": ("person",),
    "her": ("person",),
    "its": ("country", "organisation"),
    "their": ("country", "organisation"),
}


def possessed(scene: Scene, part: Part, subject: list[int]) -> str:
    """Whose "his", "her" or "its" before a subject is, as "Ethiopia's"; empty when there is none or nobody is named.

    Args:
        scene: The sentence.
        part: The clause.
        subject: The subject's tokens.
    """
    kinds = _POSSESSIVES.get(scene.tokens.words[subject[0]].lower) if subject else None
    if kinds is None:
        return ""
    earlier = [p for p in scene.parts if p.last <= part.first and p.verb != NONE]
    named = next((found for p in reversed(earlier) if (found := own_subject(scene, p, p.verb))), scene.discourse.subject)
    if len(named) != 1 or scene.kind(named[0]) not in kinds:
        return ""
    owner = name(scene, named[0])
    return f"{owner}'" if owner.endswith("s") else f"{owner}'s"
