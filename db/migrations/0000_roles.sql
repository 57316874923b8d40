-- Four roles. The login that migrates is the owner; the three others cannot log in: a process takes one
-- on with SET ROLE, the tenant or system role for one transaction, the queue role for its connections.
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['duelane_app', 'duelane_system', 'duelane_queue'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', r);
    END IF;
    IF NOT pg_has_role(current_user, r, 'SET') THEN
      EXECUTE format('GRANT %I TO %I WITH INHERIT FALSE, SET TRUE', r, current_user);
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO duelane_queue', current_database());
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO duelane_app, duelane_system;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO duelane_app, duelane_system;
