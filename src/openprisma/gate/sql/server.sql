-- What `roles.sql` makes of the server, and no dump brings along; no rows is good. Run by anyone: at
-- the start of each process, and with the catalogue.
select 'function of the server counts as leakproof', p.oid::regprocedure::text
  from pg_proc p where p.proleakproof and p.oid < 16384 and p.proname <> 'uuid_eq'
union all select 'a column can be a subscript', t.typname::text
  from pg_type t where t.oid = 'jsonb'::regtype and t.typsubscript::oid <> 0
union all select 'lock can be taken by its number', r.rolname || ' ' || p.oid::regprocedure
  from pg_proc p, pg_roles r
 where p.proname ~ '^pg_(try_)?advisory' and p.proname <> 'pg_advisory_unlock_all'
   and r.rolname in ('app', 'worker', 'auditor')
   and has_function_privilege(r.oid, p.oid, 'execute')
union all select 'who else is busy can be seen', r.rolname || ' ' || p.oid::regprocedure
  from pg_proc p, pg_roles r
 where p.proname ~ '^pg_stat_get_(backend_|activity$)' and r.rolname in ('app', 'worker', 'auditor')
   and has_function_privilege(r.oid, p.oid, 'execute')
union all select 'function looks past policies, or fills the disk', r.rolname || ' ' || p.oid::regprocedure
  from pg_proc p, pg_roles r
 where p.proname ~ '^currtid|^pg_logical_emit_message$' and r.rolname in ('app', 'worker', 'auditor')
   and has_function_privilege(r.oid, p.oid, 'execute')
union all select 'role may enter a database of the server', r.rolname || ' ' || d.datname
  from pg_database d, pg_roles r
 where d.datname in ('postgres', 'template1') and d.datname <> current_database()
   and r.rolname in ('app', 'worker', 'auditor') and has_database_privilege(r.oid, d.oid, 'connect')
union all select 'role may take every connection', r.rolname::text from pg_roles r
 where r.rolname = 'app'
   and (r.rolconnlimit < 0 or r.rolconnlimit > current_setting('max_connections')::int - 20)
   or r.rolname in ('worker', 'auditor') and r.rolconnlimit not between 0 and 15
union all select 'role has a setting of its own', r.rolname || ' ' || s.setconfig[1]
  from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
 where r.rolname in ('app', 'worker', 'auditor', 'owner', 'vault')
   and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
