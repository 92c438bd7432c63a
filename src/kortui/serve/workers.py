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
from kortui.serve.hostkey import check_authorized, fingerprint, host_key, host_key_path
from kortui.serve.options import ServeOptions
from kortui.serve.server import clean, run

_log = logging.getLogger("kortui.serve")

_STOPPING = (signal.SIGTERM, signal.SIGINT)


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
    options = dataclasses.replace(options, host_key=host_key(options.host_key))
    check_authorized(options.authorized_keys)
    _log.info("host key %s", fingerprint(host_key_path(options.host_key)))
    _log.info("serving %s; stop with ctrl+c", options.database)
    from kortui.serve import application  # noqa: F401  (Textual is imported before the workers part and the first visitor)

    try:
        return _supervise(options, library) if options.workers > 1 else _serve(options, library)
    finally:
        for number in _STOPPING:  # told twice, it has stopped all the same and leaves with 0
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

    def start() -> None:
        """Fork one worker; a signal meanwhile waits until the child is known here and has no part in the supervisor's duty."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        child = os.fork()
        if child == 0:
            for number in _STOPPING:
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
            code = 1
            try:
                code = _serve(options, library)
            except UsageError as error:
                _log.error("%s", error.line())
            finally:
                os._exit(code)
        children.add(child)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)

    for number in _STOPPING:
        signal.signal(number, stop)
    failures = 0
    while len(children) < options.workers and not stopping:
        start()
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
            start()
    return 0
