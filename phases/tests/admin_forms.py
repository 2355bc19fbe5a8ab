"""Forms of the admin as a browser sends them back."""

import re
from html import unescape

from django.urls import reverse


def address(row):
    return reverse(f"admin:phases_{row._meta.model_name}_change", args=[row.pk])


def form_of(client, url):
    """What a browser would send back from this form, unchanged."""
    html = client.get(url).content.decode()
    form = re.search(r'<form[^>]*id="[a-z]+_form".*?</form>', html, re.DOTALL).group()
    data = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind = re.search(r'type="(\w+)"', tag).group(1)
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in (" name", " value"))
        if name is None or kind == "submit" or (kind == "checkbox" and "checked" not in tag):
            continue
        data.setdefault(name.group(1), []).append(unescape(value.group(1)) if value else "")
    for name, value in re.findall(r'<textarea[^>]*?name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        data[name] = [unescape(value)]
    for name, options in re.findall(r'<select[^>]*?name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        data[name] = re.findall(r'<option value="([^"]*)" selected', options)
    return {name: values for name, values in data.items() if "__prefix__" not in name}
