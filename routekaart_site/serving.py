"""What must be so before the site serves anybody, beyond what the settings can tell."""

from django.conf import settings
from django.db import connection

from cases import wall


def refuse_unwalled() -> None:
    """Raises ImproperlyConfigured where the second wall would not hold: outside DEBUG the site then does not start."""
    if settings.DEBUG or not wall.stands():
        return
    try:
        wall.refuse_unwalled(connection)
    finally:
        # Nothing that was opened here goes along into the worker processes.
        connection.close()
        connection.close_pool()
