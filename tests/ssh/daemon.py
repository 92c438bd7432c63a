"""A real sshd on loopback, in a mount namespace of its own with users of its own, so that nothing of the machine changes.

That needs root, ``unshare`` and an ``sshd`` (package openssh-server, or its path in ``KORTUI_SSHD``).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncssh

from tests.conftest import ROOT

KORTUI = str(Path(sys.executable).parent / "kortui")
INSIDE = "/run/served"
"""The folder as the sshd and its visitors see it."""

USER = 64_998
"""Number of the public account's user."""


class CannotRun(Exception):
    """The sshd ended at once; the message is what it said."""


def needed() -> str | None:
    """The sshd to use."""
    found = os.environ.get("KORTUI_SSHD") or shutil.which(
        "sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    )
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("unshare") is None:
        return None
    return found


def opened(paths: list[Path]) -> list[str]:
    """Shell commands after which another account can pass the folders above some paths, in this mount namespace only.

    A folder that is closed to others, such as a home, is covered by an empty one that holds just what is needed of it.
    """
    needed_of: dict[Path, set[str]] = {}
    for path in paths:
        for parent in reversed(path.parents):
            if not parent.stat().st_mode & 0o001:
                needed_of.setdefault(parent, set()).add(path.relative_to(parent).parts[0])
    lines = []
    for number, (folder, names) in enumerate(sorted(needed_of.items())):
        kept = f"/run/kept/{number}"
        lines += [f"mkdir -p {kept}", f"mount --bind {folder} {kept}", f"mount -t tmpfs -o mode=0755 tmpfs {folder}"]
        for name in sorted(names):
            lines += [f"mkdir {folder}/{name}", f"mount --bind {kept}/{name} {folder}/{name}"]
    return lines


@contextmanager
def running_sshd(folder: Path, key: asyncssh.SSHKey, *before: str) -> Iterator[tuple[int, int]]:
    """Run an sshd with root's account, opened by a key, and the public one that kortui prints the text for.

    Args:
        folder: Where its files go, and where ``kb.json``, which the public account reads, is already.
        key: Root's.
        before: Lines before the printed text; of two the first counts.

    Yields:
        Its port and process id.
    """
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(folder / "host")
    (folder / "host").chmod(0o600)
    (folder / "keys").write_bytes(key.export_public_key())
    folder.chmod(0o755)
    (folder / "kb.json").chmod(0o644)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    command = [KORTUI, "serve", "--print-sshd-config", "--db", f"{INSIDE}/kb.json"]
    printed = subprocess.run(command, capture_output=True, check=True, timeout=20, text=True).stdout
    own = [
        f"Port {number}", "ListenAddress 127.0.0.1", f"HostKey {folder}/host", f"AuthorizedKeysFile {folder}/keys", "UsePAM no",
        "PidFile none", "StrictModes no", "PermitRootLogin yes", "PasswordAuthentication no", "UseDNS no", *before,
    ]  # fmt: skip
    (folder / "config").write_text("\n".join([*own, printed]), encoding="utf-8")
    for name, line in {
        "passwd": f"sshd:x:64997:65534::/run/sshd:/usr/sbin/nologin\nexplore:x:{USER}:{USER}::/:/bin/sh\n",
        "shadow": "sshd:*:19000:0:99999:7:::\nexplore::19000:0:99999:7:::\n",
    }.items():
        (folder / name).write_text(Path(f"/etc/{name}").read_text(encoding="utf-8") + line, encoding="utf-8")
    (folder / "shadow").chmod(0o600)
    (folder / "start").write_text(
        "set -e\nmount --make-rprivate /\nmount -t tmpfs tmpfs /run\nmkdir -m 0755 /run/sshd\n"
        + f"mkdir {INSIDE}\nmount --bind {folder} {INSIDE}\n"  # whoever may close the folders above it meanwhile
        + f"mount --bind {folder}/passwd /etc/passwd\nmount --bind {folder}/shadow /etc/shadow\n"
        + "".join(f"{line}\n" for line in opened([Path(sys.prefix), Path(sys.base_prefix).resolve(), ROOT]))
        + f"exec {needed()} -D -e -f {folder}/config\n",
        encoding="utf-8",
    )
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(["unshare", "-m", "sh", str(folder / "start")], stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 10
        while "listening" not in (said := (folder / "log").read_text(encoding="utf-8")):
            if process.poll() is not None:
                raise CannotRun(said.strip()[-300:])
            assert time.monotonic() < deadline, said
            time.sleep(0.05)
        yield number, process.pid
    finally:
        process.terminate()
        process.wait(10)
