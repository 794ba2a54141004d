from unicodedata import combining, normalize

from django.db import migrations, models


def fill(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Write into each membership what its user is called; as `User.called` does."""
    Membership = apps.get_model("accounts", "Membership")
    rows = []
    for row in Membership.objects.select_related("user").iterator(2000):
        parts = normalize("NFKD", (row.user.name or row.user.email).casefold())
        row.called = "".join(part for part in parts if not combining(part))[:300]
        rows.append(row)
        if len(rows) == 2000:
            Membership.objects.bulk_update(rows, ["called"], batch_size=500)
            rows = []
    Membership.objects.bulk_update(rows, ["called"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0006_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="called",
            field=models.CharField(default="", editable=False, max_length=300),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["organization", "called", "id"], name="membership_by_name"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["organization", "role", "called", "id"], name="membership_by_role"),
        ),
    ]
