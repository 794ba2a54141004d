from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0016_accepted_days'),
    ]

    operations = [
        migrations.AddField(
            model_name='program',
            name='is_public',
            field=models.BooleanField(default=False, verbose_name='has a page that anybody may open'),
        ),
    ]
