-- Functions of vault that read this module's tables.
set local role vault;

-- The first day on which the participant of the open line had a datum processed here: the same
-- subject, category, source (however it is spelled) and day of noting, also when it expired or was disputed since
-- (wgs:1.8.7). Only of data of one's own, in a file and a category of the line, under an act that
-- delivers or looks a delivery over: it says a day, and nothing of the datum.
-- How a source reads whatever its spelling: without accents, capitals, spaces, points and dashes, and
-- a number without the zeros before it, in every way that Unicode writes the same sign. A source of
-- other signs alone stays as it is. Rather one too many the same than one too few: who reads it is
-- asked for a day, and nothing is lost.
create or replace function fence.same_source(source text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select coalesce(nullif(regexp_replace(regexp_replace(regexp_replace(lower(normalize(source, NFKD)),
      '[\u0300-\u036f]', '', 'g'), '(^|[^0-9])0+(?=[0-9])', '\1', 'g'), '[^a-z0-9]+', '', 'g'), ''),
    lower(btrim(source)))
$$;

create or replace function fence.first_processed(subject uuid, category int, source text, noted date)
  returns date
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if (fence.right_to('insert', 'sharing_statement')).line is null
    and fence.acting() is distinct from 'levering_nakijken' then return null; end if;
  return (
    select min(s.first_processed_on) from sharing_statement s
     where s.subject_id = first_processed.subject and s.category = first_processed.category
       and s.category = any (fence.categories())
       and s.participant_id = (fence.permit()).participant
       and fence.same_source(s.source_system) = fence.same_source(first_processed.source)
       and s.noted_on = first_processed.noted
       and fence.among(s.file_id, fence.files()) is true);
end $$;
grant execute on function fence.first_processed to app;
reset role;
