"""Pages as a browser reads them: how a template is broken into lines says nothing."""

import re

from django.http import HttpResponse

_BLOCK = "title|h[1-6]|p|div|li|dt|dd|ul|ol|dl|section|nav|main|header|footer|label|form|button"


def html_of(response: HttpResponse) -> str:
    """The HTML with one space for many, and none inside the brackets of a tag or at the edges of a block."""
    html = re.sub(r"\s+", " ", response.content.decode())
    html = re.sub(r" (/?>)", r"\1", html)
    html = re.sub(rf" (</?(?:{_BLOCK})\b[^>]*>)", r"\1", html)
    return re.sub(rf"(</?(?:{_BLOCK})\b[^>]*>) ", r"\1", html)
