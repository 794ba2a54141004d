from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("programs", "0006_resources")]

    operations = [Guard("resource")]
