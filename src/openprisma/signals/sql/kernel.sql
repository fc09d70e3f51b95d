-- Functions of vault that read this module's tables.
set local role vault;

-- What norms ask of the signals of an open line, so that nobody needs to read a signal for it:
-- codes and counts.
drop function if exists fence.signal_measures();
create function fence.signal_measures() returns table (
  file uuid, form text, participant text, municipalities text[], expected text[], quality text,
    explained text[],
  facts int, facts_without_task int, judged text[], positive int, negative int, unavoidable text[],
    told text[], organised boolean,
  shortage text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  files uuid[] := fence.files();
begin
  return query
    select s.file_id, s.form, s.participant_id, s.municipalities, s.expected,
           case when s.quality = 'niet_mogelijk'
             and btrim(s.quality_reason) = '' then 'open' else s.quality end,
           array(select c.key from jsonb_each_text(s.criteria) c where btrim(c.value) <> ''),
           f.number, f.without_task, array(select v.participant_id from signals_verdict v
             where v.file_id = s.file_id),
           (select count(*)::int from signals_verdict v where v.file_id = s.file_id and v.positive),
           (select count(*)::int from signals_verdict v where v.file_id = s.file_id
             and not v.positive),
           array(select w.id::text from signals_wordnote w where w.file_id = s.file_id
             and w.meaning = 'onvermijdelijk'),
           array(select x.id::text from signals_fact x where x.file_id = s.file_id),
           btrim(s.organised) <> '', s.shortage
      from signals_signal s, lateral (
        select count(*)::int as number, (count(*) filter (where x.task = ''))::int as without_task
          from signals_fact x where x.file_id = s.file_id) f
     where s.file_id = any (files);
end $$;
-- How often writers said what of a doubtful word, over all signals: for the act that counts, and
-- never which word or where.
create or replace function fence.word_counts() returns table (kind text, meaning text, number int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if fence.acting() is distinct from 'woorden_tellen' then return; end if;
  return query select w.kind, w.meaning, count(*)::int from signals_wordnote w group by 1, 2
    order by 3 desc, 1, 2;
end $$;
grant execute on function fence.signal_measures, fence.word_counts to app;
reset role;
