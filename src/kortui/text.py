"""Text as it comes from strangers: made harmless, folded for comparison, measured in terminal cells.

Offsets everywhere in kortui are code points into sanitised text, so `sanitise` is the one door: it runs when a document
is read and again when a database is loaded, and running it twice moves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kortui.records import dataclass

REPLACEMENT = "\ufffd"
"""What stands for each forbidden code point (U+FFFD REPLACEMENT CHARACTER)."""

MARKS_AT_MOST = 4
"""Combining marks allowed on one base; stacks of more climb over the lines above (and slow terminals down)."""

# C0 but tab and line feed, DEL, C1; bidi marks, embeddings, overrides and isolates; zero-width space, word joiner, BOM;
# line and paragraph separators; interlinear annotation; tag characters; surrogates; noncharacters.
_FORBIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
_MARK = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACK = f"([{_MARK}]{{{MARKS_AT_MOST}}})([{_MARK}]+)"

# Letters that NFKD leaves whole though readers type them plainly, and typographic signs that have a plain twin.
_PLAIN = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t",
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\xad": "", "\u200c": "", "\u200d": "",
}  # fmt: skip

# One base character with what belongs to it: combining marks, or a conjoining-jamo syllable (leading, vowel, trailing).
_ONE_CLUSTER = f"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[^\\s{_MARK}][{_MARK}]*|\\s|[{_MARK}]+"
# Code points that are a cluster and a cell each, whatever stands beside them: nearly all Latin letters and signs of the app.
ONE_CELL_EACH = (
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2015\u2018-\u201f\u2022\u2026\u2039\u203a"
    "\u2190-\u2193\u2260\u2500-\u259f\u2713\u2800-\u28ff]*"
)
# Runs of ASCII that lower case alone folds are taken whole: a tenth of the time of going cluster by cluster.
_RUN = f"([\x00-\x5f\x61-\x7f]+)(?![{_MARK}])|{_ONE_CLUSTER}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """One of the patterns above, compiled when text first needs it: the four take 3 ms, and plain text needs none."""
    return re.compile(pattern)


_CHOSEONG = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SYLLABLES = (0xAC00, 0xD7A3)
_SYLLABLES_PER_LEAD = 588


def sanitise(raw: str) -> str:
    """Make text from outside safe to store, search and show.

    Line ends become LF, the text NFC, and each forbidden code point (controls but tab and line feed, bidi overrides,
    invisible separators, tag characters, lone surrogates, combining marks beyond four) one U+FFFD. Idempotent.

    Args:
        raw: Any string, also with lone surrogates.

    Returns:
        The text that all offsets refer to.
    """
    if raw.isascii() and raw.isprintable():
        return raw
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if not text.replace("\n", "").isprintable():  # nothing forbidden is printable; asking takes a tenth of looking for it
        text = _compiled(_FORBIDDEN).sub(REPLACEMENT, text)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return _compiled(_STACK).sub(lambda m: m[1] + REPLACEMENT * len(m[2]), text) if _may_hold_marks(text) else text


_MARKLESS = bytes([*range(0xC0), *range(0xC2, 0xCC), *range(0xE2, 0xEE), *range(0xF0, 0xF5)])
"""Bytes of UTF-8 in no combining mark, but for those of U+20D0 to U+20FF, which share theirs with quotation marks."""


def _may_hold_marks(text: str) -> bool:
    """Whether a text may hold a combining mark; asking its bytes takes a fifth of the time of looking for a stack of them."""
    data = text.encode()
    return bool(data.translate(None, _MARKLESS)) or b"\xe2\x83" in data


def one_line(text: str) -> str:
    """The text with every run of white space as one space, for places that hold a single line."""
    return " ".join(text.split())


def on_one_line(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a span of a text, which begins and ends in no white space, stands in `one_line` of it."""
    before = text[:start]
    at = len(one_line(before)) + bool(before.strip() and before[-1].isspace())
    return at, at + len(one_line(text[start:end]))


