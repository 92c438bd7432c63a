"""Which charts each pane draws."""

from __future__ import annotations

from collections.abc import Sequence

from kortui.model import Library
from kortui.tui.charts import Chart, figures, lanes


def defense_charts(library: Library, rows: Sequence[int]) -> list[Chart]:
    """Arms exports by country, life lines of weapon programmes, firms and ministries."""
    programmes = lanes.by_entity(library, rows, "Programmes (letters are SIPRI stages)", ("weapon",))
    firms = lanes.by_entity(library, rows, "Firms and ministries", ("organisation",))
    return [*figures.charts(library, rows), *programmes, *firms]


def trade_charts(library: Library, rows: Sequence[int]) -> list[Chart]:
    """Trade by year, then firms with their investments, deliveries and works."""
    kinds = ("investment", "financing", "construction", "commerce", "contract", "delivery", "agreement", "establishment")
    firms = lanes.by_entity(library, rows, "Investments and deals", ("organisation",), lambda e: e.type in kinds)
    return [*figures.charts(library, rows), *firms]


def diplomacy_charts(library: Library, rows: Sequence[int]) -> list[Chart]:
    """Contacts by kind, then by person."""
    people = lanes.by_entity(library, rows, "People", ("person",))
    return [*lanes.by_type(library, rows), *people]
