"""Screening is shown to the person, and under acts that ask of a colleague whether they may work here; no longer under any that writes."""

from django.db import migrations

import openprisma.gate.constraints

COLUMNS = ("person_id", "screening", "confirmed")
OF_COLLEAGUES = "(select fence.acting()) = any ('{medewerker_toewijzen,tweede_factor_vervangen,toegang_bevestigen}'::text[])"


class Migration(migrations.Migration):
    dependencies = [("partners", "0004_accounts"), ("gate", "0010_written")]
    operations = [
        migrations.RemoveConstraint(model_name="clearance", name="clearance_class"),
        migrations.AddConstraint(
            model_name="clearance",
            constraint=openprisma.gate.constraints.Staff(
                changes="(select fence.acting()) = any ('{tweede_factor_vervangen,toegang_bevestigen}'::text[])",
                name="clearance_class",
                sees=f"person_id = (select (fence.visitor()).person) or {OF_COLLEAGUES}",
                vault=COLUMNS,
            ),
        ),
    ]
