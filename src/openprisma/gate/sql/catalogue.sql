-- Every way round the fence that the catalogue can show; no rows is good. Run by anyone, after
-- every migration.
with
  ours as (select c.*, case when n.nspname = 'public' then c.relname
    else n.nspname || '.' || c.relname end as name
             from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname not in ('pg_catalog', 'information_schema')
              and n.nspname not like 'pg\_%%'),
  reached as (select * from ours where relkind in ('r', 'p', 'v', 'm', 'f')
    and has_any_column_privilege('app', oid, 'select')),
  fenced as (select * from ours where relrowsecurity)
select 'table is open to app without a reason on record' as finding, name as what from reached
 where relkind in ('r', 'p') and not relrowsecurity and name <> all (%(open)s)
union all select 'declared as fenced, but has no row security', name from ours
  where name = any (%(fenced)s) and not relrowsecurity
union all select 'closed table on which app or auditor has a right', r.rolname || ' ' || o.name
  from ours o, pg_roles r
 where o.name = any (%(closed)s) and r.rolname in ('app', 'auditor')
   and (has_any_column_privilege(r.oid, o.oid, 'select, insert, update, references')
     or has_table_privilege(r.oid, o.oid, 'delete, truncate, trigger'))
union all select 'worker has a right that app has not, and it is not the queue', o.name from ours o
 where o.relkind in ('r', 'p', 'v', 'm', 'f') and o.name <> all (%(queue)s)
   and (has_any_column_privilege('worker', o.oid, 'select, insert, update, references')
     and not has_any_column_privilege('app', o.oid, 'select, insert, update, references')
     or has_table_privilege('worker', o.oid, 'delete, truncate, trigger')
       and not has_table_privilege('app', o.oid, 'delete, truncate, trigger'))
union all select 'declared as closed, and not there', t from unnest(%(closed)s::text[]) t
  where t not in (select name from ours)
union all select 'row security is not forced', name from fenced where not relforcerowsecurity
union all select 'fenced table with other policies than declared', f.name from fenced f
 where (select array_agg(polname::text order by polname) from pg_policy where polrelid = f.oid
   and polname <> all ('{vault_reads,vault_destroys,vault_records}'))
       is distinct from '{app_adds,app_changes,app_reads,app_removes,owner_migrates}'
union all select 'policy of vault is for others as well', p.polrelid::regclass::text
  from pg_policy p where p.polname like 'vault\_%%' and p.polroles <> array['vault'::regrole::oid]
union all select 'columns of a fenced table can change past the acts', f.name from fenced f
 where not exists (select from pg_trigger g where g.tgrelid = f.oid and g.tgenabled in ('O', 'A')
   and g.tgfoid = 'fence.only_columns'::regproc
                      and g.tgtype & 23 = 19)  -- before, for each row, update
union all select 'new rows of a fenced table begin past the acts', f.name from fenced f
 where not exists (select from pg_trigger g where g.tgrelid = f.oid and g.tgenabled in ('O', 'A')
   and g.tgfoid = 'fence.only_initial'::regproc
                      and g.tgtype & 23 = 7)  -- before, for each row, insert
union all select 'files move past the working methods', h.name
  from ours h, (values ('fence.only_transitions'::regproc, 23), ('fence.only_at_a_stage', 5)) t (fn,
  does)
 -- before, for each row, insert and update; after, for each row, insert
 where h.name = any (%(headers)s) and not exists (
   select from pg_trigger g where g.tgrelid = h.oid and g.tgenabled in ('O', 'A')
     and g.tgfoid = t.fn and g.tgtype & 23 = t.does)
union all select 'view runs with the rights of its owner', name from reached
 where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)
union all select 'materialised or foreign table knows no row security', name from reached
  where relkind in ('m', 'f')
-- The order of an index tells how a row that nobody opened compares with one's own. Ids are random;
-- within a file, of which one knows all or nothing, the rest may follow.
union all select 'index on a column that may tell who is in there', i.indexrelid::regclass::text
  from pg_index i join fenced f on f.oid = i.indrelid
  cross join lateral unnest(i.indkey::int2[]) with ordinality k (att, nr)
  left join pg_attribute a on a.attrelid = f.oid and a.attnum = k.att
 where a.atttypid is distinct from 'uuid'::regtype
   and not (i.indisunique and k.nr > 1) and i.indexrelid::regclass::text <> 'file_newest'
union all select 'policy looks at what a client may set, or for a row that is not there',
  p.polrelid::regclass::text || ' ' || p.polname
  from pg_policy p join fenced f on f.oid = p.polrelid
 where concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
   ~* 'current_setting|not \(?exists'
