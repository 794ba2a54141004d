from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("programs", "0001_initial")]

    operations = [
        Guard("program"),
        Guard("cohort"),
        Guard("eligibilityrule"),
        Guard("phase"),
    ]
