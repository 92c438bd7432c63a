"""Headlines of members of a coordination that leaves its verb out: their words with the verb and what the row shares."""

from __future__ import annotations

from kortui.extract.clauses import Part
from kortui.extract.fitting import fit
from kortui.extract.phrases import drop_article, is_stop, join, strip_front, without_dates
from kortui.extract.scene import Scene
from kortui.extract.subjects import has_subject, own_subject
from kortui.extract.titles_verbs import plural, present, verb_group
from kortui.extract.usage import Match
from kortui.extract.verbs import BE, verb_forms
from kortui.extract.words import NONE


def gapped(scene: Scene, match: Match, first: int, last: int) -> str:
    """The headline of a member without a verb: its words with the verb and what the coordination shares.

    Args:
        scene: The sentence.
        match: The trigger of the whole coordination.
        first: First token of the member's own words.
        last: The token behind them; equal to `first` when there are none, which gives no headline.
    """
    if first >= last:
        return ""
    part = scene.parts[match.part]
    own = strip_front(scene, without_dates(scene, first, last))
    own = _with_noun(scene, part, own)
    if len(own) > 2 and [scene.tokens.words[t].lower for t in own[:2]] == ["followed", "by"]:
        group: list[int | str] = ["follow" if plural(scene, own[2:], ()) else "follows"]
        return fit(join(scene, [*drop_article(scene, own[2:]), *group]))
    by = bool(own) and match.voice == "passive" and scene.tokens.words[own[0] - 1].lower == "by"
    if own and not by and part.verb != NONE and has_subject(scene, own[0], last):
        return _with_subject(scene, own, verb_group(scene, part.verb, part.last))
    if match.voice == "noun" or part.verb == NONE or not own:
        words = join(scene, list(drop_article(scene, own)))
        return fit(f"{match.lemma} {words}" if words.lower().startswith("of ") else f"{words} {match.lemma}")
    verbs = _with_infinitive(scene, verb_group(scene, part.verb, part.last), first)
    if by:
        patient = drop_article(scene, strip_front(scene, without_dates(scene, part.first, part.verb)))
        return fit(join(scene, [*patient, *present(scene, verbs, plural(scene, patient, ())), "by", *own]))
    behind = [] if match.voice == "passive" else without_dates(scene, verbs[-1] + 1, first)
    article = scene.tokens.words[own[0]].lower in ("the", "a", "another")
    if match.voice == "passive" or (article and (not behind or is_stop(scene, behind[0]))):
        many = plural(scene, own, ())
        return fit(join(scene, [*drop_article(scene, own), *present(scene, verbs, many), *behind]))
    subject = drop_article(scene, strip_front(scene, without_dates(scene, part.first, part.verb)))
    shared = _up_to_twin(scene, behind, own)
    many = plural(scene, subject, own_subject(scene, part, part.verb))
    return fit(join(scene, [*subject, *present(scene, verbs, many), *shared, *own]))


def _with_infinitive(scene: Scene, verbs: list[int], last: int) -> list[int]:
    """A verb of what is to come with its infinitive ("is to deliver")."""
    words, at = scene.tokens.words, verbs[-1] + 1
    if len(verbs) > 1 or words[verbs[0]].lower not in BE or at + 1 >= last or words[at].lower != "to":
        return verbs
    return [*verbs, at, at + 1] if "base" in verb_forms().get(words[at + 1].lower, ()) else verbs


def _with_noun(scene: Scene, part: Part, own: list[int]) -> list[int]:
    """A bare ordinal with what the ordinal of the first member counts ("the 100th" anniversary of relations)."""
    words, amounts = scene.tokens.words, scene.tokens.amounts
    if not own or words[own[-1]].amount == NONE or amounts[words[own[-1]].amount].kind != "ordinal" or part.verb == NONE:
        return own
    subject = without_dates(scene, part.first, part.verb)
    ordinal = [n for n, t in enumerate(subject) if words[t].amount != NONE and amounts[words[t].amount].kind == "ordinal"]
    return [*own, *subject[ordinal[0] + 1 :]] if ordinal else own


def _up_to_twin(scene: Scene, shared: list[int], own: list[int]) -> list[int]:
    """The words behind a verb up to the name that a further member puts another in place of ("a treaty with" India)."""
    entities, words = scene.tokens.entities, scene.tokens.words
    kind = entities[words[own[0]].entity].kind if words[own[0]].entity != NONE else ""
    twins = [n for n, t in enumerate(shared) if words[t].entity != NONE and entities[words[t].entity].kind == kind]
    if not twins:
        return []
    first = next(n for n in twins if words[shared[n]].entity == words[shared[twins[-1]]].entity)
    return shared[:first]


def _with_subject(scene: Scene, own: list[int], group: list[int]) -> str:
    """The headline of a member with a subject of its own; "KAI with Kenya" takes the object along with the verb."""
    words = scene.tokens.words
    rest = next(n for n, t in enumerate(own) if words[t].entity != words[own[0]].entity)
    shared: list[int] = []
    if is_stop(scene, own[rest]):
        last = group[-1] + 1
        while last < own[0] and not is_stop(scene, last) and words[last].date == NONE:
            last += 1
        shared = list(range(group[-1] + 1, last))
    return fit(join(scene, [*own[:rest], *present(scene, group, False), *shared, *own[rest:]]))
