"""What stands above a chart: the names of all charts of the pane, what this one or its mark says, legend, unit and scale."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.text import cell_width, truncate
from kortui.tui.charts import Axis, Chart
from kortui.tui.charts.figures import FigureChart
from kortui.tui.charts.lanes import BESIDE, LaneChart
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, wrap

_GAP = "  "
_AHEAD = {"target": "aimed at", "forecast": "foreseen"}
"""What a figure of a status other than actual is called."""


def names(titles: Sequence[str], number: int, width: int, *, entered: bool, hints: Sequence[str]) -> list[Piece]:
    """The names of all charts, the one shown lit; where they do not fit, those around it and how many there are.

    Args:
        titles: The names.
        number: Which one is shown.
        width: Cells.
        entered: Whether the focus is in the charts.
        hints: How to get there, the fullest first; the first with room is shown.
    """
    texts = [f" {title} " for title in titles]
    wide = list(map(cell_width, texts))
    first, last = 0, len(texts)
    count = f" {number + 1}/{len(texts)}"
    if sum(wide) > width:
        room = width - cell_width(count) - 2  # for the signs that there are more on either side
        while last - first > 1 and sum(wide[first:last]) > room:
            if last - 1 > number:
                last -= 1
            else:
                first += 1
    pieces: list[Piece] = []
    for at in range(first, last):
        ink = ("tab" if entered else "group") if at == number else "muted"
        pieces.append((truncate(texts[at], width, glyphs.ellipsis), ink))
    used = sum(wide[first:last])
    if last - first < len(texts):
        pieces[:0] = [(glyphs.earlier, "muted")] if first else []
        pieces.append((glyphs.cursor if last < len(texts) else "", "muted"))
        pieces.append((count, "muted"))
    elif not entered:
        hint = next((hint for hint in hints if width - used > cell_width(hint) + len(_GAP)), "")
        pieces.append((_GAP + hint if hint else "", "muted"))
    return pieces


def tails(chart: Chart, axis: Axis, note: str, width: int = BESIDE) -> list[str]:
    """What can stand behind the words of a chart, the fullest first: legend, unit and scale, what there is no room for."""
    notes = [note] if note else []
    if isinstance(chart, LaneChart):
        signs = chart.legend if axis == "lanes" and width >= BESIDE else []
        return [*(_GAP.join([*signs[:kept], *notes]) for kept in range(len(signs), -1, -1)), *chart.briefer(note)]
    if not isinstance(chart, FigureChart):
        return [_GAP.join(notes)]
    legend = []
    if axis != "table":
        ahead = [said for status, said in _AHEAD.items() if any(m.point.status == status for m in chart.marks)]
        if ahead:
            legend.append(f"{glyphs.aimed} {' or '.join(ahead)}")
        if any(not m.point.plain and m.point.status == "actual" for m in chart.marks):  # labels say so too, so it goes first
            legend.append(f"{glyphs.hedged} not exact")
        if any(m.point.value_to is not None for m in chart.marks):
            legend.append(f"{glyphs.ranged} to the upper end")
    ends = [f"{chart.unit}, {chart.scale(axis)}", *notes]
    return [_GAP.join([*legend[:kept], *ends]) for kept in range(len(legend), -1, -1)]


def fits(said: str, end: str, width: int) -> bool:
    """Whether words stand whole on a line with an end behind them."""
    return cell_width(said) + cell_width(_GAP + end if end else "") <= width - 2


def lines(said: str, ends: Sequence[str], count: int, width: int, ink: str) -> list[list[Piece]]:
    """Words on exactly so many lines, cut where they need more.

    On a single line they have the fullest end that leaves them whole; where none does, the shortest that leaves them a third.
    Of several lines the last has the fullest end that fits behind it.

    Args:
        said: The words.
        ends: What can stand behind them, the fullest first.
        count: Lines.
        width: Cells.
        ink: Ink of the words.
    """
    room = max(1, width - 2)
    if count == 1:
        end = next((end for end in ends if fits(said, end, width)), ends[-1] if ends else "")
        end = f"{_GAP}{end}" if end else ""
        if room - cell_width(end) < width // 3:
            end = ""
        return [[(" " + truncate(said, room - cell_width(end), glyphs.ellipsis), ink), (end, "muted")]]
    spans = wrap(said, room)
    texts = [said[start:end] for start, end in spans[: count - 1]]
    texts += [said[spans[count - 1][0] :]] if len(spans) >= count else [""] * (count - len(texts))
    drawn: list[list[Piece]] = [[(" " + truncate(text, room, glyphs.ellipsis), ink)] for text in texts]
    last = max((n for n, text in enumerate(texts) if text), default=0)
    end = next((end for end in ends if fits(texts[last], end, width)), "")
    whole = next((end for end in ends if cell_width(end) <= room), ends[-1] if ends else "")
    below = whole if not end and last + 1 < count else ""
    drawn[last] += [(f"{_GAP}{end}", "muted")] if end else []
    if below:
        drawn[last + 1] = [(" " + truncate(below, room, glyphs.ellipsis), "muted")]
    return drawn
