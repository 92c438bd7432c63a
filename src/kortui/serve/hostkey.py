"""The key by which visitors know the server again."""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path

import asyncssh

from kortui import config
from kortui.errors import UsageError

_log = logging.getLogger("kortui.serve")


def host_key_path(path: Path | None) -> Path:
    """Where the server's key is: the file that was named, else one in the state directory."""
    return path or config.paths().state / "ssh_host_ed25519_key"


def host_key(path: Path | None) -> Path:
    """The file of the server's key; an Ed25519 key is made, readable by its owner only, where there is none.

    Args:
        path: Where it is; None for the state directory.

    Raises:
        UsageError: When it cannot be read, made, or is no private key.
    """
    path = host_key_path(path)
    try:
        if not path.exists():
            _make(path)
        asyncssh.read_private_key(path)
    except (OSError, asyncssh.KeyImportError) as error:
        raise UsageError(f"the host key cannot be used: {error}", str(path), "give another with --host-key") from error
    return path


def _make(path: Path) -> None:
    """Make the key under another name first, so that another server that looks for it finds all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = asyncssh.generate_private_key("ssh-ed25519", comment="kortui")
    made = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key.export_private_key())
        with contextlib.suppress(FileExistsError):  # the other server was first
            os.link(made, path)
            _log.info("made a host key: %s", path)
    finally:
        made.unlink(missing_ok=True)


def fingerprint(path: Path) -> str:
    """The key's fingerprint as ``ssh-keygen -l`` prints it, for readers to compare."""
    return asyncssh.read_private_key(path).get_fingerprint()


def check_authorized(path: Path | None) -> None:
    """See that a file of public keys can be read and holds at least one.

    Raises:
        UsageError: When it cannot, or does not.
    """
    if path is None:
        return
    try:
        asyncssh.read_authorized_keys(str(path))
    except (OSError, ValueError) as error:
        why = (error.strerror or str(error)) if isinstance(error, OSError) else "no public key that can be used"
        raise UsageError(why, str(path), "write a line a key, as in the .pub files of ssh-keygen") from error
