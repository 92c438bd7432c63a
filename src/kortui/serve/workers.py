"""From options to a running server: the log, the database, and one process or several."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import os
import signal
import socket
import sys

from kortui import store
from kortui.errors import UsageError
from kortui.model import Library
from kortui.serve.options import ServeOptions
from kortui.serve.server import clean, run

_log = logging.getLogger("kortui.serve")


def _logging() -> None:
    """Lines on stderr with the time; asyncssh itself only speaks of errors."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("kortui").addHandler(handler)
    logging.getLogger("kortui").setLevel(logging.INFO)
    logging.getLogger("asyncssh").setLevel(logging.ERROR)


def serve(options: ServeOptions) -> int:
    """Serve until told to stop.

    Args:
        options: Settings, checked.

    Returns:
        The exit code: 0 after SIGTERM or SIGINT.

    Raises:
        KortuiError: When the database, the host key or the port cannot be used.
    """
    clean(os.environ)
    _logging()
    library = store.load(options.database)
    from kortui.serve import application  # noqa: F401  (Textual is imported before the workers part and the first visitor)

    try:
        return _supervise(options, library) if options.workers > 1 else _serve(options, library)
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):  # told twice, it has stopped all the same and leaves with 0
            signal.signal(number, signal.SIG_IGN)


def _serve(options: ServeOptions, library: Library) -> int:
    try:
        asyncio.run(run(options, library))
    except OSError as error:
        raise _no_port(options, error) from error
    return 0


def _reserve(options: ServeOptions) -> socket.socket:
    """Take the port for the workers, who share it: a socket that is bound and does not listen is sent no connections.

    Raises:
        UsageError: When the port cannot be had; told once here, not by each worker.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(address)
    except OSError as error:
        raise _no_port(options, error) from error
    return taken


def _no_port(options: ServeOptions, error: OSError) -> UsageError:
    return UsageError(f"cannot listen: {error.strerror or error}", f"{options.host} port {options.port}")


def _supervise(options: ServeOptions, library: Library) -> int:
    """Fork the workers after everything is loaded, so that they share it, and start anew those that die."""
    children: set[int] = set()
    stopping = False
    reserved = _reserve(options)
    options = dataclasses.replace(options, port=reserved.getsockname()[1])

    def stop(number: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True
        for child in children:
            with contextlib.suppress(ProcessLookupError):  # ended, and reaped a moment ago
                os.kill(child, signal.SIGTERM)

    def start() -> int:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            code = 1
            try:
                code = _serve(options, library)
            except UsageError as error:
                _log.error("%s", error.line())
            finally:
                os._exit(code)
        return child

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    children.update(start() for _ in range(options.workers))
    failures = 0
    while children:
        try:
            child, status = os.wait()
        except InterruptedError:
            continue
        children.discard(child)
        if not stopping:
            failures += 1
            _log.error("worker %d ended with %d", child, os.waitstatus_to_exitcode(status))
            if failures > options.workers * 5:
                stop(0, None)
                return 1
            children.add(start())
            if stopping:  # told while the new one was made
                stop(0, None)
    return 0
