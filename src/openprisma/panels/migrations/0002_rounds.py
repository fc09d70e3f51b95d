"""Votes count by round, and a decision says which act recorded it; all before this were designations."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("panels", "0001_initial"), ("gate", "0003_fresh")]
    operations = [
        migrations.AddField("vote", "round", models.SmallIntegerField(default=0)),
        migrations.RemoveConstraint("vote", "vote_once"),
        migrations.AddConstraint("vote", models.UniqueConstraint(fields=["file", "person", "round"], name="vote_once")),
        migrations.AddField("decision", "kind", models.TextField(default="knelpunt_aanwijzen"), preserve_default=False),
    ]
