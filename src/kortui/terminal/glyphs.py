"""Text cut into terminal cells, made harmless and mapped to what the terminal's font has.

Widths are Rich's, because Textual lays out by them; what a terminal draws may differ, so `care` says after which glyphs
the output stage must not trust the cursor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

from kortui.terminal.capabilities import Charset
from kortui.text import MARKS_AT_MOST, ONE_CELL_EACH, REPLACEMENT, sanitise

_ZWJ = "\u200d"
_SELECTORS = "\ufe0e\ufe0f"
_FLAG_LETTERS = ("\U0001f1e6", "\U0001f1ff")

SURE, AMBIGUOUS, LOOSE = 0, 1, 2
"""How far a terminal can be trusted to move by Rich's width: as told; once per run; not at all."""

_ASCII = str.maketrans(
    {
        **dict.fromkeys("─━╌╍┄┅┈┉═╴╶╸╺▔", "-"), **dict.fromkeys("│┃╎╏┆┇┊┋║╵╷╹╻▏▎▍▌▋▊▉▐▕", "|"),
        **dict.fromkeys("▁▂", "_"), "▃": ".", "▄": "=", "▅": "+", "▆": "*", "▇": "%", **dict.fromkeys("█▀■", "#"),
        "░": ".", "▒": ":", "▓": "#", "□": "o", "·": ".", "…": ".", "‥": ".", "•": "*", "●": "*", "∙": ".", "○": "o",
        "◦": "o", "◉": "*", "→": ">", "←": "<", "↑": "^", "↓": "v", "↔": "-", "↕": "|", "▶": ">", "►": ">", "▸": ">",
        "▷": ">", "◀": "<", "◄": "<", "◂": "<", "▲": "^", "▴": "^", "△": "^", "▼": "v", "▾": "v", "▽": "v", "◆": "*",
        "◇": "o", "★": "*", "☆": "*", "✓": "v", "✔": "v", "✗": "x", "✘": "x", "×": "x", "÷": "/", "±": "+", "≈": "~",
        "≥": ">", "≤": "<", "≠": "!", "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‘": "'", "’": "'", "“": '"',
        "”": '"', "„": '"', "«": '"', "»": '"', "‹": "<", "›": ">", "€": "E", "₩": "W", "₺": "L", "£": "L", "¥": "Y",
        "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "s", "æ": "a", "Æ": "A", "œ": "o",
        "Œ": "O", "þ": "t", "ð": "d", "§": "S", "©": "c", "®": "r", "°": "o", "¿": "?", "¡": "!", "¶": "P", "※": "*",
        "✕": "x", "⚠": "!", "ℹ": "i", "⣀": "_", "⣤": "-", "⣶": "=", "⡀": ",", "⡄": ";", "⡆": "!",
        "\xa0": " ", "\xad": "-",
    }
)  # fmt: skip
"""One-cell glyphs and their ASCII stand-ins; all other box drawing becomes ``+``."""

_CONSOLE = str.maketrans(
    {
        **dict.fromkeys("━╌╍┄┅┈┉╴╶╸╺", "─"), **dict.fromkeys("┃╎╏┆┇┊┋╵╷╹╻", "│"), **dict.fromkeys("▊▋▉▍", "▌"),
        **dict.fromkeys("▎▏▕", "│"), "▔": "▀", "▁": "_", "▂": "▄", "▃": "▄", "▅": "▄", "▆": "█", "▇": "█",
        "╭": "┌", "╮": "┐", "╯": "┘", "╰": "└", "┏": "┌", "┓": "┐", "┛": "┘", "┗": "└", "┣": "├", "┫": "┤", "┳": "┬",
        "┻": "┴", "╋": "┼", "▶": "►", "▸": "►", "◀": "◄", "◂": "◄", "▾": "▼", "▴": "▲", "●": "•", "…": ".", "✓": "√",
    }
)  # fmt: skip
_CONSOLE_FONT = frozenset(bytes(range(128, 256)).decode("cp437") + "•►◄▼▲↑↓→←") | frozenset(map(chr, range(0xA1, 0x180)))
"""What Linux console fonts with European letters hold: code page 437, Latin-1 and Latin Extended-A."""


