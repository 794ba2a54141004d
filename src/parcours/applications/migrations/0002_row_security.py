from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("applications", "0001_initial")]

    operations = [
        Guard("application"),
        Guard("mentorplace"),
    ]
