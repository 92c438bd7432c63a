"""Headlines: a record's clause in its own word order, in the present tense, with names for pronouns, in 80 cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kortui.extract.clauses import Part
from kortui.extract.matching import Match
from kortui.extract.morphology import forms, third_person
from kortui.extract.scene import PAIR, Scene
from kortui.extract.speech import Statement
from kortui.extract.verbs import AUXILIARIES, BE, verb_forms
from kortui.extract.words import NONE
from kortui.text import cell_width, one_line, truncate
from kortui.vocabulary import Hedge

CELLS = 80
_LEADING = frozenset(
    "and but or so yet that which who when while as after before since because although though where with if then however likewise "
    "also moreover meanwhile furthermore , ; : — – ' \" “ ” ‘ ’ ) (".split()
)
_TRAILING = frozenset(
    "the a an of in at on by for with to from and or but as that which who its their his her into under between including such than "
    "during after before while when where about also our this these those , ; : — – ( \" “ ‘".split()
)
_DATE_PREPOSITIONS = frozenset("in on at during since by from until within around of between throughout late early through for".split())
_STOPS = frozenset("of in at on by for with to from into under between during after before against , ; : ( ) and but that which".split())
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_KEEP_PLURAL = re.compile(r"(?:\w+s|people|police|forces|troops)$", re.I)
_HEDGED: dict[Hedge | None, str] = {
    ">": "exceed", ">=": "reach at least", "<": "stay under", "<=": "reach at most", "~": "stand at about", "<~": "near",
    None: "stand at",
}  # fmt: skip


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


def _name(scene: Scene, entity: str) -> str:
    known = scene.entities.get(entity)
    return known.name if known else entity


def names(scene: Scene, ids: Sequence[str], at_most: int = 3) -> str:
    """Names of entities in a row: ``A``, ``A and B``, ``A, B and C``."""
    shown = [_name(scene, i) for i in ids[:at_most]]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def fit(text: str, cells: int = CELLS) -> str:
    """A title trimmed to its room at a word, with a capital and without a dangling preposition or an open quote."""
    text = one_line(text).strip(" ,;:—–-.")
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = re.sub(r"[\"“”]", "", text)
    if text.count("(") != text.count(")"):
        text = re.sub(r"[()]", "", text)
    if cell_width(text) > cells:
        words = truncate(text, cells - 1, "").split()
        if not text.startswith(" ".join(words) + " "):
            words = words[:-1]
        while len(words) > 3 and words[-1].lower().strip(",;:") in _TRAILING:
            words.pop()
        text = " ".join(words).rstrip(" ,;:—–-") + "…"
    else:
        words = text.split()
        while len(words) > 2 and words[-1].lower() in _TRAILING:
            words.pop()
        text = " ".join(words).rstrip(" .,;:")
    return one_line(text[:1].upper() + text[1:])


def _without_dates(scene: Scene, first: int, last: int) -> list[int]:
    """Tokens of a range without its time expressions, the prepositions and commas that only set them off, and asides in brackets."""
    words = scene.tokens.words
    kept: list[int] = []
    depth = 0
    i = first
    while i < last:
        word = words[i]
        depth += (word.lower == "(" and word.entity == NONE) - 0
        if depth:
            depth -= word.lower == ")"
            i += 1
            continue
        if word.date != NONE and word.entity == NONE and scene.tokens.dates[word.date].kind not in ("PERIOD", "DURATION"):
            while kept and words[kept[-1]].lower in (*_DATE_PREPOSITIONS, "the") and words[kept[-1]].entity == NONE:
                kept.pop()
            while i < last and words[i].date == word.date:
                i += 1
            if i < last and words[i].lower == "," and kept and words[kept[-1]].lower == ",":
                kept.pop()
                i += 1
            continue
        kept.append(i)
        i += 1
    return kept


def _join(scene: Scene, pieces: list[int | str]) -> str:
    words, text = scene.tokens.words, scene.tokens.text
    out: list[str] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, str):
            out.append(f" {piece}")
            continue
        word = words[piece]
        spaced = at == 0 or isinstance(pieces[at - 1], str) or text[word.start - 1 : word.start].isspace()
        before = pieces[at - 1] if at else NONE
        if isinstance(before, int) and before != piece - 1 and word.lower not in (",", ".", ";", ")", "'s", "’s"):
            spaced = True
        out.append(f"{' ' if spaced else ''}{text[word.start : word.end]}")
    joined = re.sub(r"\s+([,.;:)])", r"\1", one_line("".join(out)))
    joined = re.sub(r"\(\s*\)|,(?=[,;.])", "", joined)
    return joined.replace("( ", "(")


def _strip_front(scene: Scene, tokens: list[int]) -> list[int]:
    words = scene.tokens.words
    while tokens and words[tokens[0]].lower in _LEADING and words[tokens[0]].entity == NONE:
        tokens = tokens[1:]
    if len(tokens) > 4 and words[tokens[0]].lower in ("in", "on", "during", "at", "since", "by", "from") and words[tokens[0]].entity == NONE:
        comma = next((n for n, t in enumerate(tokens[:12]) if words[t].lower == ","), NONE)
        if comma != NONE:
            tokens = tokens[comma + 1 :]
    return tokens


def _plural(scene: Scene, subject: list[int], people: Sequence[str]) -> bool:
    words = scene.tokens.words
    if len(people) > 1 and any(words[t].lower == "and" for t in subject):
        return True
    heads = [t for t in subject if words[t].lower not in _STOPS]
    stop = next((n for n, t in enumerate(subject) if n and words[t].lower in ("of", "in", "for", "from", "between", "with", "to", "at", ",")), None)
    if stop is not None:
        heads = [t for t in subject[:stop] if words[t].lower not in _STOPS]
    if not heads:
        return False
    last = words[heads[-1]]
    if last.entity != NONE:
        span = scene.tokens.entities[last.entity]
        return span.demonym and span.text.endswith("s")
    return bool(_KEEP_PLURAL.match(last.lower)) and not last.lower.endswith(("ss", "us", "is", "'s", "’s"))


def _present(scene: Scene, verbs: list[int], plural: bool) -> list[int | str]:
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
    lemma = _lemmas().get(word)
    if lemma is None:
        return word
    return third_person(lemma, plural)


def _verb_group(scene: Scene, verb: int, last: int) -> list[int]:
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
        elif lower.endswith("ly") or lower in ("also", "already", "then", "only", "still", "not", "jointly", "first", "later", "thus"):
            pass
        elif verb_forms().get(lower, frozenset()) & {"participle", "base"} or lower.endswith("ed"):
            group.append(at)
            break
        else:
            break
        at += 1
    return group


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
    if verb == NONE or not part.first <= verb < part.last:
        return fit(_join(scene, list(_strip_front(scene, _without_dates(scene, part.first, part.last)))))
    opens = verb
    while opens > part.first and words[opens - 1].lower in ("has", "have", "had", "also", "will"):
        opens -= 1
    subject = _strip_front(scene, _without_dates(scene, part.first, opens))
    if all(words[t].lower.endswith("ly") or words[t].lower in ("also", "then", "both") for t in subject):
        subject = []
    group = _verb_group(scene, opens, part.last) if opens == verb or words[opens].lower != "also" else [verb]
    behind = _without_dates(scene, group[-1] + 1, part.last)
    said = [words[t].lower for t in subject]
    plural = _plural(scene, subject, subject_ids)
    text = _join(scene, list(subject))
    head: list[int | str]
    if part.link in ("who", "which") and not subject:
        antecedent = _antecedent(scene, part.first - 1)
        head, plural = list(antecedent), _plural(scene, antecedent, ())
    elif not subject or (set(said) & _PRONOUNS and len(said) < 3) or (PAIR.fullmatch(text) and len(subject_ids) == 2):
        lent = [] if said else _lent_subject(scene, part)
        head = list(lent) if lent else [names(scene, subject_ids)] if subject_ids else list(subject)
        plural = _plural(scene, lent, subject_ids) if lent else len(subject_ids) > 1
    else:
        head = list(_drop_article(scene, subject))
    return fit(_join(scene, [*head, *_present(scene, group, plural), *behind]))


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
    own = _strip_front(scene, _without_dates(scene, first, last))
    if match.voice == "noun" or part.verb == NONE or not own:
        return fit(f"{_join(scene, list(_drop_article(scene, own)))} {match.lemma}")
    group = _verb_group(scene, part.verb, part.last)
    article = scene.tokens.words[own[0]].lower in ("the", "a", "another")
    if match.voice == "passive" or article:
        behind = [] if match.voice == "passive" else _without_dates(scene, group[-1] + 1, first)
        plural = _plural(scene, own, ())
        return fit(_join(scene, [*_drop_article(scene, own), *_present(scene, group, plural), *behind]))
    subject = _drop_article(scene, _strip_front(scene, _without_dates(scene, part.first, part.verb)))
    return fit(_join(scene, [*subject, *_present(scene, group, _plural(scene, subject, ())), *own]))


def _antecedent(scene: Scene, last: int) -> list[int]:
    """The noun phrase that ends before a relative clause."""
    words = scene.tokens.words
    while last > 0 and words[last].lower in (",", "who", "which"):
        last -= 1
    first = last
    while first > 0 and not (words[first - 1].lower in _STOPS and words[first - 1].entity == NONE):
        first -= 1
    kept = _without_dates(scene, first, last + 1)
    return _drop_article(scene, kept)


def _lent_subject(scene: Scene, part: Part) -> list[int]:
    """The subject of the clause before, for one that begins with its verb ("… and constructed a factory")."""
    words = scene.tokens.words
    for earlier in reversed([p for p in scene.parts if p.last <= part.first]):
        if earlier.verb == NONE:
            continue
        subject = _strip_front(scene, _without_dates(scene, earlier.first, earlier.verb))
        if subject:
            short = len(subject) < 9 and not {words[t].lower for t in subject} & _PRONOUNS
            return _drop_article(scene, subject) if short else []
    return []


def _drop_article(scene: Scene, subject: list[int]) -> list[int]:
    if subject and scene.tokens.words[subject[0]].lower in ("the", "a", "an") and len(subject) > 1:
        return subject[1:]
    return subject


def noun(scene: Scene, match: Match) -> str:
    """The headline of a nominal trigger: its noun phrase with what depends on it."""
    part, words = scene.parts[match.part], scene.tokens.words
    first = match.first
    while first > part.first and not (words[first - 1].lower in _STOPS and words[first - 1].entity == NONE):
        if first - 1 == part.verb or words[first - 1].lower in AUXILIARIES:
            break
        first -= 1
    last = match.last
    while last < part.last:
        word = words[last]
        if last == part.verb and last > match.first and not _reduced(scene, last):
            break
        if word.lower == "and" and words[last - 1].date != NONE:
            break  # "the visit in 1982 and the visit in 1986"
        if word.lower in (";", ":", "—") or (word.lower == "," and word.entity == NONE):
            break
        last += 1
    kept = _strip_front(scene, _without_dates(scene, first, last))
    return fit(_join(scene, list(_drop_article(scene, kept))))


def _reduced(scene: Scene, verb: int) -> bool:
    """Whether a participle only qualifies the noun before it ("event held at the hotel")."""
    words = scene.tokens.words
    return verb + 1 < len(words) and words[verb + 1].lower in ("at", "in", "by", "between", "under", "on") and words[verb - 1].lower not in BE


def statement(scene: Scene, said: Statement) -> str:
    """The headline of a statement: the clause itself where its verb takes a position, else ``Name: what was said``."""
    part = scene.parts[said.part]
    speaker = names(scene, said.speakers, 2)
    if said.strong:
        return clause(scene, _through(scene, said), said.speakers, said.verb)
    spoken = [p for n, p in enumerate(scene.parts) if n != said.part and p.says == NONE]
    body = next((p for p in spoken if p.verb != NONE), spoken[0] if spoken else part)
    last = body.last
    for following in spoken:
        if following.first == last and following.link in ("that", "which", "who", "as", "when", "if", "where"):
            last = following.last
    text = _join(scene, list(_strip_front(scene, list(range(body.first, last)))))
    text = re.sub(r"[\"“”]", "", text)
    return fit(f"{speaker}: {text}")


def _through(scene: Scene, said: Statement) -> Part:
    """The clause of a verb that takes a position together with what it governs."""
    part = scene.parts[said.part]
    last = part.last
    for following in scene.parts[said.part + 1 :]:
        if following.link != "that":
            break
        last = following.last
    return Part(max(part.first, _own_start(scene, part, said)), last, said.verb)


def _own_start(scene: Scene, part: Part, said: Statement) -> int:
    """Where a verb of saying's own subject begins, behind a quotation that precedes it."""
    words = scene.tokens.words
    for i in range(said.verb - 1, part.first, -1):
        if words[i].lower in (",", '"', "”") and words[i].entity == NONE:
            between = [w.lower for w in words[part.first : i]]
            return i + 1 if '"' in between or "“" in between or len(between) > 9 else part.first
    return part.first


def figure(measure: str, amount: str, hedge: Hedge | None, record: bool, target: str = "") -> str:
    """The headline of a figure.

    Args:
        measure: What is measured.
        amount: The source's words for the amount.
        hedge: Its hedge.
        record: Whether the source calls it a record.
        target: Who aims at it; empty for a figure that was measured.
    """
    bare = re.sub(r"^(?:over|more than|nearly|about|around|almost|some|exceeding|above|at least|up to|roughly|approximately)\s+", "", amount)
    if target:
        return fit(f"{target} aims for {measure} of {bare}" if measure else f"{target} aims for {bare}")
    plural = measure.split(" of ")[0].split(" with ")[0].endswith("s")
    words = "reach a record" if record else _HEDGED[hedge]
    verb, _, rest = words.partition(" ")
    return fit(f"{measure} {verb if plural else third_person(verb, False)} {rest} {bare}")