def _to_ascii(glyph: str) -> str:
    """ASCII of the same width in cells."""
    width = cell_len(glyph)
    if width != 1:
        return "?" * width
    base = glyph[0].translate(_ASCII)
    if base.isascii():
        return base
    if "\u2500" <= base <= "\u257f":
        return "+"
    plain = unicodedata.normalize("NFKD", base)[0]
    return plain if plain.isascii() and plain.isprintable() else "?"


def _to_console(glyph: str) -> str:
    base = glyph.translate(_CONSOLE)
    return base if base in _CONSOLE_FONT or base.isascii() else _to_ascii(glyph)


_MAPS: dict[Charset, Callable[[str], str] | None] = {"utf8": None, "linux": _to_console, "ascii": _to_ascii}


def _cluster(text: str, width: int) -> str:
    """One grapheme as it may be sent: no control, at most four marks, a joined sequence cut to its first glyph.

    Terminals that do not know a ZWJ sequence draw every part of it, over the neighbours; the first glyph (the person of
    "person with a laptop") is drawn alike by all.
    """
    base, marks = text[0], text[1:]
    if marks and _ZWJ in marks:
        marks = marks[: marks.index(_ZWJ)]
    base = sanitise(base)
    if len(base) > 1 or cell_len(base) + (1 if _SELECTORS[1] in marks else 0) < width:
        base = REPLACEMENT
    kept = "".join(m for m in marks if sanitise(m) == m and m.isprintable())[:MARKS_AT_MOST]
    if cell_len(base + kept) != width:
        return (base if cell_len(base) == width else REPLACEMENT + " " * (width - 1))[: max(width, 1)]
    return base + kept


def _is_flag_letter(text: str) -> bool:
    return _FLAG_LETTERS[0] <= text <= _FLAG_LETTERS[1]


SINGLE = re.compile(ONE_CELL_EACH)
"""Text of which every code point is a glyph of its own, one cell wide whatever stands beside it: nearly all there is."""


@lru_cache(maxsize=2048)
def cells(text: str, charset: Charset = "utf8") -> tuple[str, ...]:
    """The text as one string per cell; the second cell of a wide glyph is empty.

    Code points without width that are not marks of a glyph (controls, bidi overrides, tags) are left out, as Textual
    left them out of its widths; forbidden ones with a width become U+FFFD.

    Args:
        text: Any text without a line feed or ESC.
        charset: What the terminal can draw.
    """
    if charset == "utf8" and SINGLE.fullmatch(text):
        return tuple(text)
    result: list[str] = []
    mapping = _MAPS[charset]
    graphemes = [(text[start:end], width) for start, end, width in split_graphemes(text)[0] if width]
    for index, (grapheme, width) in enumerate(graphemes):
        glyph = _cluster(grapheme, width)
        if mapping is not None and not glyph.isascii():
            glyph = mapping(glyph)
        if len(glyph) == width and glyph.isascii():
            result += glyph
            continue
        if _is_flag_letter(glyph) and width == 1 and index and len(result) and _is_flag_letter(result[-1]):
            result[-1] += glyph
            result.append("")
            continue
        result.append(glyph)
        result += [""] * (width - 1)
    return tuple(result)


@lru_cache(maxsize=4096)
def care(glyph: str) -> int:
    """How much the cursor can be trusted after a glyph: `SURE`, `AMBIGUOUS` or `LOOSE`.

    Letters of the Latin, Greek and Cyrillic scripts count as sure although Unicode calls some of them ambiguous
    (``ı``, ``ü``): re-anchoring after each would cost 5 bytes per Turkish word.
    """
    if len(glyph) > 1 or _is_flag_letter(glyph):
        return LOOSE
    width = unicodedata.east_asian_width(glyph)
    if width in "WF":
        return AMBIGUOUS if unicodedata.category(glyph).startswith("L") else LOOSE
    return AMBIGUOUS if width == "A" and not glyph.isalpha() else SURE
