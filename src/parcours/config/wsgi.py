"""The door for web servers: `granian --interface wsgi parcours.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parcours.config.settings")
application = get_wsgi_application()
