"""The mentions of one sentence: what every finder proposes, the longest chosen, and among equals the surest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from kortui.extract import acronyms, headwords, lexicon, names, namesakes, persons, weapons
from kortui.extract.amounts_numbers import SCALES
from kortui.extract.gazetteer import Gazetteer
from kortui.extract.rows import GUESSED, HEADED, HINTED, KNOWN, NAMED, TITLED, UNKNOWN, Candidate, Row, longest
from kortui.extract.tokens import Token
from kortui.extract.unknowns import unknown
from kortui.vocabulary import EntityKind

_VESSELS = lexicon.words("names", "vessels")
_ORGANS = lexicon.words("names", "organs")
_GROUPS = lexicon.words("names", "groups")
_NOBODY = lexicon.words("names", "nobody")
_FORCES = frozenset(["Army", "Navy", "Air Force", "Armed Forces", "Coast Guard", "Marine Corps"])


_Named = tuple[frozenset[int], frozenset[int], list[Candidate]]
"""Tokens of names that are no people, those of countries, places and organisations, and people."""


def read(text: str, cut: Sequence[list[Token]], gazetteer: Gazetteer) -> list[Row]:
    """The mentions of some sentences, as far as each alone can tell; one finder after the other, see `batching`.

    Args:
        text: The document's text.
        cut: The sentences' tokens.
        gazetteer: Known names.
    """
    rows = list(map(Row, cut))
    begun = [_by_gazetteer(text, out, gazetteer) for out in rows]
    for out, (_, best) in zip(rows, begun, strict=True):
        out.chosen = best
    open_ = [(out, *known) for out, known in zip(rows, begun, strict=True) if _may_name_others(out)]
    named = [_with_people(out, best) for out, _, best in open_]
    for (out, found, best), others in zip(open_, named, strict=True):
        if more := _others(text, out, best, others):
            out.chosen = longest([c for c in (*found, *more) if not _is_nobody(out.tokens, c)])
    return rows


def _by_gazetteer(text: str, out: Row, gazetteer: Gazetteer) -> tuple[list[Candidate], list[Candidate]]:
    """The names that the gazetteer knows, and the longest of them; whose countries they are is noted in the row."""
    found = namesakes.without(out, list(known(text, out, gazetteer)), gazetteer)
    best = longest(found)
    for c in best:
        country = gazetteer.entities[c.id].country
        if country and c.kind in {"country", "place"}:
            out.countries.update(dict.fromkeys(c.tokens, country))
    return found, best


def _may_name_others(out: Row) -> bool:
    """Whether a sentence has a capital letter that says something, or letters that know none."""
    return bool(out.capitals or out.foreign) and not _is_shouted(out.tokens)


def _with_people(out: Row, best: Sequence[Candidate]) -> _Named:
    """The people of a sentence besides the names the gazetteer knows."""
    row = out.tokens
    no_people = frozenset(i for c in best if c.kind != "person" and not _is_surname(row, c) for i in c.tokens)
    bodies = frozenset(i for c in best if c.kind in {"country", "place", "organisation"} for i in c.tokens)
    return no_people, bodies, list(_people(out, no_people, bodies))


def _others(text: str, out: Row, best: Sequence[Candidate], named: _Named) -> list[Candidate]:
    """All names of a sentence besides those the gazetteer knows."""
    row, (no_people, bodies, people) = out.tokens, named
    held = frozenset(out.titles) | frozenset(i for c in people if not c.surname for i in c.tokens)
    found = list(people)
    joins = {token.join for token in row}
    if headwords.has_head(out.folds):
        found += _headed(out, held, bodies)
    if weapons.may_name(joins, out.folds):
        found += weapons.named(row, no_people)
    if "(" in joins:
        found += acronyms.introduced(text, row)
    found += _organs(out)
    found += _parts(row, best)
    return found


def guess(row: Row, common: Collection[str]) -> list[Candidate]:
    """Names nobody knows among the words that are left over, told by what stands around them.

    Args:
        row: A sentence whose other mentions are settled, surnames and acronyms too.
        common: Folded words that the document also writes in lower case, so that alone they are no names.
    """
    taken: dict[int, EntityKind | None] = dict.fromkeys([*row.titles, *row.units])
    taken.update((i, c.kind) for c in row.chosen for i in c.tokens)
    found = []
    for first, last, kind in (*_before_country(row.tokens, taken, row.countries), *unknown(row.tokens, row.capitals, taken)):
        free = not any(i in taken for i in range(first, last + 1)) and (last > first or row.tokens[first].fold not in common)
        if free and not all(t.fold in _NOBODY for t in row.tokens[first : last + 1]):
            taken.update(dict.fromkeys(range(first, last + 1), kind))
            first = _begun_before(row, first) if kind == "organisation" else first
            found.append(Candidate(first, last, row.tokens[first].start, row.tokens[last].end, kind, "", UNKNOWN))
    return found


def _begun_before(row: Row, first: int) -> int:
    """Where a firm's name begins whose first words are a name by themselves, which then is none ("Hyundai Capital Mobility").

    A people before a firm is whose it is ("Turkish Roketsan"), and a place behind a preposition where it does what is told.
    """
    head = next((c for c in row.chosen if c.last == first - 1), None)
    if head is None or row.tokens[first].join != " " or head.demonym or head.kind not in {"organisation", "country", "place"}:
        return first
    led = row.tokens[head.first - 1].fold if head.first else ""
    if head.kind != "organisation" and led in {"in", "at", "from", "near", "to"}:
        return first
    if not row.tokens[head.last].capital or any(i in row.titles for i in head.tokens):
        return first
    row.chosen.remove(head)
    return head.first


def _is_nobody(row: Sequence[Token], c: Candidate) -> bool:
    """Whether a name that no gazetteer knows is a number or a pronoun ("the Two", "Minister One")."""
    return not c.id and all(row[i].fold in _NOBODY for i in c.tokens)


def _is_shouted(row: Sequence[Token]) -> bool:
    """Whether a heading is all in capitals, which then say nothing."""
    return len(row) > 2 and all(t.text.isupper() or not t.text.isalpha() for t in row)


def _is_surname(row: Sequence[Token], c: Candidate) -> bool:
    """Whether a town's name stands behind a given name and so is a family name ("Bülent Aydın")."""
    alone = c.kind == "place" and c.first == c.last and c.first > 0
    return alone and row[c.first].join == " " and row[c.first - 1].text in names.GIVEN


