"""Sentences: block by block, inside a block by `sentencex`, mended where news and encyclopedia text trips it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import segment

from kortui.extract.spans import Sentence
from kortui.model import Block, Document
from kortui.vocabulary import BlockKind

_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_TURKISH = re.compile(r"[ğĞşŞıİ]")

# Where sentencex divides and no sentence ends: behind these, however the next word is written. Titles, name initials,
# "U.S. Army", ordinals of Turkish ("3. Kolordu"), months and numbers of references.
_NOT_AN_END = re.compile(
    r"(?:^|[\s(\"“'‘\[])(?:(?:[A-ZÇĞİÖŞÜ]\.)+|(?:Mr|Mrs|Ms|Smt|Dr|Prof|Doç|Yrd|Av|Gen|Lt|Lieut|Col|Maj|Brig|Capt|Cmdr|Sgt|Adm|Gov|Sen|Rep|Amb|Hon"
    r"|Rev|St|Sr|Jr|Messrs|Mt|Ft|No|Nos|Vol|Fig|Art|Sec|pp?|vs|cf|ca|approx|est|inst|ult|prox|viz|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec|Co|Corp|Inc|Ltd|Bros|Cia|Dept|Univ|Assn|Govt|Pres|Min|Dir|Cad|Sok|Tel|Bkz|Örn|vb|vd)\.)\s*$"
)
# These abbreviations may also end a sentence: then the next word must not be capitalised for the division to be taken back.
_MAY_END = re.compile(r"(?:^|\s)(?:[A-Z]\.){2,}\s*$|(?:^|\s)(?:Co|Corp|Inc|Ltd|Jr|Sr|a\.m|p\.m|B\.C|A\.D|Bros|vb|vd|etc)\.\s*$")
# A unit behind a number goes on with what is counted: "6.25 bn. dollars", "15 mln. tonnes".
_COUNTING = re.compile(
    r"\d\s?(?:bn|bln|bil|mrd|mn|mln|mil|mio|m|tn|trn|trln|tril|k|thou|pct|cu|sq|ha|hrs?|mins?|secs?|yrs?|kg|lbs?|oz|km|mi|in|ft|yds?)\.\s*$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:^|\s)[A-ZÇĞİÖŞÜ]\.\s*$")
_OPENS = re.compile(
    r"[\s\"“‘'(\[]*(?:The|A|An|In|On|At|He|She|It|They|We|This|That|These|Those|But|And|However|According|After|Before|When|While|As|His|Her|"
    r"Its|Their|For|From|By|With|Both|Some|Since|During|South|There)\b"
)
_ORDINAL_TR = re.compile(r"(?:^|\s)\d{1,3}\.\s*$")
_DOTTED_DATE = (
    re.compile(r"\b\d{4}\.(?:\s?\d{1,2}\.){0,2}\s*$"),
    re.compile(r"\s*(?:\d{1,2}\.(?!\d)|[\uac00-\ud7a3(])"),
)  # "2024. 5. 14."
_CONTEXT = 24
_LONGER = len("Messrs.")
"""Letters of the longest of those abbreviations with its full stop."""
_ONLY_MARKS = re.compile(r"[\W_]*$")
_LOWER = re.compile(r"[\s\"“”‘’'(\[]*[a-zçğıöşü]")

# Where a sentence ends and sentencex goes on: a stop glued to the next sentence inside a quotation ("… a basis.But the …").
_GLUED = re.compile(r"[.!?](?<=[a-zçğıöşü]{3}.)[\"”’']?(?=[A-ZÇĞİÖŞÜ][a-zçğıöşü]+\s)")

# … and where the script changes: sentencex's rules for Latin letters know no Hangul capital to begin a sentence with.
_INTO_HANGUL = re.compile(r"(?:[a-zçğıöşü]{3}|\d{3})[.!?][\"”’')\]]*\s+(?=[\uac00-\ud7a3])")


LONGEST = 5_000
"""Longest sentence in characters; the stages look at all pairs of what a sentence holds, so that longer ones cost ever more."""
_CLAUSE_ENDS = ("; ", ": ", ", ", " — ", " – ")


def language_of(document: Document) -> str:
    """Language for the splitter: as the metadata says, else by the letters, else English."""
    stated = _LANGUAGE.match((document.language or "").lower())
    if stated:
        return stated[0]
    sample = document.text[:4000]
    if len(_HANGUL.findall(sample)) > len(sample) // 5:
        return "ko"
    return "tr" if len(_TURKISH.findall(sample)) > len(sample) // 50 else "en"


def split(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document in order; headings, captions, bylines and the like keep the kind of their block.

    A sentence never crosses a block; its span has no white space at the ends.
    """
    language = language_of(document)
    found: list[Sentence] = []
    for block in document.blocks:
        if block.kind in ("heading", "headline", "infobox", "byline"):
            if block.end - block.start <= LONGEST:
                found.append(Sentence(block.start, block.end, block.kind))
            else:
                found += _parts(document.text[block.start : block.end], block.start, block.kind)
        else:
            found += _in_block(document.text, block, language)
    return tuple(found)


