CREATE TABLE "journey_templates" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"summary" text NOT NULL,
	"graph" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "journey_templates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "journey_templates_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
ALTER TABLE "journey_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "journey_templates" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "audit_entries_journey" ON "audit_entries" USING btree ("tenant_id","subject_id","id") WHERE subject_kind = 'journey';--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "journey_templates" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("journey_templates"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("journey_templates"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));