-- Every session may ask to be told how its statements are planned and sorted (debug_print_plan,
-- trace_sort), with the values in them, also inside a function of vault: what its caller may not
-- know. So these tell a client nothing but warnings and errors.
set local role vault;
do $$
declare
  one regprocedure;
begin
  for one in select p.oid from pg_proc p where p.prosecdef
    and p.pronamespace = 'fence'::regnamespace loop
    execute format('alter function %s set client_min_messages = warning', one);
  end loop;
end $$;
reset role;
