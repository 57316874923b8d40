-- Where an entry stands in the log. A database that was restored elsewhere counts its transactions anew; db/migrate.ts then
-- lifts this above what is sealed.
CREATE FUNCTION log_position(xid8) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'select $1::text::bigint + 0';
--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	"upto" bigint NOT NULL,
	"entries" bigint NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_heads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_links" (
	"tenant_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"from_position" bigint NOT NULL,
	"upto" bigint NOT NULL,
	"entries" integer NOT NULL,
	"digests" "bytea" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_links_tenant_id_seq_pk" PRIMARY KEY("tenant_id","seq")
);
--> statement-breakpoint
ALTER TABLE "audit_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"seq" integer NOT NULL,
	"statement" text NOT NULL,
	"key_id" text NOT NULL,
	"public_key" text NOT NULL,
	"signature" text NOT NULL,
	"problems" integer NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_seals_tenant_id_day_pk" PRIMARY KEY("tenant_id","day")
);
--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "audit_entries_journey";--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "log_key" uuid DEFAULT gen_random_uuid();--> statement-breakpoint
ALTER TABLE "enrollment_history" ADD COLUMN "log_position" bigint DEFAULT log_position(pg_current_xact_id()) NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "log_position" bigint DEFAULT log_position(pg_current_xact_id()) NOT NULL;--> statement-breakpoint
ALTER TABLE "touch_receipts" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "touch_receipts" ADD COLUMN "log_position" bigint DEFAULT log_position(pg_current_xact_id()) NOT NULL;--> statement-breakpoint
CREATE INDEX "enrollment_history_position" ON "enrollment_history" USING brin ("log_position") WITH (pages_per_range=32,autosummarize=true);--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("tenant_id","subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_position" ON "audit_entries" USING brin ("log_position") WITH (pages_per_range=32,autosummarize=true);--> statement-breakpoint
CREATE INDEX "touch_receipts_position" ON "touch_receipts" USING brin ("log_position") WITH (pages_per_range=32,autosummarize=true);--> statement-breakpoint
CREATE POLICY "sealing_reads" ON "enrollment_history" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);--> statement-breakpoint
CREATE POLICY "sealing_reads" ON "audit_entries" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);--> statement-breakpoint
CREATE POLICY "sealing_reads" ON "receipt_reasonings" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);--> statement-breakpoint
CREATE POLICY "sealing_reads" ON "touch_receipts" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "audit_heads" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("audit_heads"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("audit_heads"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "audit_heads" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "audit_links" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("audit_links"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("audit_links"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "audit_links" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "audit_seals" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("audit_seals"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("audit_seals"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "audit_seals" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "audit_heads" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_links" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_seals" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- The log is only ever added to; its chain is written by the sealing alone, and only its end moves on.
REVOKE UPDATE, DELETE ON audit_entries, touch_receipts, receipt_reasonings, enrollment_history FROM duelane_app, duelane_system;--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON audit_links, audit_heads, audit_seals FROM duelane_app;--> statement-breakpoint
REVOKE UPDATE, DELETE ON audit_links, audit_seals FROM duelane_system;--> statement-breakpoint
REVOKE DELETE ON audit_heads FROM duelane_system;--> statement-breakpoint
-- Digests do not compress.
ALTER TABLE audit_links ALTER COLUMN digests SET STORAGE EXTERNAL;
