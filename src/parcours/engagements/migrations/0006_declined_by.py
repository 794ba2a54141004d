from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engagements', '0005_reminded'),
    ]

    operations = [
        migrations.AddField(
            model_name='mentorship',
            name='declined_by',
            field=models.CharField(blank=True, max_length=30, verbose_name='who declined it'),
        ),
    ]
