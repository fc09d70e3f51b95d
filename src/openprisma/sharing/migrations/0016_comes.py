"""What a datum is follows from its ground: the database refuses one whose category says otherwise."""

from pathlib import Path

from django.db import migrations

COMES = (Path(__file__).parents[1] / "sql" / "comes.sql").read_text(encoding="utf-8")

WHEN = """create or replace trigger only_what_it_is
  before insert or update of category, gateway, authority, secret on sharing_statement
  for each row execute function fence.only_what_it_is()"""


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0015_wide_numbers'),
    ]

    operations = [
        migrations.RunSQL(COMES),
        migrations.RunSQL(WHEN),
    ]
