"""The package's lexicons: TOML files beside this module, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of ``lexicons/<name>.toml``.

    Args:
        name: File name without its ending.
    """
    return tomllib.loads(files("kortui.extract").joinpath("lexicons", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, table: str) -> frozenset[str]:
    """The ``words`` of one table of a lexicon.

    Args:
        name: File name without its ending.
        table: Table of that file.
    """
    return frozenset(load(name)[table]["words"])
