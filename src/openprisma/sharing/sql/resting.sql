-- What a row says of the data it rests on follows from those data, so nobody says it otherwise: of
-- which categories they are, until when they may be kept, whose they are and how they were last
-- written (wgs:1.7.2, 1.8.7, 2.20.2). Of `sensitive` the law adds categories: it names at least
-- those of whom a supplier said it.
set local role vault;

create or replace function fence.only_what_it_rests_on() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  becomes jsonb := to_jsonb(new);
  wanted jsonb;
  named jsonb;
begin
  if new.statements = '{}' or not fence.bound() then return new; end if;
  select jsonb_build_object(
      'categories', jsonb_agg(distinct s.category),
      'suppliers', jsonb_agg(distinct s.participant_id),
      'versions', jsonb_agg(s.receipt order by array_position(new.statements, s.id))),
      coalesce(jsonb_agg(distinct s.participant_id) filter (where s.sensitive), '[]')
    into wanted, named
    from sharing_statement s where s.id = any (new.statements) and s.file_id = new.file_id;
  select jsonb_object_agg(w.key, w.value) into wanted from jsonb_each(wanted) w
   where becomes ? w.key;
  if exists (select from jsonb_each(wanted) w
      where case when w.key = 'versions' then becomes -> w.key <> w.value
        else not (becomes -> w.key @> w.value and w.value @> (becomes -> w.key)) end)
    or (becomes ? 'sensitive' and not (becomes -> 'sensitive' @> named
      and wanted -> 'suppliers' @> (becomes -> 'sensitive')))
    or new.keep_until > (select min(s.keep_until) from sharing_statement s
      where s.id = any (new.statements) and s.file_id = new.file_id)
  then
    raise exception 'wat % zegt van waar het op rust, klopt niet', tg_table_name
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
grant execute on function fence.only_what_it_rests_on to owner;
reset role;
