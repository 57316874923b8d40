CREATE TABLE "receipt_reasonings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reasoning" jsonb NOT NULL,
	CONSTRAINT "receipt_reasonings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "receipt_reasonings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "touches" DROP CONSTRAINT "touches_tenant_id_enrollment_id_enrollments_tenant_id_id_fk";
--> statement-breakpoint
ALTER TABLE "touches" DROP CONSTRAINT "touches_tenant_id_contact_point_id_contact_points_tenant_id_id_fk";
--> statement-breakpoint
ALTER TABLE "touch_receipts" ADD COLUMN "reasoning_id" uuid;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "receipt_reasonings" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("receipt_reasonings"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("receipt_reasonings"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "receipt_reasonings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- What was decided never changes: receipts point at it.
REVOKE UPDATE, DELETE ON receipt_reasonings FROM duelane_app, duelane_system;--> statement-breakpoint
ALTER TABLE contact_ledger SET (autovacuum_analyze_scale_factor = 0.02);
