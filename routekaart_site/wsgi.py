import os

from django.core.wsgi import get_wsgi_application

from routekaart_site import serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "routekaart_site.settings")
application = get_wsgi_application()
serving.refuse_unwalled()
