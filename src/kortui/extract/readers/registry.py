"""The readers there are: entry points of the group ``kortui.readers``, kortui's own among them."""

from __future__ import annotations

from functools import cache
from importlib import import_module, metadata

from kortui.errors import UsageError
from kortui.extract.readers.base import Reader

GROUP = "kortui.readers"

BUILT_IN = {
    "pdf": "kortui.extract.readers.pdf:READER",
    "html": "kortui.extract.readers.html:READER",
    "markdown": "kortui.extract.readers.markdown:READER",
    "wiki": "kortui.extract.readers.wiki:READER",
    "text": "kortui.extract.readers.plain:READER",
}
"""The entry points that pyproject.toml declares; used where the package's metadata is missing (a plain source tree)."""


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, in order of their rank; another package's reader replaces kortui's of the same name.

    Raises:
        UsageError: When another package's reader cannot be loaded.
    """
    found: dict[str, Reader] = {}
    for name, value in BUILT_IN.items():
        module, _, attribute = value.partition(":")
        found[name] = getattr(import_module(module), attribute)
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        if entry.value == BUILT_IN.get(entry.name):
            continue
        try:
            found[entry.name] = entry.load()
        except (ImportError, AttributeError) as error:
            raise UsageError(
                f"reader {entry.name!r} cannot be loaded ({error})", entry.value, "update or remove its package"
            ) from error
    return tuple(sorted(found.values(), key=lambda r: (r.rank, r.format)))


def suffixes() -> frozenset[str]:
    """File name suffixes that some reader knows."""
    return frozenset().union(*(reader.suffixes for reader in readers()))
