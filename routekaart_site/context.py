from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from trail import clock


def site(request: HttpRequest) -> dict[str, object]:
    """What every page knows: is this a demonstration, where does "Snel weg" lead, which language is this."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    is_dutch = language == settings.LANGUAGE_CODE
    return {
        "is_demo": settings.DEMO,
        "played_on": clock.today() if settings.CLOCK_AHEAD else None,
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "language": language,
        "other_language": _other_language(request, language),
        # For links on an English page that lead to a page which is Dutch only.
        "hreflang": "" if is_dutch else format_html('hreflang="{}"', settings.LANGUAGE_CODE),
        "in_dutch": "" if is_dutch else format_html(' <span class="in-dutch">({})</span>', _("in het Nederlands")),
    }


def _other_language(request: HttpRequest, language: str) -> dict[str, object]:
    """The same page in the other language where there is one, else the page where help begins in it."""
    code, name = next((code, name) for code, name in settings.LANGUAGES if code != language)
    url = translate_url(request.path, code)
    is_same_page = translation.get_language_from_path(url) != translation.get_language_from_path(request.path)
    if not is_same_page:
        with translation.override(code):
            url = reverse("list_audiences")
    return {"code": code, "name": name, "url": url, "is_same_page": is_same_page}
