CREATE TABLE "call_recordings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"stream_id" uuid NOT NULL,
	"sealed_key" "bytea" NOT NULL,
	"format" text NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"length_ms" integer,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "call_recordings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "call_recordings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "file_removals" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "file_removals_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "file_removals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "call_recordings" ADD CONSTRAINT "call_recordings_tenant_id_call_id_calls_tenant_id_id_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_recordings_call" ON "call_recordings" USING btree ("tenant_id","call_id","started_at");--> statement-breakpoint
CREATE INDEX "call_recordings_made" ON "call_recordings" USING btree ("tenant_id","started_at");--> statement-breakpoint
CREATE INDEX "call_recordings_open" ON "call_recordings" USING btree ("tenant_id","started_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "file_removals_due" ON "file_removals" USING btree ("tenant_id","due_at");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "call_recordings" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("call_recordings"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("call_recordings"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "call_recordings" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "file_removals" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("file_removals"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("file_removals"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "file_removals" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE "call_recordings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "file_removals" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- Whatever takes a recording's row away, its call, an erasure or its age, the file goes as well; without its key it is noise
-- from then on. An hour later: a call that goes on might still write to it. As the system role: what goes with its call is
-- deleted in the owner's name, who sees and writes no workspace's rows.
CREATE FUNCTION remove_recording_files() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO file_removals (tenant_id, id, name, due_at)
  SELECT tenant_id, id, 'recordings/' || tenant_id || '/' || id, now() + interval '1 hour' FROM gone
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER remove_recording_files AFTER DELETE ON call_recordings REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION remove_recording_files();
--> statement-breakpoint
REVOKE ALL ON FUNCTION remove_recording_files() FROM PUBLIC;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO duelane_system;
--> statement-breakpoint
ALTER FUNCTION remove_recording_files() OWNER TO duelane_system;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM duelane_system;
