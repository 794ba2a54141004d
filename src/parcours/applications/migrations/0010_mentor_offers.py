import django.db.models.deletion
from django.db import migrations, models

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0021_employer_links"),
        ("applications", "0009_looked_after_by"),
        ("people", "0006_person_by_address"),
        ("programs", "0019_employers"),
    ]

    operations = [
        migrations.CreateModel(
            name="MentorOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=201, verbose_name="name that the employer gave")),
                ("by_contact", models.BooleanField(default=False, verbose_name="named by the employer")),
                ("brought_in", models.BooleanField(default=False, verbose_name="on file through the employer")),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                ("ask", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="programs.ask")),
                ("mentor", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.mentor")),
                ("organization", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organization")),
                ("request", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.profilerequest")),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("ask", "mentor"), name="mentor_offer_once")],
            },
        ),
        Guard("mentoroffer"),
    ]