union all select 'statistics are kept of a text', f.name || '.' || attname from fenced f
  join pg_attribute on attrelid = f.oid and attnum > 0
 where atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
   and not attisdropped and coalesce(attstattarget, -1) <> 0
union all select 'rows disappear by a foreign key, unseen', conname::text from pg_constraint
  join fenced f on f.oid = conrelid
 where contype = 'f' and confdeltype in ('c', 'n', 'd')
union all select 'definer function not of vault, without search_path, or for everybody',
  p.oid::regprocedure::text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prosecdef and n.nspname <> 'pg_catalog'
   and (p.proowner <> 'vault'::regrole or p.proconfig is null
     or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))
     where grantee = 0))
union all select 'definer function that app may call is not on the list', p.oid::regprocedure::text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prosecdef and n.nspname <> 'pg_catalog' and has_function_privilege('app', p.oid, 'execute')
   and p.proname <> all ('{
     born, today, issue, end_pass, keep_pass, open, close, starts, hold, settle, permit, files,
     reached, removed, categories, visitor, person, read_log, expired, holders, fit, kin,
      foundations, ask_name, named_in_signal, names_somebody, puts_right, partaking, left_behind,
      beside, lone, advising, first_processed, datum_comes, due_counts, kept_longer, signal_measures,
      lapsed,
     word_counts, questions, turns, turn_counts, turns_of_others, works, work_stop,
     lined, compiled_right, right_to, leads, begins, wait, recipe, knock, enter, own_recipe, prove, change_password,
     replace_factor, mail_choice, choose_mail, addresses, sweep, seek, sought_hits,
     known_hits, hit_texts}')
union all select 'definer function that tells a client how it plans', p.oid::regprocedure::text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prosecdef and n.nspname <> 'pg_catalog'
   and not coalesce('client_min_messages=warning' = any (p.proconfig), false)
union all select 'function claims to be leakproof', p.oid::regprocedure::text from pg_proc p
  where p.proleakproof and p.oid >= 16384
union all select 'a column can be the subscript of an array', f.name || '.' || a.attname
  from fenced f join pg_attribute a on a.attrelid = f.oid and a.attnum > 0 and not a.attisdropped
 where a.atttypid = 'integer'::regtype
union all select 'role is too strong', rolname::text from pg_roles
 where rolname in ('app', 'worker', 'auditor', 'vault', 'owner')
   and (rolsuper or rolbypassrls or rolreplication or rolcreaterole)
union all select 'app may act as another role', r.rolname::text from pg_roles r
  where r.rolname <> 'app' and pg_has_role('app', r.oid, 'member')
union all select 'worker may act as another role', r.rolname::text from pg_roles r
  where r.rolname not in ('app', 'worker') and pg_has_role('worker', r.oid, 'member')
union all select 'app may create here', n.nspname::text from pg_namespace n
  where has_schema_privilege('app', n.oid, 'create')
union all select 'app may leave temporary tables behind', current_database()::text
  where has_database_privilege('app', current_database(), 'temp, create')
union all select 'app owns something', name from ours where relowner = 'app'::regrole
union all select 'kernel looks at a table whose changes it does not notice', o.name from ours o
 where o.relkind in ('r', 'p') and has_any_column_privilege('vault', o.oid, 'select')
   and o.name <> all ('{fence.line, fence.outcome, fence.pass, fence.birth, fence.change,
      fence.held, fence.attempt, fence.asked, fence.sought}')
   and o.name <> all (%(closed)s) and o.name <> all (%(destroyed)s)
   and o.name <> all (%(sought)s)
   and not exists (select from pg_trigger g where g.tgrelid = o.oid and g.tgenabled in ('O', 'A')
     and g.tgfoid = 'fence.changed'::regproc
                      and g.tgtype & 60 = 60)
union all select 'log can be changed', r.rolname || ' ' || o.name from pg_roles r, ours o
 where o.name in ('fence.line', 'fence.outcome', 'fence.erased')
   and r.rolname in ('app', 'auditor', 'vault')
   and has_table_privilege(r.oid, o.oid, 'update, delete, truncate')
-- 8 delete, 16 update, 32 truncate; 1 for each row
union all select 'log can be changed by its owner', t.name from (values
     ('fence.line', 48, 0), ('fence.line', 8, 1), ('fence.outcome', 48, 0), ('fence.outcome', 8, 1),
       ('fence.birth', 56, 0), ('fence.erased', 56, 0)
   ) t (name, does, by_row)
 where not exists (select from pg_trigger g where g.tgrelid = t.name::regclass
   and g.tgenabled in ('O', 'A') and g.tgfoid = 'fence.never'::regproc
                      and g.tgtype & does = does and g.tgtype & 1 = by_row)
