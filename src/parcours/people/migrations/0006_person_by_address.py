from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people', '0005_wishes_in_words')]

    operations = [
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['organization', 'email_key'], name='person_by_address'),
        ),
    ]
