from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("programs", "0003_partners_agreements_asks")]

    operations = [
        Guard("agreement"),
        Guard("ask"),
        Guard("programpartner"),
        Guard("target"),
    ]
