"""``serve``: the app for many readers over SSH."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kortui.cli.options import db_option
from kortui.cli.output import counted, note, write
from kortui.errors import UsageError

if TYPE_CHECKING:
    from kortui.serve.options import ServeOptions

_TOLD_AT_MOST = 12


@click.command("serve")
@db_option
@click.option("--listen", default="127.0.0.1:2222", show_default=True, metavar="HOST:PORT", help="Where to listen.")
@click.option("--public", is_flag=True, help="Let everybody in, without key or password.")
@click.option("--authorized-keys", type=click.Path(path_type=Path), help="Public keys that may come in (OpenSSH's format).")
@click.option("--host-key", type=click.Path(path_type=Path), help="Private key of the server; made when absent.")
@click.option("--max-sessions", default=50, show_default=True, help="Sessions at a time, per worker.")
@click.option("--max-per-address", default=4, show_default=True, help="Connections at a time from one address.")
@click.option("--idle", default="15m", show_default=True, metavar="TIME", help="Time without a key that ends a session.")
@click.option("--total", default="2h", show_default=True, metavar="TIME", help="Time that ends every session.")
@click.option("--workers", default=1, show_default=True, help="Processes that share the port, at best one per core.")
@click.option("--check", "sealed", is_flag=True, help="Do not start where this process could write to anything.")
@click.option("--print-sshd-config", "print_sshd", is_flag=True, help="Print a public account for OpenSSH's sshd, and leave.")
@click.option("--print-systemd-unit", "print_unit", is_flag=True, help="Print a unit that runs this server, and leave.")
def serve_command(
    db: Path | None,
    listen: str,
    public: bool,
    authorized_keys: Path | None,
    host_key: Path | None,
    max_sessions: int,
    max_per_address: int,
    idle: str,
    total: str,
    workers: int,
    sealed: bool,
    print_sshd: bool,
    print_unit: bool,
) -> int:
    """Serve the app to many readers over SSH, read-only: ssh -p 2222 HOST.

    Readers get the app and nothing else: no commands, files or forwarding. A place to start at can be given:
    ssh -t HOST 'event ID', 'query TEXT' or 'pane trade'. SIGTERM tells readers and ends the server.
    """
    from kortui import config
    from kortui.serve.options import ServeOptions, parse_duration, parse_listen

    if print_sshd:
        return _print_sshd(config.database(db))
    host, port = parse_listen(listen)
    options = ServeOptions(
        database=config.database(db),
        host=host,
        port=port,
        host_key=host_key,
        authorized_keys=authorized_keys,
        public=public,
        sessions=max_sessions,
        per_address=max_per_address,
        idle=parse_duration(idle),
        total=parse_duration(total),
        workers=workers,
    )
    options.check()
    if print_unit:
        return _print_unit(options)
    try:
        from kortui.serve.wire import import_asyncssh

        import_asyncssh()  # an extra; told before the database is read
    except ModuleNotFoundError:
        raise UsageError("kortui serve needs asyncssh", mend="pip install 'kortui[ssh]'") from None
    from kortui.serve.workers import serve

    if sealed:
        _refuse_to_write(options)
    return serve(options)


def _refuse_to_write(options: ServeOptions) -> None:
    """Name what this process could write to.

    Raises:
        UsageError: When there is anything, or no host key yet.
    """
    from kortui.serve.hostkey import host_key_path
    from kortui.serve.writable import writable

    key = host_key_path(options.host_key)
    if not key.exists():
        raise UsageError("there is no host key, and --check lets none be made", str(key), "make it with ssh-keygen -t ed25519")
    found = writable(path for path in (options.database, key, options.authorized_keys) if path is not None)
    for line in found[:_TOLD_AT_MOST]:
        note(line)
    if len(found) > _TOLD_AT_MOST:
        note(f"and {len(found) - _TOLD_AT_MOST} more")
    if found:
        count = counted(len(found), "way")
        raise UsageError(f"--check found {count} to write", mend="close them; kortui serve --print-systemd-unit shows how")


def _print_sshd(database: Path) -> int:
    from kortui.serve.texts import ACCOUNT, sshd_config

    return _print(sshd_config(database), f"the account {ACCOUNT}", database)


def _print_unit(options: ServeOptions) -> int:
    from kortui.serve.texts import systemd_unit

    return _print(systemd_unit(options), "the service", options.database)


def _print(text: str, who: str, database: Path) -> int:
    """Print a text, and say on stderr what would keep another account from doing what it says."""
    from kortui.serve.texts import closed

    write([text])
    for path in dict.fromkeys(path for file in (Path(sys.executable), Path(__file__), database) for path in closed(file)):
        note(f"note: {who} cannot {'pass' if path.is_dir() else 'read'} {path}")
    return 0
