from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0003_digest_hours'),
    ]

    operations = [
        migrations.AddField(
            model_name='wording',
            name='program',
            field=models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name='program'),
        ),
        migrations.RemoveConstraint(
            model_name='wording',
            name='wording_once',
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(models.F('organization'), models.F('key'), models.F('language'), condition=models.Q(('program', None)), name='wording_once'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(models.F('organization'), models.F('program'), models.F('key'), models.F('language'), condition=models.Q(('program', None), _negated=True), name='wording_once_in_a_program'),
        ),
    ]
