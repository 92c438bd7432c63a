"""The text of a query as the language reads it: without what nobody sees, and with full-width signs as plain ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kortui.search.lexer import QUOTES
from kortui.text import REPLACEMENT

_SIGNS: Mapping[str, str] = MappingProxyType({
    **{chr(ord(sign) + 0xFEE0): sign for sign in "!&()*,-.:;<=>?[]{|}~/$%0123456789"},
    "‐": "-", "‑": "-", "−": "-", "﹣": "-",
})  # fmt: skip
"""Signs and digits that stand for plain ones wherever they are no words in quotation marks; a dash is punctuation."""
_FULL_WIDTH_QUOTE = "＂"
_IN_WORDS = frozenset("\xad\u200c\u200d")
"""Invisible signs that texts hold, so that what is quoted exactly may have them."""
_LEAD = re.compile("[\u1100-\u1112](?![\u1160-\u1175])")
"""A conjoining consonant that begins no syllable."""
_LEADS = dict(zip(range(0x1100, 0x1113), "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", strict=True))


def as_read(text: str) -> tuple[str, Sequence[int]]:
    """A query without invisible signs, with plain signs and with consonants that stand by themselves as keys type them.

    Invisible are format characters (of direction, of zero width, a byte order mark) and the sign that stands for one which
    was made harmless: pasted before a ``-`` or behind a ``*`` they would turn what is asked into something else.

    Args:
        text: As typed or pasted.

    Returns:
        The text, and for each of its characters, and behind the last, where that stands in `text`.
    """
    if text.isascii():
        return text, range(len(text) + 1)
    read: list[str] = []
    places: list[int] = []
    quoted = exact = False
    for place, sign in enumerate(text):
        char = '"' if sign == _FULL_WIDTH_QUOTE else sign
        if char in QUOTES:
            quoted = not quoted
            exact = quoted and read[-1:] == ["="]
        elif _is_invisible(char) and not (exact and char in _IN_WORDS):
            continue
        elif not quoted:
            char = _SIGNS.get(char, char)
        read.append(char)
        places.append(place)
    places.append(len(text))
    return _LEAD.sub(lambda match: _LEADS[ord(match[0])], "".join(read)), places


def _is_invisible(char: str) -> bool:
    return not char.isascii() and (char == REPLACEMENT or unicodedata.category(char) == "Cf")
