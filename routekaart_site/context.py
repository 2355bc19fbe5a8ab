from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What every page knows: whether this is a demonstration, and where "Snel weg" leads."""
    return {"is_demo": settings.DEMO, "quick_exit_url": settings.QUICK_EXIT_URL}
