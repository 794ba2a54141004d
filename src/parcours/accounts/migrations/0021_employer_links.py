from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0020_imports_into'),
    ]

    operations = [
        migrations.AlterField(
            model_name='signedlink',
            name='purpose',
            field=models.CharField(choices=[('confirm_contact', 'Confirm the contact’s details'), ('confirm_privacy_officer', 'Confirm the privacy officer’s details'), ('fill_profile', 'Fill in a profile'), ('consent', 'See and change what one allows'), ('survey', 'Answer questions'), ('apply', 'Apply, and see where the application stands'), ('take_part', 'Say whether one takes part as a mentor'), ('match', 'Answer a proposed match'), ('mentorship', 'Follow one’s mentorship'), ('afterwards', 'Open the certificate and the questions after the program'), ('name_mentors', 'Name colleagues as mentors, for an employer'), ('offer_oneself', 'Offer oneself as a mentor, as staff of an employer')], max_length=40, verbose_name='purpose'),
        ),
    ]
