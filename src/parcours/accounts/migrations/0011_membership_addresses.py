import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Write into each membership the address of its user."""
    Membership = apps.get_model("accounts", "Membership")
    User = apps.get_model("accounts", "User")
    address = User.objects.filter(pk=models.OuterRef("user_id")).values("email")
    Membership.objects.update(email=models.Subquery(address))


NOW = models.Q(("ended_at", None))


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0010_links_about_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="email",
            field=models.EmailField(default="", editable=False, max_length=254),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="membership", name="membership_by_name"),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(condition=NOW, fields=["organization", "called", "id", "email"], name="membership_by_name"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(condition=NOW, fields=["organization", "email", "id"], name="membership_by_email"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(condition=NOW, fields=["organization", "role"], name="membership_counted"),
        ),
        migrations.AlterField(
            model_name="membership",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organization",
            ),
        ),
    ]
