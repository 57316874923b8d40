CREATE TABLE "campaign_moves" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"from_version_id" uuid NOT NULL,
	"to_version_id" uuid NOT NULL,
	"node_map" jsonb NOT NULL,
	"moved" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "campaign_moves_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "campaign_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "enrollment_moves" (
	"tenant_id" uuid NOT NULL,
	"move_id" uuid NOT NULL,
	"enrollment_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "enrollment_moves_tenant_id_move_id_enrollment_id_pk" PRIMARY KEY("tenant_id","move_id","enrollment_id")
);
--> statement-breakpoint
ALTER TABLE "enrollment_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enrollments" ADD COLUMN "version_id" uuid;--> statement-breakpoint
ALTER TABLE "campaign_moves" ADD CONSTRAINT "campaign_moves_tenant_id_campaign_id_campaigns_tenant_id_id_fk" FOREIGN KEY ("tenant_id","campaign_id") REFERENCES "public"."campaigns"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollment_moves" ADD CONSTRAINT "enrollment_moves_tenant_id_move_id_campaign_moves_tenant_id_id_fk" FOREIGN KEY ("tenant_id","move_id") REFERENCES "public"."campaign_moves"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollment_moves" ADD CONSTRAINT "enrollment_moves_tenant_id_enrollment_id_enrollments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","enrollment_id") REFERENCES "public"."enrollments"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_moves_campaign" ON "campaign_moves" USING btree ("tenant_id","campaign_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_moves_under_way" ON "campaign_moves" USING btree ("tenant_id","campaign_id") WHERE done_at is null;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "campaign_moves" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("campaign_moves"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("campaign_moves"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "campaign_moves" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "enrollment_moves" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("enrollment_moves"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("enrollment_moves"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "campaign_moves" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enrollment_moves" FORCE ROW LEVEL SECURITY;
