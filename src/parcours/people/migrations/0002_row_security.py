from django.db import migrations

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [("people", "0001_initial")]

    operations = [
        Guard("person"),
        Guard("education"),
        Guard("experience"),
        Guard("languageskill"),
        Guard("mentor"),
        Guard("mentorpause"),
        Guard("occupationheld"),
        Guard("participant"),
        Guard("profilerequest"),
        Guard("sensitivefacts"),
        Guard("supervisor"),
    ]
