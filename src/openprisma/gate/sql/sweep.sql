-- What a pass did stands in the log; the pass itself is of no use a day after it ended.
grant delete on fence.pass to vault;
set local role vault;
create or replace function fence.sweep() returns bigint
language plpgsql security definer set search_path = fence, pg_temp as $$
declare
  gone bigint;
begin
  delete from fence.pass where least(coalesce(ended, expires),
    expires) < clock_timestamp() - interval '1 day';
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function fence.sweep() from public;
grant execute on function fence.sweep() to worker;
reset role;
