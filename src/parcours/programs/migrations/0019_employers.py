import django.db.models.deletion
from django.db import migrations, models

from parcours.core.postgres.policies import Guard


def give_rows(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Give each employer that was named in asks a row of its own."""
    Ask = apps.get_model("programs", "Ask")
    Employer = apps.get_model("programs", "Employer")
    for ask in Ask.objects.order_by("pk"):
        ask.employer, _made = Employer.objects.get_or_create(
            organization_id=ask.organization_id, partnership_id=ask.partnership_id, name=ask.employer_name
        )
        ask.save(update_fields=["employer"])


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0020_imports_into"),
        ("programs", "0018_public_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="employer")),
                ("contact_name", models.CharField(blank=True, max_length=150, verbose_name="contact")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="contact’s email address")),
                ("language", models.CharField(choices=[("en", "English"), ("fr", "French")], default="en", max_length=2, verbose_name="language of our letters")),
                ("asked_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last letter")),
                ("organization", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organization")),
                ("partnership", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.partnership")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("partnership", None), ("name", ""), _connector="XOR"), name="employer_is_somebody", violation_error_message="Choose a partner, or write the name of an employer: one of the two."),
                    models.UniqueConstraint(models.F("organization"), models.F("name"), condition=models.Q(("name", ""), _negated=True), name="employer_once_by_name"),
                    models.UniqueConstraint(models.F("partnership"), condition=models.Q(("partnership__isnull", False)), name="employer_once_by_partnership"),
                ],
            },
        ),
        Guard("employer"),
        migrations.RemoveConstraint(model_name="ask", name="ask_is_of_somebody"),
        migrations.RenameField(model_name="ask", old_name="employer", new_name="employer_name"),
        migrations.AddField(
            model_name="ask",
            name="employer",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="programs.employer"),
        ),
        migrations.RunPython(give_rows, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="ask", name="partnership"),
        migrations.RemoveField(model_name="ask", name="employer_name"),
        migrations.AlterField(
            model_name="ask",
            name="employer",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="programs.employer"),
        ),
    ]
