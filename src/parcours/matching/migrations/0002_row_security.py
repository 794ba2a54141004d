from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("matching", "0001_initial")]

    operations = [
        Guard("run"),
        Guard("candidate"),
        Guard("unplaced"),
        Guard("exclusion"),
    ]