def known(text: str, out: Row, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """The gazetteer's names; not the country inside a currency ("U.S. dollars", "US$"), whose tokens go to the units."""
    row, names, small = out.tokens, gazetteer.names, gazetteer.small
    if out.foreign or not small.isdisjoint(out.folds):
        places = [i for i, t in enumerate(row) if t.fold in (names if t.capital else small) or t.text[0] >= "\u1100"]
    else:
        places = [i for i in out.capitals if row[i].fold in names]
    for i in places:
        for m in gazetteer.matches(text, row, i):
            if m.name.kind == "country" and _in_currency(text, row, m.first, m.last, m.end):
                out.units.update(range(m.first, m.last + 1))
                continue
            yield Candidate(m.first, m.last, row[m.first].start, m.end, m.name.kind, m.name.id, KNOWN, m.name.demonym)


def _in_currency(text: str, row: Sequence[Token], first: int, last: int, end: int) -> bool:
    """Whether a country's name, tokens ``[first, last]``, belongs to a currency: "US$", "5 million Korean won"."""
    if text.startswith("$", end) or (text.startswith(" $", end) and row[last].text in {"US", "S"}):
        return True
    after = row[last + 1] if last + 1 < len(row) else None
    if after is None or after.join not in {" ", "."} or after.fold not in _currency_words():
        return False
    return after.fold != "won" or (first > 0 and (row[first - 1].text[-1].isdigit() or row[first - 1].fold in SCALES))


def _people(out: Row, barred: frozenset[int], bodies: frozenset[int]) -> Iterator[Candidate]:
    """People of every finder; their titles are noted in the row."""
    row = out.tokens
    for run in persons.titled(row, barred, bodies) if persons.has_title(out.texts) else ():
        out.titles.update(dict.fromkeys(range(run.title, run.first), run.office))
        yield _person(row, run, TITLED)
    for runs, rank in (
        (persons.korean(row, barred) if persons.has_korean(out.texts) else (), NAMED),
        (persons.known_given(row, out.capitals, barred), NAMED),
        (persons.listed(row, barred) if persons.has_list(out.folds) else (), NAMED),
        (persons.speaking(row, barred) if persons.has_speech(out.texts, out.folds) else (), GUESSED),
    ):
        for run in runs:
            if run.first and row[run.first - 1].fold in _VESSELS:
                continue  # "the frigate Antonio Luna"
            yield _person(row, run, rank)


def _person(row: Sequence[Token], run: persons.PersonRun, rank: int) -> Candidate:
    alone = run.first == run.last and row[run.first].text[0] < "\u1100"
    return Candidate(
        run.first, run.last, row[run.first].start, row[run.last].end, "person", "", rank, office=run.office, surname=alone
    )


def _headed(out: Row, held: frozenset[int], bodies: frozenset[int]) -> Iterator[Candidate]:
    """Names by their head words; an embassy at the end of a line takes its city along ("Turkish Embassy, Seoul")."""
    row = out.tokens
    for first, last, kind in (
        *headwords.last_heads(row, out.folds, held, bodies),
        *headwords.first_heads(row, out.capitals, bodies),
    ):
        if row[last].fold in {"embassy", "consulate", "mission"} and last + 2 == len(row):
            city = row[last + 1]
            last += city.join == "," and city.capital
        yield Candidate(first, last, row[first].start, row[last].end, kind, "", HEADED)


def _organs(out: Row) -> Iterator[Candidate]:
    """Organs named by their common noun in capitals: "Cabinet", "the Air Force"."""
    row = out.tokens
    for i in out.capitals:
        token = row[i]
        if i and token.text in _ORGANS:
            yield Candidate(i, i, token.start, token.end, "organisation", "", HINTED)
        elif i and row[i - 1].fold == "the":
            last = i + (token.text in {"Air", "Armed", "Coast", "Marine"} and i + 1 < len(row))
            if " ".join(t.text for t in row[i : last + 1]) in _FORCES:
                yield Candidate(i, last, token.start, row[last].end, "organisation", "", HINTED)


def _parts(row: Sequence[Token], known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Firms of a group that carry its name: "Hyundai Mobis"."""
    for c in known:
        at = c.last + 1
        if c.kind != "organisation" or row[c.last].text not in _GROUPS or at >= len(row):
            continue
        if any(at in other.tokens for other in known):
            continue
        after = row[at]
        part = after.capital and after.join == " " and after.text.isalpha() and len(after.text) > 3
        if part and not names.is_title(after) and not headwords.is_opener(after) and not after.text.endswith("s"):
            yield Candidate(c.first, at, c.start, after.end, "organisation", "", HINTED)


def _before_country(
    row: Sequence[Token], taken: Mapping[int, EntityKind | None], countries: Mapping[int, str]
) -> Iterator[tuple[int, int, EntityKind]]:
    """Places nobody knows in front of their country: "at Toruń, Poland"."""
    for i in [at - 1 for at in sorted(countries) if at and row[at].join == ","]:
        token = row[i]
        if i == 0 or token.join != " " or not token.capital or i in taken:
            continue
        if row[i - 1].text in {"in", "near", "at", "from", "to", "of", "and", "outside"} and not headwords.is_opener(token):
            yield i, i, "place"


@lru_cache(maxsize=1)
def _currency_words() -> frozenset[str]:
    """Currency nouns, singular and plural."""
    names = {name.lower() for entry in lexicon.load("currencies").values() for name in entry.get("names", ())}
    words = {name.split()[-1] for name in names} - {"real", "mark", "crown", "leu", "lev"}
    return frozenset(words | {w + "s" for w in words})
