from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("today", "0001_initial")]

    operations = [Guard("decision")]
