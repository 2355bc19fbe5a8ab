"""What a request took of the processor: a figure that whatever else runs on the machine leaves alone."""

import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "X-Processor-Milliseconds"


class TellsItsCost:
    """Adds up the time of this process and of its process of the database, where that runs on this machine.

    A connection is used by one request at a time, so what its process took since the last request is of this one; the
    first request on a connection tells nothing. Parallel workers of the database are not counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.taken: dict[int, int] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.process_time_ns()
        response = self.get_response(request)
        if connection.connection is not None:
            taken = _nanoseconds(connection.connection.info.backend_pid)
            before = self.taken.get(connection.connection.info.backend_pid)
            self.taken[connection.connection.info.backend_pid] = taken
            if before is not None:
                response.headers[HEADER] = f"{(time.process_time_ns() - started + taken - before) / 1e6:.3f}"
        return response


def _nanoseconds(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    except OSError:
        return 0