@dataclass(frozen=True, slots=True)
class Folded:
    """Text folded for comparison, with the way back to where each folded character came from.

    Attributes:
        text: Folded text.
        offsets: For each folded character the index in the source where its cluster begins; one more at the end, the
            length of the source.
    """

    text: str
    offsets: tuple[int, ...] | range

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source span that the folded span ``[start, end)`` came from, whole clusters only.

        Marks and dropped characters behind the last character belong to it, so that a highlight covers them.

        Args:
            start: First folded index.
            end: Folded index behind the last; greater than `start`.
        """
        last = self.offsets[end - 1]
        behind = end
        while behind < len(self.text) and self.offsets[behind] == last:
            behind += 1
        return self.offsets[start], self.offsets[behind]


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    """One base character with its marks, folded: compatibility forms, marks dropped, case and Turkish dots levelled."""
    if cluster in _PLAIN:
        return _PLAIN[cluster]  # before NFKD makes a space and a mark of an acute accent
    parts = []
    for char in unicodedata.normalize("NFKD", cluster):
        if unicodedata.combining(char):
            continue
        lowered = "i" if char in "Iı" else char.casefold()
        parts.append(_PLAIN.get(lowered, lowered))
    return unicodedata.normalize("NFC", "".join(parts))


def fold(text: str) -> Folded:
    """Fold text so that İstanbul, ISTANBUL, istanbul and ıstanbul, NFC and NFD, compare equal.

    Case, accents, Turkish ı/İ/ğ/ş, ligatures, full-width forms and typographic quotes and dashes are levelled; Hangul
    is brought to whole syllables. ``'İ'.lower()`` is two code points, so offsets are kept cluster by cluster.

    Args:
        text: Any text.

    Returns:
        The folded text and its map back to `text`.
    """
    if text.isascii() and "`" not in text:
        return Folded(text.lower(), range(len(text) + 1))
    folded: list[str] = []
    offsets: list[int] = []
    for match in _compiled(_RUN).finditer(text):
        if match.lastindex:
            folded.append(match[0].lower())
            offsets += range(match.start(), match.end())
            continue
        piece = _fold_cluster(match[0])
        folded.append(piece)
        offsets += [match.start()] * len(piece)
    offsets.append(len(text))
    return Folded("".join(folded), tuple(offsets))


def fold_text(text: str) -> str:
    """The folded text alone, for keys and indexes that never need the way back."""
    if text.isascii() and "`" not in text:
        return text.lower()
    return _compiled(_RUN).sub(lambda match: match[0].lower() if match.lastindex else _fold_cluster(match[0]), text)


def choseong(text: str) -> str:
    """The initial consonants of Hangul syllables as compatibility jamo, other characters unchanged (한국 gives ㅎㄱ)."""
    low, high = _SYLLABLES
    return "".join(
        _CHOSEONG[(ord(char) - low) // _SYLLABLES_PER_LEAD] if low <= ord(char) <= high else char
        for char in unicodedata.normalize("NFC", text)
    )


_SOUNDS = (
    "g kk n d tt r m b pp s ss - j jj ch k t p h",
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t",
)
_LEADS, _VOWELS, _TAILS = ([sound.strip("-") for sound in sounds.split()] for sounds in _SOUNDS)


def romanise(text: str) -> str:
    """A text with its Hangul syllables in Latin letters, each spelt for itself, by the Revised Romanization of Korean.

    Sounds that change beside one another are not followed: the spelling can be traced back to the syllables.
    """

    def spelt(sign: str) -> str:
        number = ord(sign) - _SYLLABLES[0]
        if not 0 <= number <= _SYLLABLES[1] - _SYLLABLES[0]:
            return sign
        lead, rest = divmod(number, _SYLLABLES_PER_LEAD)
        vowel, tail = divmod(rest, len(_TAILS))
        return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]

    return "".join(map(spelt, text))


def is_choseong(word: str) -> bool:
    """Whether a word is made of initial consonants only, as typed for a choseong search. Test before folding."""
    return bool(word) and all(char in _CHOSEONG for char in word)


def one_cell_each(text: str) -> bool:
    """Whether every code point of a text is a cell, as in nearly all there is in Latin letters, and signs of the app."""
    return text.isascii() or _compiled(ONE_CELL_EACH).fullmatch(text) is not None


def cell_width(text: str) -> int:
    """Width of one line in terminal cells; Hangul takes two each."""
    if one_cell_each(text):
        return len(text)
    from rich.cells import cell_len  # 4 ms that plain commands on ASCII text need not pay

    return cell_len(text)


def truncate(text: str, cells: int, ellipsis: str = "…") -> str:
    """The text cut to at most `cells` terminal cells, with an ellipsis when something was cut.

    Args:
        text: One line.
        cells: Room in cells, 0 or more.
        ellipsis: Sign of the cut; counted in the room.
    """
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(ellipsis)
    if room < 0:
        return "." * max(cells, 0)
    alone = None if text.isascii() else _compiled(ONE_CELL_EACH).match(text)
    if alone is None or alone.end() > room:
        return text[:room] + ellipsis
    kept: list[str] = []
    for cluster in _compiled(_ONE_CLUSTER).findall(text):
        width = cell_width(cluster)
        if width > room:
            break
        kept.append(cluster)
        room -= width
    return "".join(kept) + ellipsis


def slug(text: str, at_most: int = 60) -> str:
    """Text as lower-case ASCII words joined by ``-``, cut at a word where possible; empty when no ASCII word is left.

    Args:
        text: A title.
        at_most: Longest result in characters.
    """
    words = re.findall(r"[a-z0-9]+", fold_text(text))
    result = ""
    for word in words:
        longer = f"{result}-{word}" if result else word
        if len(longer) > at_most:
            break
        result = longer
    return result or (words[0][:at_most] if words else "")
