"""The site with its page of components, which is otherwise served with DEBUG only."""

from django.urls import path

from routekaart_site.kit import show_kit
from routekaart_site.urls import urlpatterns as site_patterns

urlpatterns = [*site_patterns, path("kit/", show_kit, name="show_kit")]
