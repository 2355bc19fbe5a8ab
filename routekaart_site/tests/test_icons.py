"""An icon is drawn once, and looks as Lucide draws it."""

import lucide
import pytest
from django.template import Context, Template

TAG = '{% load lucide %}{% lucide name size=20 aria_hidden="true" %}'


def rendered(name):
    return Template(TAG).render(Context({"name": name}))


def test_an_icon_is_what_lucide_draws():
    assert rendered("phone") == lucide._render_icon("phone", 20, aria_hidden="true")
    assert rendered("phone").startswith("<svg")
    assert 'aria-hidden="true"' in rendered("phone")
    assert rendered("phone") != rendered("search")


def test_the_same_icon_is_drawn_once(monkeypatch):
    drawn, draw = [], lucide._render_icon
    monkeypatch.setattr(lucide, "_render_icon", lambda *args, **more: drawn.append(args) or draw(*args, **more))
    assert len({rendered("shovel") for _use in range(3)}) == 1
    assert len(drawn) == 1


def test_an_unknown_icon_is_an_error():
    with pytest.raises(lucide.IconDoesNotExist):
        rendered("geen-icoon")


def test_another_size_or_word_is_another_icon():
    sizes = {Template(f'{{% load lucide %}}{{% lucide "phone" size={n} %}}').render(Context()) for n in (16, 20, 24)}
    assert len(sizes) == 3
    told = Template('{% load lucide %}{% lucide "phone" size=16 aria_label=word %}').render(Context({"word": '<"&'}))
    assert 'aria-label="&lt;&quot;&amp;"' in told
