"""Who may come in: counts of connections and sessions, by address and in all."""

from __future__ import annotations

from collections import Counter
from ipaddress import ip_address

_CONNECTIONS_PER_SESSION = 2
"""Connections allowed per session: some are still logging in."""


def network(address: str) -> str:
    """What counts as one address: an IPv4 address, or an IPv6 /64, since a household has that many addresses."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 6:
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else ":".join(parsed.exploded.split(":")[:4])
    return str(parsed)


class Admission:
    """Counts what is there and says what may come.

    Args:
        sessions: Most sessions at a time.
        per_address: Most connections at a time from one address.
    """

    def __init__(self, sessions: int, per_address: int) -> None:
        self._most = sessions
        self._per_address = per_address
        self._addresses: Counter[str] = Counter()
        self.sessions = 0

    @property
    def connections(self) -> int:
        """Connections at present."""
        return self._addresses.total()

    def connect(self, address: str) -> str | None:
        """Take in a connection, or say why not."""
        key = network(address)
        if self._addresses[key] >= self._per_address:
            return "too many connections from this address"
        if self.connections >= self._most * _CONNECTIONS_PER_SESSION:
            return "too many connections"
        self._addresses[key] += 1
        return None

    def disconnect(self, address: str) -> None:
        """Let a connection go that was taken in."""
        key = network(address)
        self._addresses[key] -= 1
        if self._addresses[key] <= 0:
            del self._addresses[key]

    def enter(self) -> bool:
        """Take in a session; False when the house is full."""
        if self.sessions >= self._most:
            return False
        self.sessions += 1
        return True

    def leave(self) -> None:
        """Let a session go that was taken in."""
        self.sessions -= 1
