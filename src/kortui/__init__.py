"""kortui: a terminal explorer of South Korea–Türkiye relations."""

from __future__ import annotations

__version__ = "0.1.0"
