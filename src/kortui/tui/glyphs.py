"""Every sign of the app that is not a letter, in one table.

Most have East Asian width *ambiguous*: Korean terminals may draw them two cells wide, and some consoles lack them. `use`
switches all of them to ASCII at once.
"""

from __future__ import annotations

from kortui.records import dataclass


@dataclass(slots=True)
class Glyphs:
    """Signs by what they stand for; each is one cell wide."""

    ellipsis: str = "…"
    dot: str = "·"
    rule: str = "─"
    wall: str = "│"
    thumb: str = "┃"
    cursor: str = "›"
    bar: str = "▌"
    blocks: str = " ▁▂▃▄▅▆▇█"
    dash: str = "–"
    arrow: str = "→"
    open: str = "“"
    close: str = "”"
    multiply: str = "×"
    caret: str = "^"
    hedged: str = "▒"
    aimed: str = "░"
    mark: str = "•"
    span: str = "━"
    check: str = "✓"
    differs: str = "≠"
    dotted: str = "┈"
    branch: str = "├"
    last: str = "└"
    earlier: str = "‹"
    hedged_low: str = " ⣀⣤⣶"
    aimed_low: str = " ⡀⡄⡆"
    ranged: str = "┊"


_PLAIN = Glyphs(
    "~",
    "-",
    "-",
    "|",
    "#",
    ">",
    "|",
    " .:-=+*%@",
    "-",
    ">",
    '"',
    '"',
    "x",
    "^",
    "%",
    ":",
    "o",
    "=",
    "v",
    "!",
    ".",
    "+",
    "`",
    "<",
    " _-=",
    " ,;!",
    "|",
)
_FULL = Glyphs()
glyphs = Glyphs()
"""The signs in force."""


def use(ascii_only: bool) -> None:
    """Draw with ASCII signs alone, or with the full table."""
    source = _PLAIN if ascii_only else _FULL
    for name in Glyphs.__slots__:
        setattr(glyphs, name, getattr(source, name))


def spelt(text: str) -> str:
    """A name as it is, or with its Hangul in Latin letters where only ASCII is drawn and it would be question marks."""
    if glyphs.rule == _FULL.rule:
        return text
    from kortui.text import romanise

    return romanise(text)


_ARROWS = {"↓": "down", "↑": "up", "←": "left", "→": "right"}


def key_words(keys: str) -> str:
    """Keys as people read them, arrows as words where only ASCII is drawn: ``<`` and ``^`` would be other keys.

    Args:
        keys: As `kortui.keyboard.show_key` gives them.
    """
    return keys if glyphs.rule == _FULL.rule else "".join(_ARROWS.get(sign, sign) for sign in keys)
