from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("matching", "0003_progress_and_wishes")]

    operations = [Guard("wish")]
