"""The three questions after a meeting become a form of the engine, with the answers to them."""

import django.db.models.deletion
from django.db import migrations, models


QUESTIONS = {
    "useful": (
        "Срещата беше полезна за моята организация",
        "The meeting was useful for my organisation",
    ),
    "heard": (
        "Можах да кажа какво мисля и то беше записано",
        "I could say what I think and it was written down",
    ),
    "again": ("Бих участвал(а) и в следващата среща", "I would take part in the next meeting"),
}
LABELS = {
    "low_label": {"bg": "изобщо не", "en": "not at all"},
    "high_label": {"bg": "напълно", "en": "fully"},
}


def into_the_engine(apps, schema_editor):
    """A new reply has no fingerprint: the old ones can't be turned into those of the engine."""
    workshops = apps.get_model("workshops", "Workshop").objects.exclude(kind="open_board")
    for workshop in workshops.order_by("pk"):
        made = apps.get_model("workshops", "Evaluation").objects.create(
            city_id=workshop.city_id, workshop=workshop
        )
        made.form = apps.get_model("forms", "0002_question_key").objects.create(
            city_id=workshop.city_id,
            owner_kind="workshops.evaluation",
            owner_id=str(made.pk),
            title=workshop.title,
        )
        page = apps.get_model("forms", "0002_question_key").objects.create(form=made.form, position=1)
        asked = {
            key: apps.get_model("forms", "0002_question_key").objects.create(
                page=page,
                position=position,
                kind="scale",
                key=key,
                text={"bg": bg, "en": en},
                least=1,
                most=5,
                **LABELS,
            )
            for position, (key, (bg, en)) in enumerate(QUESTIONS.items(), 1)
        }
        move(apps, workshop, made, asked)
        made.save()


def move(apps, workshop, made, asked):
    old = apps.get_model("workshops", "EvaluationReply").objects.filter(workshop=workshop)
    for one in old.order_by("pk"):
        paper, _colon, number = one.once.partition(":")
        told = {"channel": "paper", "sheet": str(int(number) + 1)} if paper == "paper" else {}
        apps.get_model("forms", "0002_question_key").objects.create(
            city_id=workshop.city_id,
            form=made.form,
            state="sent",
            lang="bg",
            answers={str(q.pk): getattr(one, key) for key, q in asked.items()},
            **told,
        )
        made.mark = made.mark or one.mark
        made.form.opened_at = workshop.started_at or workshop.created_at
    made.form.save()


class Migration(migrations.Migration):

    dependencies = [
        ("cities", "0001_tables"),
        ("forms", "0002_question_key"),
        ("workshops", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(blank=True, choices=[('', ''), ('fact', 'fact'), ('illustrative', 'illustrative')], default='', max_length=12)),
                ('closed_at', models.DateTimeField(null=True)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cities.city')),
                ('form', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.form')),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='evaluation', to='workshops.workshop')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(into_the_engine, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='EvaluationReply',
        ),
    ]
