from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from phases.urls import help_patterns
from routekaart_site import views
from routekaart_site.kit import show_kit

admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = _("Beheer van de routekaart")
admin.site.site_title = _("Beheer")
admin.site.index_title = _("Beheer")  # on the page itself each role is asked what fits it
admin.site.password_change = views.change_password
# Rights follow from memberships, and an address changes by its owner or two managers: no third way for a superuser.
admin.site.unregister([Group, EmailAddress])

urlpatterns = [
    path("beheer/", admin.site.urls),
    path("account/", include("allauth.account.urls")),
    path("", include("phases.urls")),
    *i18n_patterns(*help_patterns, prefix_default_language=False),
    path("", include("cases.urls")),
    path("robots.txt", views.show_robots, name="show_robots"),
    path(".well-known/security.txt", views.show_security_contact, name="show_security_contact"),
    path("favicon.ico", views.show_favicon, name="show_favicon"),
]
if settings.DEBUG:
    urlpatterns.append(path("kit/", show_kit, name="show_kit"))
