"""Documents from disk: found, sniffed, decoded, divided into blocks, with what is known of them."""

from __future__ import annotations

from kortui.extract.readers.discovery import Discovered, Skipped, discover
from kortui.extract.readers.document import read

__all__ = ["Discovered", "Skipped", "discover", "read"]
