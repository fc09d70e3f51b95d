-- What every database of ours forbids, so that a test database is no softer than a real one.
do $$ begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to app, worker, auditor', current_database());
end $$;
grant select on django_migrations to app;
