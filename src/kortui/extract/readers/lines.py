"""Lines of a text and what kind of line each is: rules that plain text, Markdown and wiki markup share.

Kinds other than ``paragraph`` and ``list`` exist so that later stages make no records of them: captions repeat what the
article says, bylines and boilerplate are of the site and not of the news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kortui.extract import datelines
from kortui.model import Block
from kortui.vocabulary import BlockKind

_LINE = re.compile(r"[^\n]+")

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_BYLINE = re.compile(
    rf"(?:\W*{_EMAIL}\W*)+$"
    rf"|(?:by|written by|reported by|edited by|editing by|reporting by)\s+[^.!?]{{2,80}}$"
    rf"|[^.!?]{{2,60}}[\s(\[|,/–-]+{_EMAIL}\W*$"
    r"|\((?:reporting|editing|writing|additional reporting) by [^)]{2,120}\)$"
    r"|[^.!?]{2,40},\s*(?:staff (?:writer|reporter)|correspondent|contributing writer)$",
    re.IGNORECASE,
)
_SHARE = r"(?:share|print|e-?mail|tweet|like|save|listen|font size|facebook|twitter|whatsapp|linkedin|copy link)"
_BOILERPLATE = re.compile(
    r"\d{1,2} min(?:ute)?s?\.? read$"
    r"|comments are (?:closed|disabled|off)\.?$|leave a (?:comment|reply)\b|(?:no|\d+) comments?$|log ?in to comment"
    r"|(?:©|\(c\)|copyrights?\b)|.{0,60}all rights reserved\.?"
    rf"|{_SHARE}(?:[\s|/,]+(?:{_SHARE}|this|x|article|story))*$"
    r"|share (?:this|on)\b|follow us\b|subscribe\b.{0,80}$|sign up (?:for|to)\b.{0,80}$|newsletter$|advertisement$|sponsored"
    r"|(?:related|recommended|more)(?: (?:articles?|stories|news|topics|links|content|reading|from [^.]{2,40}))?:?$"
    r"|(?:read|see|watch) (?:more|also|next)\b\s*:?.{0,120}$|most (?:read|popular|viewed)$|back to top"
    r"|skip to (?:main )?content"
    r"|cookie (?:policy|settings)|privacy policy|terms of (?:use|service)|\(?end\)?$|\*{3,}$|[-_=~*#.\s]{3,}$"
    r"|this (?:page|article) was last (?:edited|updated|modified)|click here\b.{0,80}$|home\s*[>»/].{0,120}$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"[\[(]?(?:photo|picture|image|graphic|video|map|fig(?:ure)?\.?|file photo|caption)(?:\s*\d+)?\s*[:|\])/–—-]"
    r"|(?:photo|image|picture|courtesy)\s+(?:by|courtesy|credit|of:|via|:)\b.{0,120}$"
    r"|.{0,300}\((?:file )?photo(?: by [^)]{2,60})?\)$",
    re.IGNORECASE,
)
# A credit in brackets behind a full sentence; words capitalised but for the small ones: "(Ministry of National Defense)".
_CREDIT = re.compile(
    r"[.!?\"”]\s*[(\[](?:(?:[A-ZÀ-ÞĞİŞ][\w.'’&/-]*|of|the|and|for|via|by|photo|file|courtesy)[\s,/-]*){1,9}[)\]]$"
)
_IN_PICTURE = re.compile(
    r"\((?:far |second from |third from )?(?:left|right|cent(?:er|re)|front|back|top|bottom)\b"
    r"|\bposes? for\b|\bin this (?:\w+ )?photo\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-*•‣▪◦·–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_CLOSING = re.compile(
    r"see also|references|external links|further reading|notes|bibliography|sources|citations|footnotes|works cited"
    r"|notes and references|related (?:articles|stories|links|pages)"
    r"|ayrıca bakınız|kaynakça|dış bağlantılar|같이 보기|각주|외부 링크|참고 문헌"
)
_SENTENCE_END = re.compile(r"[.!?。][\"'”’»)\]]*$")

CAPTION_AT_MOST = 400
HEADING_AT_MOST = 100
"""Longest caption and heading line in characters."""
TITLE_AT_MOST = 400
"""Longest line in characters that marks of a heading make one; what is longer is a text on one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several joined by hard wrapping: its span without white space at the ends, and its text."""

    start: int
    end: int
    text: str


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a text that hold more than white space."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        stripped = match[0].strip()
        if stripped:
            first = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Line(first, first + len(stripped), stripped)


def joined(text: str, first: Line, last: Line) -> Line:
    """Two lines and what lies between as one."""
    return Line(first.start, last.end, text[first.start : last.end])


def ends_sentence(text: str) -> bool:
    """Whether a line ends like a sentence."""
    return bool(_SENTENCE_END.search(text[-8:]))


_HANGING = re.compile(
    r"(?:\s(?:in|on|at|of|the|an?|and|or|to|for|by|with|from|between|its|their|his|her|that|which|who|is|are|was|were|has|have|had|"
    r"will|would|as|than|into|under|against|during|after|before|since|until|Mr\.|Dr\.)|,)$"
)
"""How a line ends that no sentence and no heading ends with."""
_MONTH_LAST = re.compile(
    r"\s(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|"
    r"Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?:\s\d{1,2},?)?$"
)
_YEAR_FIRST = re.compile(
    r"(?:\d{1,2},\s)?(?:1[5-9]|20)\d\d\b(?!\s?[-–—:]\s|\s(?:was|is|saw|brought|marked|will|has|had|began|ended)\b)"
)
_LAST_WORDS = 24
"""Characters at the end of a line that tell whether it can end there."""
_FEWEST_WORDS = 5
"""Words from which a line is taken for the beginning of a sentence by how it ends."""


def hangs(text: str, following: str) -> bool:
    """Whether a line cannot end where it does, so that the next goes on with its sentence ("… to Kenya in March" / "2021.").

    Args:
        text: The line.
        following: The next one.
    """
    ends = text[-_LAST_WORDS:]
    if not (ends[-1].isalnum() or ends[-1] in ",.") or text.count(" ") < _FEWEST_WORDS - 1:
        return False
    if _MONTH_LAST.search(ends):
        return _YEAR_FIRST.match(following) is not None
    return _HANGING.search(ends) is not None


def is_item(text: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_ITEM.match(text))


def is_closing(title: str) -> bool:
    """Whether a heading opens a section of links and notes, which gives no records."""
    return bool(_CLOSING.fullmatch(title.strip(" =#*:'").casefold()))


def repeated(line: Line) -> tuple[Line, Line] | None:
    """The two halves of a line that says the same thing twice, as pages with a caption under and over the picture do."""
    text = line.text
    for gap in (0, 1, 2):
        half = (len(text) - gap) // 2
        if (
            half >= 20
            and 2 * half + gap == len(text)
            and text[:half] == text[-half:]
            and not text[half : len(text) - half].strip()
        ):
            return Line(line.start, line.start + half, text[:half]), Line(line.end - half, line.end, text[-half:])
    return None


def furniture(text: str, *, early: bool = False) -> BlockKind | None:
    """Kind of a line that belongs to the page and not to its text; None for text.

    Args:
        text: One line.
        early: Whether it stands before the body, where a credit in brackets makes a caption of it.
    """
    if len(text) > CAPTION_AT_MOST:
        return None
    if _BOILERPLATE.match(text):
        return "boilerplate"
    if _BYLINE.match(text) or datelines.is_alone(text) or datelines.is_stamp(text):
        return "byline"
    if _CAPTION.match(text) or (_CREDIT.search(text) and (early or _IN_PICTURE.search(text))):
        return "caption"
    return None


def is_heading(text: str, following: str | None) -> bool:
    """Whether a line of plain text is a heading: short, no sentence, with longer text behind it.

    Args:
        text: The line.
        following: The next line that is not empty, None at the end.
    """
    if following is None or len(text) > HEADING_AT_MOST or text[-1] in ".,;:!。" or ends_sentence(text):
        return False
    if text[0].islower() or len(text.split()) > 16:
        return False
    return len(following) > len(text) * 1.5 or ends_sentence(following)


def block(kind: BlockKind, line: Line) -> Block:
    """A block of a line's span."""
    return Block(kind, line.start, line.end)
