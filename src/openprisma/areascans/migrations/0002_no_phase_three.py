"""Phase 3 does not exist in a scan (wgs:2.23.6.c): the table of files refuses it, whoever asks."""

from django.db import migrations

_NAME = "file_no_phase_three_in_a_scan"


class Migration(migrations.Migration):

    dependencies = [
        ("areascans", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            f"alter table files_file add constraint {_NAME} check (kind <> 'scan' or phase < 3)",
            f"alter table files_file drop constraint {_NAME}",
        ),
    ]
