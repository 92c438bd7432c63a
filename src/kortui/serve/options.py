"""What `kortui serve` is told."""

from __future__ import annotations

import re
from pathlib import Path

from kortui.errors import UsageError
from kortui.records import dataclass

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """Settings of a server.

    Attributes:
        database: The database to show; read once.
        host: Address to listen on.
        port: Port to listen on; 0 for any free one.
        host_key: File of the server's private key; made when absent.
        authorized_keys: File of the public keys that may come in, in OpenSSH's format; None with `public`.
        public: Whether everybody may come in without a key or password.
        sessions: Most sessions at a time, in each worker.
        per_address: Most connections at a time from one address.
        idle: Seconds without a key after which a session ends.
        total: Seconds after which every session ends.
        login: Seconds that a connection may take to log in, and then to open a session.
        workers: Processes that share the port.
        notice: Seconds between telling visitors that the server stops and stopping.
        keepalive: Seconds of silence after which a client is asked whether it is there; two unanswered questions end it.
    """

    database: Path
    host: str = "127.0.0.1"
    port: int = 2222
    host_key: Path | None = None
    authorized_keys: Path | None = None
    public: bool = False
    sessions: int = 50
    per_address: int = 4
    idle: float = 15 * 60.0
    total: float = 2 * 3600.0
    login: float = 20.0
    workers: int = 1
    notice: float = 3.0
    keepalive: float = 15.0

    def check(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            UsageError: When nobody could come in, or everybody by mistake, or a number is not positive.
        """
        if self.public and self.authorized_keys is not None:
            raise UsageError("--public lets everybody in, --authorized-keys only some", mend="give one of them")
        if not self.public and self.authorized_keys is None:
            raise UsageError("nobody could come in", mend="give --authorized-keys FILE, or --public for everybody")
        if self.authorized_keys is not None and not self.authorized_keys.is_file():
            raise UsageError("no such file", str(self.authorized_keys))
        if min(self.sessions, self.per_address, self.workers) < 1 or min(self.idle, self.total, self.login) <= 0:
            raise UsageError("limits must be at least 1")


def parse_listen(text: str) -> tuple[str, int]:
    """Host and port of ``HOST:PORT``, ``[V6]:PORT``, ``:PORT`` or ``PORT``; without a host it is loopback.

    Raises:
        UsageError: When it is none of these.
    """
    match = re.fullmatch(r"(?:(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]*)):)?(\d{1,5})", text.strip())
    if match is None or int(match[3]) > 65535:
        raise UsageError("not an address to listen on", text, "write HOST:PORT, such as 127.0.0.1:2222")
    return match[1] or match[2] or "127.0.0.1", int(match[3])


def parse_duration(text: str) -> float:
    """Seconds of ``90``, ``90s``, ``15m`` or ``2h``.

    Raises:
        UsageError: When it is none of these.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smh]?)", text.strip().lower())
    if match is None or not float(match[1]):
        raise UsageError("not a length of time", text, "write 90s, 15m or 2h")
    return float(match[1]) * _UNITS[match[2]]
