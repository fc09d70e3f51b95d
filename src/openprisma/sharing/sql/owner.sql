-- Of somebody else's datum nobody changes more than that it is reported as wrong (bgs:1.7.1). The
-- policies say whose rows an act may change; which columns, only a trigger can see. Whoever logs in
-- is bound but the owner, who migrates (`fence.bound`).
create or replace function fence.only_reported() returns trigger language plpgsql as $$
begin
  if fence.bound() and old.participant_id is distinct from (fence.permit()).participant
     and to_jsonb(new) - '{disputed_on,dispute,receipt}'::text[] is distinct
       from to_jsonb(old) - '{disputed_on,dispute,receipt}'::text[]
  then
    raise exception 'een gegeven van een ander verandert alleen die ander'
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger only_reported before update on sharing_statement for each row
  execute function fence.only_reported();
