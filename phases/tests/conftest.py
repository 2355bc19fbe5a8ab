import pytest
from django.test import Client


@pytest.fixture
def dora(cast):
    """The content editor, logged in."""
    client = Client()
    client.force_login(cast.dora)
    return client
