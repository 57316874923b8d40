CREATE TABLE "touch_texts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "touch_texts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "touch_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enrollment_history" DROP CONSTRAINT "enrollment_history_tenant_id_enrollment_id_enrollments_tenant_id_id_fk";
--> statement-breakpoint
ALTER TABLE "contact_ledger" DROP CONSTRAINT "contact_ledger_tenant_id_touch_id_touches_tenant_id_id_fk";
--> statement-breakpoint
ALTER TABLE "touch_receipts" DROP CONSTRAINT "touch_receipts_tenant_id_touch_id_touches_tenant_id_id_fk";
--> statement-breakpoint
ALTER TABLE "touches" ALTER COLUMN "content" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "touches" ADD COLUMN "text_id" uuid;--> statement-breakpoint
ALTER TABLE "touches" ADD CONSTRAINT "touches_says_something" CHECK ((content is null) <> (text_id is null));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "touch_texts" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("touch_texts"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("touch_texts"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "touch_texts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- What was said never changes: touches point at it.
REVOKE UPDATE, DELETE ON touch_texts FROM duelane_app, duelane_system;--> statement-breakpoint
-- What grows by every wake is planned by what it is, not by what it was.
ALTER TABLE touches SET (autovacuum_analyze_scale_factor = 0.02);--> statement-breakpoint
ALTER TABLE enrollments SET (autovacuum_analyze_scale_factor = 0.02);
