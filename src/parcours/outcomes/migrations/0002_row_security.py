from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("outcomes", "0001_initial")]

    operations = [Guard("closing"), Guard("followup"), Guard("attempt")]
