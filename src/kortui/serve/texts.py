"""What an operator puts into /etc, with the paths of this installation: the text for sshd and the unit for systemd."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from kortui.errors import UsageError
from kortui.serve.options import ServeOptions

ACCOUNT = "explore"
"""Name of the public account."""

HOST_KEY = "/etc/kortui/host_ed25519"
"""Where the unit looks for the server's key when no other is named."""

_SSHD = """\
# /etc/ssh/sshd_config.d/kortui.conf: a public account that reads one database and can do nothing else.
# Made by `kortui serve --print-sshd-config` for OpenSSH 9.2 and later. Once, as root:
#   useradd --system --no-create-home --home-dir / --shell /bin/sh {account} && passwd --delete {account}
# then `sshd -t` and a reload. The account has no password: best give it an sshd of its own, on another port and with
# `AllowUsers {account}`, and keep it out of su and the console. With `UsePAM yes` pam_unix needs `nullok`.
PerSourceMaxStartups 5
MaxStartups 20:30:60
LoginGraceTime 15
Match User {account}
    # "none" succeeds as an empty password only, so the next three belong together
    AuthenticationMethods none
    PasswordAuthentication yes
    PermitEmptyPasswords yes
    PubkeyAuthentication no
    KbdInteractiveAuthentication no
    ForceCommand {command}
    PermitTTY yes
    DisableForwarding yes
    AllowTcpForwarding no
    AllowStreamLocalForwarding no
    AllowAgentForwarding no
    X11Forwarding no
    PermitTunnel no
    PermitOpen none
    PermitListen none
    GatewayPorts no
    PermitUserRC no
    # inside Match this replaces the list above it
    AcceptEnv LANG LC_ALL LC_CTYPE COLORTERM NO_COLOR
    MaxSessions 1
    ClientAliveInterval 15
    ClientAliveCountMax 2
    UnusedConnectionTimeout 30
    Banner none
"""

_UNIT = """\
# /etc/systemd/system/kortui.service, made by `kortui serve --print-systemd-unit`. Once, as root:
#   mkdir -p -m 700 {key_folder} && ssh-keygen -t ed25519 -N '' -f {key}
# then `systemctl daemon-reload && systemctl enable --now kortui`; `systemd-analyze security kortui` shows what is open.
[Unit]
Description=kortui, read-only, over SSH
After=network-online.target
Wants=network-online.target

[Service]
Type=exec
ExecStart={command}
DynamicUser=yes
LoadCredential=host_ed25519:{key}
{credentials}Environment=HOME=/nonexistent PYTHONDONTWRITEBYTECODE=1 LANG=C.UTF-8
WorkingDirectory=/
Restart=on-failure
TimeoutStopSec=15
MemoryHigh={high}M
MemoryMax={most}M
CPUQuota={quota}%
TasksMax=64
LimitNOFILE=2048
LimitCORE=0
ProtectSystem=strict
ProtectHome={home}
PrivateTmp=yes
InaccessiblePaths=-/tmp -/var/tmp -/dev/shm -/dev/mqueue
PrivateDevices=yes
PrivateUsers={users}
ProtectProc=invisible
ProcSubset=pid
NoNewPrivileges=yes
{capabilities}
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictRealtime=yes
LockPersonality=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RemoveIPC=yes
KeyringMode=private
UMask=0077
SystemCallArchitectures=native
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
SocketBindAllow=tcp:{port}
SocketBindDeny=any

[Install]
WantedBy=multi-user.target
"""

_BASE_MB, _SESSION_MB = 200, 8
"""Memory of a worker with nobody in it, and of each session at most."""


def _path(path: Path) -> str:
    """A path that can stand in both texts.

    Raises:
        UsageError: When it holds a line end or another control character.
    """
    text = str(path.absolute())
    if not text.isprintable():
        raise UsageError("this path cannot stand in a configuration", ascii(text), "use one without control characters")
    return text


def sshd_config(database: Path) -> str:
    """The text for sshd: a public account whose only program is `kortui.serve.forced`.

    Args:
        database: What the account reads.
    """
    command = shlex.join([_path(Path(sys.executable)), "-I", "-m", "kortui.serve.forced", _path(database)])
    return _SSHD.format(account=ACCOUNT, command=command)


def _quoted(word: str) -> str:
    """A word as systemd reads it: specifiers, variables and quotes are its own."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if plain != word or " " in word or ";" in word or "'" in word else word


def systemd_unit(options: ServeOptions) -> str:
    """The unit of a server with these settings; it starts with ``--check``, so that a hole in it keeps it from starting.

    Args:
        options: Settings, checked.
    """
    program = Path(sys.executable).with_name("kortui")
    start = [_path(program)] if program.exists() else [_path(Path(sys.executable)), "-I", "-m", "kortui"]
    words = [*start, "serve", "--check", "--listen", _where(options), "--db", _path(options.database)]
    words += ["--workers", str(options.workers), "--max-sessions", str(options.sessions)]
    words += ["--max-per-address", str(options.per_address), "--idle", f"{options.idle:g}s", "--total", f"{options.total:g}s"]
    keys = _path(options.authorized_keys) if options.authorized_keys else ""
    line = " ".join(map(_quoted, words)) + " --host-key %d/host_ed25519"
    line += " --authorized-keys %d/authorized_keys" if keys else " --public"
    key = _path(options.host_key or Path(HOST_KEY))
    memory = options.workers * (_BASE_MB + _SESSION_MB * options.sessions)
    low = options.port < 1024
    bind = "CAP_NET_BIND_SERVICE"
    return _UNIT.format(
        command=line,
        key=key,
        key_folder=shlex.quote(str(Path(key).parent)),
        credentials=f"LoadCredential=authorized_keys:{keys}\n" if keys else "",
        high=memory,
        most=memory * 5 // 4,
        quota=100 * options.workers + 50,
        home="read-only" if any(_at_home(path) for path in (Path(sys.executable), options.database)) else "yes",
        users="no" if low else "yes",
        capabilities=f"AmbientCapabilities={bind}\nCapabilityBoundingSet={bind}" if low else "CapabilityBoundingSet=",
        port=options.port,
    )


def _where(options: ServeOptions) -> str:
    return f"[{options.host}]:{options.port}" if ":" in options.host else f"{options.host}:{options.port}"


def _at_home(path: Path) -> bool:
    return path.resolve().parts[1:2] in (("home",), ("root",))


def closed(path: Path) -> Iterator[Path]:
    """What keeps another account from a file: folders it cannot pass, and the file when it cannot read it."""
    real = path.resolve()
    if real.exists():
        yield from (parent for parent in reversed(real.parents) if not parent.stat().st_mode & 0o001)
        if not real.stat().st_mode & 0o004:
            yield real
