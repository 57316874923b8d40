-- Row-level security binds the owner too. Drizzle generates ENABLE and the policies; FORCE is ours.
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'public' AND c.relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t.relname);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t.relname);
  END LOOP;
END $$;
--> statement-breakpoint
-- An audit row is written once.
REVOKE UPDATE, DELETE ON audit_entries FROM duelane_app, duelane_system;
--> statement-breakpoint
-- What runs, and why it was allowed to, never changes.
REVOKE UPDATE, DELETE ON journey_versions, touch_receipts FROM duelane_app, duelane_system;
--> statement-breakpoint
ALTER TABLE enrollments SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
--> statement-breakpoint
ALTER TABLE touches SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
--> statement-breakpoint
GRANT USAGE ON SCHEMA drizzle TO duelane_app, duelane_system;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO duelane_app, duelane_system;
