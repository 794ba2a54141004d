from django.db import migrations, models

WORDS = {
    "goal": ("Knows what they are looking for", "Sait ce qu’elle cherche"),
    "experience": ("Experience in the profession", "Expérience de la profession"),
    "language": ("Can talk about their work", "Sait parler de son travail"),
    "time": ("Has the time", "A le temps"),
    "need": ("A mentor would make the difference", "Un mentor ferait la différence"),
}


def give_words(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Give each program the criteria that all had until now, and each score the words that it was given under."""
    Program = apps.get_model("programs", "Program")
    Criterion = apps.get_model("programs", "Criterion")
    Review = apps.get_model("applications", "Review")
    for program in Program.objects.order_by("pk"):
        for name_en, name_fr in WORDS.values():
            Criterion.objects.create(
                organization_id=program.organization_id, program=program, name_en=name_en, name_fr=name_fr
            )
    for review in Review.objects.exclude(scores=[]):
        review.scores = [
            {"name_en": WORDS[code][0], "name_fr": WORDS[code][1], "score": score}
            for code, score in review.scores.items()
        ]
        review.save(update_fields=["scores"])


class Migration(migrations.Migration):

    dependencies = [
        ("applications", "0007_drafts"),
        ("programs", "0012_criteria_row_security"),
    ]

    operations = [
        migrations.AlterField(
            model_name="review",
            name="scores",
            field=models.JSONField(default=list, verbose_name="scores"),
        ),
        migrations.RunPython(give_words, migrations.RunPython.noop, elidable=True),
    ]
