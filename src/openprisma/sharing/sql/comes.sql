-- What a datum is follows from its ground, whatever category somebody chose (wgs:2.22.1, wgs:1.5.2).
-- The kernel norms about a datum are compiled into `fence.datum_comes`; a policy would ask them of
-- rows that are taken away as well, and what older law let in must still be taken back.
create or replace function fence.only_what_it_is() returns trigger language plpgsql as $$
begin
  if fence.bound() and not fence.datum_comes(
      new.category, new.gateway, new.authority, new.in_use, new.secret, fence.today()) then
    raise exception 'dit gegeven kan niet zijn wat zijn categorie en grond zeggen'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
