"""What rests on data says of them what they say (`sharing/sql/resting.sql`)."""

from django.db import migrations

TABLES = ("results_result",)
GUARD = """create or replace trigger only_what_it_rests_on before insert on {table}
  for each row execute function fence.only_what_it_rests_on()"""


class Migration(migrations.Migration):
    dependencies = [("results", "0012_asked"), ("sharing", "0033_rests")]
    operations = [migrations.RunSQL(GUARD.format(table=one)) for one in TABLES]
