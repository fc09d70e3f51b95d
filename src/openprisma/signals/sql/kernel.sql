-- Functions of vault that read this module's tables.
set local role vault;

-- What norms ask of the signals of an open line, so that nobody needs to read a signal for it:
-- codes and counts.
drop function if exists fence.signal_measures();
create function fence.signal_measures() returns table (
  file uuid, form text, participant text, municipalities text[], expected text[], quality text,
    explained text[],
  observed int, judged text[], positive int, negative int, unavoidable text[],
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
           (select count(*)::int from signals_fact x where x.file_id = s.file_id
             and btrim(x.task) <> '' and x.kind <> 'tip'), array(select v.participant_id from signals_verdict v
             where v.file_id = s.file_id),
           (select count(*)::int from signals_verdict v where v.file_id = s.file_id and v.positive),
           (select count(*)::int from signals_verdict v where v.file_id = s.file_id
             and not v.positive),
           array(select w.id::text from files_wordnote w where w.file_id = s.file_id
             and w.meaning = 'onvermijdelijk'),
           array(select x.id::text from signals_fact x where x.file_id = s.file_id),
           btrim(s.organised) <> '', s.shortage
      from signals_signal s
     where s.file_id = any (files);
end $$;
grant execute on function fence.signal_measures to app;
reset role;
