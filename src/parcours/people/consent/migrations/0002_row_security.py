from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("consent", "0001_initial")]

    operations = [
        Guard("consenttext"),
        Guard("consentact"),
        Guard("consentrequest"),
        Guard("consentreminder"),
    ]
