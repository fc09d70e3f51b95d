"""What writers said of doubtful words is of every file, and not of a signal alone; and an exception
that is asked for (bgs:1.9)."""

import uuid
from pathlib import Path

import django.db.models.deletion
import openprisma.gate.constraints
from django.db import migrations, models

KERNEL = (Path(__file__).parents[1] / "sql" / "kernel.sql").read_text(encoding="utf-8")
REACHED = "fence.among(file_id, (select fence.reached()))"
IN_FILE = "fence.among(file_id, (select fence.files()))"
WRITER = "person_id = (select (fence.permit()).person)"
LAWYER = (
    "exists (select from files_assignment a where a.file_id = files_wordnote.file_id "
    "and a.person_id = (select (fence.permit()).person) and a.role = 'privacyjurist' "
    "and a.from_day <= (select fence.today()) and (select fence.today()) < a.until_day offset 0)"
)
DESTROYER = "(select (fence.right_to('delete', 'files_wordnote')).line) is not null"
SEES = (
    f"({IN_FILE} and {WRITER}) or ({REACHED} and "
    f"(state in ('', 'toegestaan') or {LAWYER} or {DESTROYER}))"
)


def _of_person(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to="partners.person", **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0016_until"),
        ("gate", "0016_no_setting"),
        ("partners", "0003_mail"),
        ("signals", "0013_unordered"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL("alter table signals_wordnote rename to files_wordnote"),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="WordNote",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                        ),
                        ("receipt", models.UUIDField()),
                        ("on_day", models.DateField()),
                        ("words", models.TextField()),
                        ("kind", models.TextField()),
                        ("meaning", models.TextField()),
                        (
                            "alliance",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="partners.alliance",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, to="files.file"
                            ),
                        ),
                        ("person", _of_person()),
                    ],
                    options={
                        "constraints": [
                            openprisma.gate.constraints.Subjects(
                                changes=REACHED,
                                name="wordnote_class",
                                sees=REACHED,
                                vault=("id", "file_id", "meaning", "kind"),
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.RemoveConstraint(model_name="wordnote", name="wordnote_class"),
        migrations.AddField("wordnote", "reason", models.TextField(default="")),
        migrations.AddField("wordnote", "state", models.TextField(default="")),
        migrations.AddField("wordnote", "decided_by", _of_person(null=True, related_name="+")),
        migrations.AddField("wordnote", "decided_on", models.DateField(null=True)),
        migrations.AddField("wordnote", "decision", models.TextField(default="")),
        migrations.AddConstraint(
            model_name="wordnote",
            constraint=openprisma.gate.constraints.Subjects(
                name="wordnote_class",
                sees=SEES,
                vault=("id", "file_id", "meaning", "kind", "state"),
            ),
        ),
        migrations.RunSQL(KERNEL),
    ]
