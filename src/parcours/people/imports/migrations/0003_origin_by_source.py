from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people_imports', '0002_row_security')]

    operations = [
        migrations.AddIndex(
            model_name='origin',
            index=models.Index(fields=['organization', 'kind', 'source_id'], name='origin_by_source'),
        ),
    ]
