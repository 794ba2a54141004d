from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("duplicates", "0001_initial"), ("people", "0002_row_security")]

    operations = [Guard("mark"), Guard("block"), Guard("pair"), Guard("merge"), Guard("trace")]
