import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_person_by_address'),
        ('today', '0004_declined_matches'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='kind',
            field=models.CharField(choices=[('concern', 'concern'), ('disputed', 'disputed'), ('answer', 'answer'), ('declined', 'declined'), ('first_meeting', 'first_meeting'), ('silence', 'silence'), ('application', 'application'), ('referral', 'referral'), ('questionnaire', 'questionnaire'), ('behind', 'behind'), ('overdue', 'overdue'), ('review', 'review'), ('unsigned', 'unsigned'), ('unconfirmed', 'unconfirmed'), ('place', 'place'), ('follow_up', 'follow_up'), ('profile', 'profile')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person'),
        ),
    ]
