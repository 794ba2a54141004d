from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("frozen", "0001_initial")]

    operations = [Guard("frozenreport")]
