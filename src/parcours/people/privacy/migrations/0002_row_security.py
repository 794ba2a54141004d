from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("privacy", "0001_initial")]

    operations = [
        Guard("breach"),
        Guard("datarequest"),
        Guard("erasure"),
        Guard("hold"),
        Guard("retentionrule"),
        Guard("tombstone"),
    ]
