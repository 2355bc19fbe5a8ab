"""What a fault leaves on stderr: on which page and where in the code, never with which data.

A request holds what somebody typed, its address may hold a key or a case, and an error tells what it tripped over: a
database names the whole row. All of that can be about a victim, and logs are read and kept by others than cases are.
"""

import logging
import traceback
from collections.abc import Iterator


class WithoutData(logging.Formatter):
    """One line per fault and the way to it: pages by the name of their view, errors by their kind."""

    def format(self, record: logging.LogRecord) -> str:
        told = f"{self.formatTime(record)} {record.levelname} {record.name}: {_place(record)}\n"
        fault = record.exc_info[1] if record.exc_info else None
        return (told + "".join(_way_to(fault) if fault else ())).rstrip()


def _place(record: logging.LogRecord) -> str:
    """The page, or else who tells it; no message: only its writer knows what he put in."""
    request = getattr(record, "request", None)
    if request is None:
        return f"{record.funcName}, {record.filename} line {record.lineno}"
    found = getattr(request, "resolver_match", None)
    return f"{request.method} {found.view_name if found else '-'} {getattr(record, 'status_code', '')}"


def _way_to(fault: BaseException) -> Iterator[str]:
    """First the faults that led to this one. A traceback shows lines of code and no values."""
    earlier = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if earlier is not None:
        yield from _way_to(earlier)
        yield "\n"
    yield from traceback.format_tb(fault.__traceback__)
    yield f"{type(fault).__module__}.{type(fault).__qualname__}\n"


CONFIG = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_data": {"()": "routekaart_site.logs.WithoutData"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "without_data"}},
    "root": {"handlers": ["stderr"]},
    # Of its own it has one that mails a whole request, and one that is silent without DEBUG.
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
}
