"""Lanes of events over time, to scale."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kortui import edtf
from kortui.model import Library
from kortui.overview.lanes import STAGES, Lanes
from kortui.overview.scale import TimeAxis, years
from kortui.overview.tables import Column, when
from kortui.records import dataclass
from kortui.text import cell_width, one_line, truncate
from kortui.tui.charts import Axis, View
from kortui.tui.charts.canvas import Canvas
from kortui.tui.charts.table import draw_table, filled_of
from kortui.tui.glyphs import glyphs
from kortui.tui.paint import Piece, fit

MODERN = 1900
"""Year from which time runs to scale; what was before is counted at the edge, for one antique event would squeeze the rest."""

BESIDE = 100
"""Columns from which on the legend stands behind what a chart says; below, before its years."""

_NAME_ROOM = 24
_NAME_PART = 0.3
"""Part of the width that the names of lanes may take beyond that: a wide window has room for whole names."""
_UNDATED_ROOM = 5
"""Cells of the place of what has no date, behind the axis."""
_YEAR_ROOM = 4
_MARGIN = 50
"""Part of the time shown that is left empty behind the last event."""
_FEW_YEARS = 3
_SPARSE = 2
"""Events a lane up to which they are named beside their marks; with more the names would be heard over the lines."""
_TALLEST = 8
_CROWDED = 200
"""Events a lane from which on most cells hold more than nine, and heights tell them apart."""
_APART = 4
"""Blank cells around a name, most of them towards the mark that it is not of."""
_WORD = 14
"""Cells that a name is worth showing in."""
_COLUMNS = (Column("When", 0, 9), Column("Of", 0, 12), Column("Stage", 2, 10), Column("What", 1, 16))
_UNDATED = 10_000.0
"""Where undated events stand beside dated ones: behind them all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a lane.

    Attributes:
        row: Its row.
        start: Its first moment as a year with a fraction, None when undated.
        end: Its last moment.
        lane: Number of the lane.
        sign: What is drawn for it.
        cells: When, what stage and what it is, for a table: events of a large database are read once and not for each key.
    """

    row: int
    start: float | None
    end: float | None
    lane: int
    sign: str
    cells: tuple[str, str, str]

    @property
    def drawn(self) -> bool:
        """Whether it stands on the axis."""
        return self.start is not None and self.start >= MODERN


class LaneChart:
    """Named lanes with the events of each; drawn and walked through in order of time, undated last.

    Args:
        lanes: The lanes.
        library: Where the events are.
    """

    axes: tuple[Axis, ...] = ("lanes", "table")
    values = False
    queries: Sequence[str] = ()

    def __init__(self, lanes: Lanes, library: Library) -> None:
        self.title = lanes.title
        self.lanes = lanes.names
        marks = [_mark(library, row, lane) for row, lane in lanes.items]
        self.marks = sorted(marks, key=lambda m: (m.start is None, m.start or 0, m.lane, m.row))
        self.rows = [m.row for m in self.marks]
        self.sentence = lanes.sentence(library)
        self._library = library
        self._left_out = {"lanes": (lanes.thinned, lanes.thinned_briefly), "table": (lanes.listed, lanes.listed_briefly)}
        self._of_lane: list[list[int]] = [[] for _ in self.lanes]
        for number, mark in enumerate(self.marks):
            self._of_lane[mark.lane].append(number)
        dated = [m for m in self.marks if m.drawn]
        self._low = min((m.start for m in dated if m.start is not None), default=2000.0)
        self._high = max((m.end for m in dated if m.end is not None), default=self._low)
        self._undated = any(m.start is None for m in self.marks)
        self._early = any(m.start is not None and m.start < MODERN for m in self.marks)
        self._spans = any(m.start is not None and m.end is not None and m.end > m.start for m in self.marks)
        self._plain = any(m.sign == glyphs.mark for m in self.marks)
        self._lines = [(m.cells[0], self.lanes[m.lane], *m.cells[1:]) for m in self.marks]
        self._crowded = len(self.marks) > _CROWDED * len(self.lanes)
        self._filled = filled_of(_COLUMNS, self._lines)

    def say(self, mark: int) -> str:
        """One event in words."""
        one = self.marks[mark]
        event = self._library.events[one.row]
        stage = f" ({event.stage})" if event.stage else ""
        return f"{self.lanes[one.lane]}, {event.date.display}: {event.title}{stage}"

    @property
    def legend(self) -> list[str]:
        """What its signs mean, the most needed first; the letters of stages stand in the sentence."""
        found = [f"{glyphs.mark} event"] if self._plain else []
        if self._crowded:
            found.append(f"{glyphs.blocks[1]}{glyphs.blocks[-1]} few to many of the lane")
        elif len(self.marks) > len(self.lanes):
            found.append("2 several")
        if self._spans:
            found.append(f"{glyphs.span} its time")
        return [*found, "n.d. no date"] if self._undated else found

    def _gutter(self, room: int) -> str:
        """As much of the legend as fits before the years."""
        words = ""
        for one in self.legend:
            if cell_width(f"{words}  {one}".strip()) <= room:
                words = f"{words}  {one}".strip()
        return words

    def lines(self, axis: Axis) -> int:
        """Lanes and the years below, or the lines of the table and its heading."""
        return (len(self.rows) if axis == "table" else len(self.lanes)) + 1

    def note(self, view: View) -> str:
        """How many of the lanes, or of the lines of the table, are in sight, and how many of all marks are drawn or listed."""
        height = max(1, view.height - 1)
        count = len(self.rows) if view.axis == "table" else len(self.lanes)
        seen = f"{height} of {count:,} {'lines' if view.axis == 'table' else 'lanes'}" if count > height else ""
        return ", ".join(filter(None, (seen, self._left_out["table" if view.axis == "table" else "lanes"][0])))

    def briefer(self, note: str) -> list[str]:
        """What a note of this chart says where it has no room, the fullest first: that marks are left out comes last."""
        for told, briefly in self._left_out.values():
            if told and note.endswith(told):
                return list(dict.fromkeys((note.removesuffix(told) + briefly, briefly)))
        return []

    def beside(self, mark: int, way: int) -> int:
        """The mark nearest in time on the next lane with any, stepping from a table's line to the next by `way` alone."""
        here = self.marks[mark]
        behind = range(here.lane + 1, len(self.lanes)) if way > 0 else range(here.lane - 1, -1, -1)
        there = next((self._of_lane[lane] for lane in behind if self._of_lane[lane]), None)
        if there is None:
            return mark
        at = _UNDATED if here.start is None else here.start
        return min(there, key=lambda n: abs((_UNDATED if self.marks[n].start is None else self.marks[n].start or 0) - at))

    def _table(self, view: View) -> list[list[Piece]]:
        """The marks as lines, in order of time."""
        return draw_table(_COLUMNS, self._lines, view, self._filled)

    def draw(self, view: View) -> list[list[Piece]]:
        """The lanes that fit, those of the cursor among them, and the years below; or the table."""
        if view.axis == "table":
            return self._table(view)
        most = max(1, view.height - 1)
        chosen = self.marks[view.cursor] if 0 <= view.cursor < len(self.marks) else None
        first = max(0, min(chosen.lane - most // 2, len(self.lanes) - most)) if chosen else 0
        shown = range(first, min(first + most, len(self.lanes)))
        longest = max(cell_width(self.lanes[n]) for n in shown)
        name_room = min(max(_NAME_ROOM, int(view.width * _NAME_PART)), max(8, view.width // 3), longest + 1)
        undated, early, low, high = self._undated, self._early, self._low, self._high
        plot = max(view.width - name_room - 3 - (_UNDATED_ROOM if undated else 0) - (2 if early else 0), 8)
        left = 2 if early else 0
        axis = TimeAxis(float(int(low)), max(high + (high - low) / _MARGIN, int(low) + 1.0), plot)
        sheet = Canvas(left + plot + (_UNDATED_ROOM if undated else 0), len(shown) + 1)
        for number in shown:
            self._lane(sheet, number, number - first, axis, left, chosen)
        for year, name in _ticks(axis):
            if axis.column(year) + cell_width(name) <= plot:
                sheet.put(left + axis.column(year), len(shown), name, "muted")
        if early:
            sheet.put(0, len(shown), "<", "muted")
        if undated:
            sheet.put(left + plot + 1, len(shown), "n.d.", "muted")
        names = [*(self.lanes[n] for n in shown), self._gutter(name_room) if view.width < BESIDE else ""]
        lines: list[list[Piece]] = []
        for name, line in zip(names, sheet.lines(), strict=True):
            foot = len(lines) == len(shown)
            wall = " " if foot else glyphs.wall
            lines.append([(" " + fit(name, name_room), "muted" if foot else "text"), (wall, "faint"), (" ", ""), *line])
        return lines

    def _lane(self, sheet: Canvas, lane: int, y: int, axis: TimeAxis, left: int, chosen: Mark | None) -> None:
        """A lane: a thin line from its first to its last event, a sign for each event, its number where several meet."""
        marks = [self.marks[n] for n in self._of_lane[lane]]
        dated = [m for m in marks if m.drawn]
        if dated:
            ends = [axis.column(m.start or 0) for m in dated] + [axis.column(m.end or 0) for m in dated]
            sheet.put(left + min(ends), y, glyphs.rule * (max(ends) - min(ends) + 1), "faint")
        places: dict[int, list[Mark]] = {}
        for mark in marks:
            if mark.start is None or mark.end is None:
                places.setdefault(left + axis.width + 2, []).append(mark)
            elif mark.start < MODERN:
                places.setdefault(0, []).append(mark)
            else:
                from_, to = axis.column(mark.start), axis.column(mark.end)
                if to - from_ > 1:
                    sheet.put(left + from_, y, glyphs.span * (to - from_ + 1), "light")
                places.setdefault(left + (from_ + to) // 2, []).append(mark)
        most = max((len(here) for here in places.values() if here[0].drawn), default=1)
        for x, here in places.items():
            sign = here[0].sign if len(here) == 1 else str(len(here)) if len(here) < 10 else "+"
            if self._crowded:
                sign = glyphs.blocks[max(1, min(_TALLEST, round(_TALLEST * len(here) / most)))]
            lit = chosen is not None and chosen.lane == lane and any(mark is chosen for mark in here)
            sheet.put(x, y, sign, "cursor" if lit else "bar")
        if len(self.marks) <= _SPARSE * len(self.lanes):
            for x in sorted(x for x, here in places.items() if len(here) == 1):
                self._word(sheet, x, y, places[x][0], places)

    def _word(self, sheet: Canvas, x: int, y: int, mark: Mark, marks: Collection[int]) -> None:
        """What a mark is, on the empty stretch behind its line, else before it, where no other mark is nearer."""
        title = mark.cells[2]
        if cell_width(title) != len(title):
            return  # the sheet holds narrow signs alone
        first, last = sheet.stretch(x, y)
        after, before = sheet.room(last + 1, y, 1) - _APART, sheet.room(first - 1, y, -1) - _APART
        if after >= min(_WORD, len(title)) and not any(x < other <= last for other in marks):
            sheet.put(last + 2, y, truncate(title, after, glyphs.ellipsis), "muted")
        elif before >= min(_WORD, len(title)) and not any(first <= other < x for other in marks):
            text = truncate(title, before, glyphs.ellipsis)
            sheet.put(first - 1 - len(text), y, text, "muted")


def _ticks(axis: TimeAxis) -> list[tuple[float, str]]:
    """Where the axis is named: years, of few years quarters too."""
    ticks: list[tuple[float, str]] = [(float(year), str(year)) for year in axis.ticks(_YEAR_ROOM)]
    if axis.last - axis.first <= _FEW_YEARS and axis.width / (axis.last - axis.first) > 4 * (_YEAR_ROOM + 2):
        ticks += [(year + n / 4, name) for year, _ in tuple(ticks) for n, name in ((1, "Apr"), (2, "Jul"), (3, "Oct"))]
    return [(year, name) for year, name in ticks if year < axis.last]


def _mark(library: Library, row: int, lane: int) -> Mark:
    event = library.events[row]
    span = years(edtf.bounds(event.date.edtf))
    sign = STAGES.get(event.stage, glyphs.mark) if event.stage else glyphs.mark
    cells = (when(event), event.stage or "", one_line(event.title))
    return Mark(row, span[0] if span else None, span[1] if span else None, lane, sign, cells)
