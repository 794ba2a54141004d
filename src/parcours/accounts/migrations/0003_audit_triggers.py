from django.db import migrations

from parcours.accounts.audit import triggers


class Migration(migrations.Migration):

    dependencies = [("accounts", "0002_audit")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
