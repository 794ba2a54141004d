from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("webhooks", "0001_initial"), ("accounts", "0009_row_security")]

    operations = [Guard("endpoint"), Guard("delivery")]
