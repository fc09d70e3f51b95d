"""A decision keeps the votes it was taken with, attendance the day on which it was recorded, and a
task the point at which it was agreed."""

import django.contrib.postgres.fields
from django.db import migrations, models

import openprisma.gate.constraints

# The last vote of each member who takes part, on the words, participants and point of the decision.
COUNTED = """update panels_decision d set counted = coalesce((
  select array_agg(x.id order by x.id) from (
    select distinct on (v.person_id) v.id from panels_vote v
     where v.file_id = d.file_id and v.round = d.round
       and coalesce(v.rests_on ->> 'besluit.tekst', '') in ('', left(encode(sha256(convert_to(
         '[' || d.round || ',' || to_json(d.necessity)::text || ',' ||
         to_json(d.proportionality)::text || ',' || to_json(d.subsidiarity)::text || ']',
         'UTF8')), 'hex'), 16))
       and coalesce(v.rests_on -> 'besluit.tekst_deelnemers', to_jsonb(d.participants))
         = to_jsonb(d.participants)
       and coalesce(v.rests_on ->> 'besluit.agendapunt', '') in ('', (
         select a.id::text from panels_agendaitem a
          where a.dossier_id = d.file_id and a.round = d.round order by a.at desc limit 1))
       and not exists (select from panels_recusal r where r.file_id = d.file_id
         and r.round = d.round and r.person_id = v.person_id)
     order by v.person_id, v.nr desc) x), '{}')"""
RECORDED = """update panels_attendance t set on_day = l.day from fence.line l
 where l.id = t.receipt"""
THERE = """update panels_agendaitem a set there_on = (
  select max(t.on_day) from panels_attendance t where t.file_id = a.file_id)"""
AGREED = """update panels_task t set point = (
  select a.id from panels_agendaitem a
   where a.dossier_id = t.file_id and a.round = t.round order by a.at desc limit 1)"""


class Migration(migrations.Migration):

    dependencies = [
        ('panels', '0015_turns_there'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='counted',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='attendance',
            name='on_day',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='there_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='point',
            field=models.UUIDField(null=True),
        ),
        migrations.RunSQL(COUNTED),
        migrations.RunSQL(RECORDED),
        migrations.RunSQL(THERE),
        migrations.RunSQL(AGREED),
    ]
