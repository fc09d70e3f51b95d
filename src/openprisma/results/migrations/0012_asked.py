"""A result that says who takes part names the inquiry it answers. One of before that rested on
nothing stays no longer than a datum of its day."""

from django.db import migrations, models

KEPT = """update results_result set keep_until = (on_day + interval '5 years')::date
  where keep_until = '9999-12-31'"""


class Migration(migrations.Migration):

    dependencies = [
        ('results', '0011_public_task'),
    ]

    operations = [
        migrations.AddField(
            model_name='result',
            name='inquiry',
            field=models.UUIDField(null=True),
        ),
        migrations.RunSQL(KEPT),
    ]
