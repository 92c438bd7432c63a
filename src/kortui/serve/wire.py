"""The import of asyncssh, kept from running programs."""

from __future__ import annotations

import os


def import_asyncssh() -> None:
    """Import asyncssh without a PATH.

    It looks for optional libraries by `ctypes.util.find_library`, which runs gcc and ld where it finds them and writes
    temporary files for them: 100 ms for nothing, and an error where no file can be written.

    Raises:
        ModuleNotFoundError: When the extra is not installed.
    """
    path = os.environ.get("PATH")
    os.environ["PATH"] = "/nonexistent"
    try:
        import asyncssh  # noqa: F401
    finally:
        if path is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = path
