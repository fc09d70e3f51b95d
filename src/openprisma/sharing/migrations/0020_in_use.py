"""A police datum says that the police still process it (wpg:14.2), and sexual behaviour stands beside
criminal-law data about anybody in the file (bgs:2.15)."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
WHEN = """create or replace trigger only_what_it_is
  before insert or update of category, gateway, authority, in_use, secret on sharing_statement
  for each row execute function fence.only_what_it_is()"""


class Migration(migrations.Migration):

    dependencies = [
        ("sharing", "0019_unordered"),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='in_use',
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL((SQL / "comes.sql").read_text(encoding="utf-8")),
        migrations.RunSQL(WHEN),
        migrations.RunSQL((SQL / "beside.sql").read_text(encoding="utf-8")),
    ]
