from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("engagements", "0003_course")]

    operations = [
        Guard("concern"),
        Guard("measure"),
        Guard("note"),
        Guard("planitem"),
        Guard("session"),
        Guard("signature"),
    ]
