from django.db import migrations

from parcours.people.consent import triggers


class Migration(migrations.Migration):

    dependencies = [("consent", "0002_row_security")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
