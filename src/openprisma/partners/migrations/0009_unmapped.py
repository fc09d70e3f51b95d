"""Callers whose address of IPv4 is written in IPv6 each have a place of their own."""

from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parents[1] / "sql" / "accounts.sql"


class Migration(migrations.Migration):
    dependencies = [("partners", "0008_unordered")]
    operations = [migrations.RunSQL(FILE.read_text(encoding="utf-8"))]
