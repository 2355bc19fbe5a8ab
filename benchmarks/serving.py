"""Gunicorn with the site, for as long as something is measured."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError

START = 30.0  # seconds within which gunicorn answers


@contextmanager
def served(environment: dict[str, str], *options: str) -> Iterator[str]:
    """The address of the site, run by gunicorn with these options on a port that was free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "--bind", address, *options]
    command += ["--log-level", "warning", "routekaart_site.wsgi:application"]
    server = subprocess.Popen(command, env=environment)  # noqa: S603 our own command
    try:
        _wait_for(f"http://{address}/", server)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(timeout=START)


def _wait_for(url: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=START).close()  # noqa: S310 our own address
            return
        except URLError:
            time.sleep(0.1)
    raise SystemExit("gunicorn does not answer")
