"""What goes over the wire: pages for anybody are compressed, pages of somebody never, documents as they are kept.

And the transaction around a request, which PostgreSQL alone gets.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from routekaart_site.middleware import SecondWall

ACCEPTS = {"accept-encoding": "gzip, deflate, br"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/fase/melden/", "/hulp/slachtoffer/", "/bestaat-niet/", "/account/login/"])
def test_a_page_for_anybody_is_compressed(client: Client, path):
    response = client.get(path, headers=ACCEPTS)
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert len(response.content) < len(client.get(path).content)
    assert "Content-Encoding" not in client.get(path)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/mijn-werk/", "/zaken/", "/bestaat-niet/"])
def test_a_page_of_somebody_is_never_compressed(client: Client, cast, path):
    client.force_login(cast.bram)
    assert "Content-Encoding" not in client.get(path, headers=ACCEPTS)


@pytest.mark.django_db
def test_a_document_goes_as_it_is_kept(client: Client):
    response = client.get("/fase/melden/pdf/", headers=ACCEPTS)
    assert "Content-Encoding" not in response
    assert not response["ETag"].startswith("W/")


@pytest.mark.django_db(transaction=True)
def test_only_postgresql_has_one_transaction_per_request_of_somebody(cast):
    """On SQLite, where writers lock at BEGIN, it would make all readers wait for one another; visitors need none."""
    seen = []

    def page(request):
        seen.append(connection.in_atomic_block)
        return HttpResponse()

    request = RequestFactory().get("/")
    for user in (cast.bram, AnonymousUser()):
        request.user = user
        SecondWall(page)(request)
    assert seen == [connection.vendor == "postgresql", False]
    assert not connection.in_atomic_block
