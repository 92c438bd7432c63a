"""``python -m kortui``: the same program as the ``kortui`` command."""

from __future__ import annotations

from kortui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
