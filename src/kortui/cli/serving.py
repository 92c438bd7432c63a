"""``serve``: the app for many readers over SSH."""

from __future__ import annotations

from pathlib import Path

import click

from kortui.cli.options import db_option
from kortui.cli.output import note
from kortui.errors import UsageError


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
) -> int:
    """Serve the app to many readers over SSH, read-only: ssh -p 2222 HOST.

    Readers get the app and nothing else: no commands, files or forwarding. A place to start at can be given:
    ssh -t HOST 'event ID', 'query TEXT' or 'pane trade'.
    """
    from kortui import config
    from kortui.serve.options import ServeOptions, parse_duration, parse_listen

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
    try:
        import asyncssh  # noqa: F401  (an extra; told before the database is read)
    except ModuleNotFoundError:
        raise UsageError("kortui serve needs asyncssh", mend="pip install 'kortui[ssh]'") from None
    from kortui.serve.workers import serve

    note(f"serving {options.database} on {host} port {port}; stop with ctrl+c")
    return serve(options)
