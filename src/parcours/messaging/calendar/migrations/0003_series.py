import django.db.models.deletion
import uuid
from django.db import migrations, models

from parcours.core.postgres.policies import Guard


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0013_imports'),
        ('calendar', '0002_row_security'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='slot',
            field=models.DateField(null=True, verbose_name='day by the series'),
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='first day')),
                ('time', models.TimeField(verbose_name='time')),
                ('zone', models.CharField(max_length=40, verbose_name='time zone')),
                ('weeks', models.PositiveSmallIntegerField(default=1, verbose_name='weeks from one to the next')),
                ('count', models.PositiveSmallIntegerField(verbose_name='number of appointments')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organization')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='appointment',
            name='series',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='calendar.series'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.UniqueConstraint(models.F('series'), models.F('slot'), name='appointment_slot_once'),
        ),
        Guard("series"),
    ]
