"""The key by which visitors know the server again."""

from __future__ import annotations

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
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            key = asyncssh.generate_private_key("ssh-ed25519", comment="kortui")
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(key.export_private_key())
            _log.info("made a host key: %s", path)
        _log.info("host key %s", asyncssh.read_private_key(path).get_fingerprint())
    except FileExistsError:  # another worker was first
        return path
    except (OSError, asyncssh.KeyImportError) as error:
        raise UsageError(f"the host key cannot be used: {error}", str(path), "give another with --host-key") from error
    return path
