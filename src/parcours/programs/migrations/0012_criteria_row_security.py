from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("programs", "0011_criteria")]

    operations = [Guard("criterion")]
