from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("surveys", "0001_initial")]

    operations = [
        Guard("questionnaire"),
        Guard("question"),
        Guard("surveyrequest"),
        Guard("answer"),
    ]
