"""What every benchmark writes with ``--json FILE``: its figures, and on what machine and how busy a one they were taken.

`docs/figures.py` makes the tables of docs/performance.md from these files.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["add_json", "additions", "keep"]


def additions() -> float:
    """Milliseconds of processor that a loop of a million additions takes: what to judge this machine's other times by."""
    begun, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return (time.process_time() - begun) * 1000


_LOAD = os.getloadavg()[0]
"""Programs that wanted a core in the minute before this benchmark began: its own work is not among them."""

_ADDITIONS = additions()
"""The loop before this benchmark began; the clock of a lent machine changes between one minute and the next."""


def add_json(parser: argparse.ArgumentParser) -> None:
    """Give a benchmark its ``--json FILE``."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")


def keep(path: Path | None, figures: Mapping[str, Any]) -> None:
    """Write figures to a file, with the machine's cores, Python and load before the run, and its pace before and after.

    Args:
        path: The file; None writes nothing.
        figures: By name, ready for JSON.
    """
    if path is None:
        return
    pace = [round(_ADDITIONS), round(additions())]
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "load": round(_LOAD, 1), "additions_ms": pace}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"machine": machine, **figures}, indent=1, ensure_ascii=False) + "\n", "utf-8")
