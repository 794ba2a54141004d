"""The site's settings in tests: the real ones, with a folder of their own and quick passwords."""

import os
import tempfile

# Before the real settings look: nothing of the person who runs the tests is read or written.
os.environ["PARCOURS_DATA"] = tempfile.mkdtemp(prefix="parcours-tests-")
for name in [name for name in os.environ if name.startswith("PARCOURS_") and name != "PARCOURS_DATA"]:
    del os.environ[name]

from parcours.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_LOCMEM = {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
MAILERS = {"default": _LOCMEM, "delivery": _LOCMEM}  # what is sent lies in django.core.mail.outbox at once
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir()  # noqa: F405 - white noise warns about a folder that is not there