def _in_block(text: str, block: Block, language: str) -> list[Sentence]:
    body = text[block.start : block.end].replace("\n", " ")  # hard wrapping is no boundary; same length, same offsets
    cuts = sorted({*_kept_cuts(body, language), *_missed_cuts(body)})
    result: list[Sentence] = []
    at = 0
    for cut in [*cuts, len(body)]:
        piece = body[at:cut]
        if len(piece) > LONGEST:
            result += _parts(piece, block.start + at, block.kind)
            at = cut
            continue
        stripped = piece.strip()
        if stripped:
            start = block.start + at + len(piece) - len(piece.lstrip())
            if result and _ONLY_MARKS.match(stripped):
                result[-1] = Sentence(result[-1].start, start + len(stripped), block.kind)
            else:
                result.append(Sentence(start, start + len(stripped), block.kind))
        at = cut
    return result


def _missed_cuts(body: str) -> Iterator[int]:
    """Ends of sentences that sentencex overlooks."""
    for glued in (_GLUED, _INTO_HANGUL) if _HANGUL.search(body) else (_GLUED,):
        yield from (match.end() for match in glued.finditer(body))


def _parts(piece: str, start: int, kind: BlockKind) -> Iterator[Sentence]:
    """What no sentence is long enough to be, cut behind clauses, else words, so that no stage reads it as one."""
    at = 0
    while at < len(piece):
        end = at + LONGEST
        if end < len(piece):
            room = piece[at:end]
            clauses = [room.rfind(mark) for mark in _CLAUSE_ENDS]
            end = at + max((c + 1 for c in clauses if c > LONGEST // 2), default=room.rfind(" ") + 1 or LONGEST)
        part = piece[at:end].strip()
        if part:
            first = start + at + len(piece[at:end]) - len(piece[at:end].lstrip())
            yield Sentence(first, first + len(part), kind)
        at = end


def _kept_cuts(body: str, language: str) -> list[int]:
    """Ends of sentencex's pieces but the last, those taken back that end no sentence."""
    pieces = segment(language, body)
    if "".join(pieces) != body:  # a splitter that drops characters would move every offset behind
        return []
    cuts = []
    at = 0
    for piece, following in pairwise(pieces):
        at += len(piece)
        if not _goes_on(body[max(0, at - _CONTEXT) : at], following[:_CONTEXT], language):
            cuts.append(at)
    return cuts


def _goes_on(before: str, after: str, language: str) -> bool:
    """Whether a division between two pieces is none."""
    ends = before.split()[-1:]
    if ends and len(ends[0]) > _LONGER and ends[0][:-1].isalpha() and ends[0][-1] == ".":
        return False  # most sentences end with a word that nobody shortens
    if _LOWER.match(after) and not before.rstrip().endswith(("!", "?", "”", '"', ".")):
        return True
    if _LOWER.match(after) and _COUNTING.search(before):
        return True
    if language == "tr" and _ORDINAL_TR.search(before):
        return True
    if _DOTTED_DATE[0].search(before) and _DOTTED_DATE[1].match(after):
        return True
    if _MAY_END.search(before):
        return not _OPENS.match(after)
    if _INITIAL.search(before):
        return True
    return bool(_NOT_AN_END.search(before))
