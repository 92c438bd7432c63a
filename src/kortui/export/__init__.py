"""Records out of kortui, in the formats other programs read.

An exporter turns a `Selection` of events into text; `kortui.export.registry` finds it by name, built-in or from a package
that declares one under the entry point group ``kortui.exporters``. Tables of anything else go through `kortui.export.grid`.
"""

from __future__ import annotations
