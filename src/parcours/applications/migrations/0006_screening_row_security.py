from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("applications", "0005_screening")]

    operations = [Guard("screeningstep")]
