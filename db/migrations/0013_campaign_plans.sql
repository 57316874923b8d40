CREATE TABLE "campaign_pace_hours" (
	"tenant_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"expected" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_pace_hours_tenant_id_campaign_id_channel_hour_pk" PRIMARY KEY("tenant_id","campaign_id","channel","hour")
);
--> statement-breakpoint
ALTER TABLE "campaign_pace_hours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaign_step_counts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"entered" integer NOT NULL,
	"passed" integer NOT NULL,
	"failed" integer NOT NULL,
	CONSTRAINT "campaign_step_counts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "campaign_step_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "priority" integer DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "holdout_percent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "starts_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "goal" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "budget" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "pace" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "spent_touches" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "spent_micros" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "pause_reason" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "paused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "campaign_pace_hours" ADD CONSTRAINT "campaign_pace_hours_tenant_id_campaign_id_campaigns_tenant_id_id_fk" FOREIGN KEY ("tenant_id","campaign_id") REFERENCES "public"."campaigns"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_step_counts" ADD CONSTRAINT "campaign_step_counts_tenant_id_campaign_id_campaigns_tenant_id_id_fk" FOREIGN KEY ("tenant_id","campaign_id") REFERENCES "public"."campaigns"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_step_counts_campaign" ON "campaign_step_counts" USING btree ("tenant_id","campaign_id","node_id");--> statement-breakpoint
CREATE INDEX "campaigns_timed" ON "campaigns" USING btree ("tenant_id","status") WHERE status = 'scheduled' or ends_at is not null;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "campaign_pace_hours" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("campaign_pace_hours"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("campaign_pace_hours"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "campaign_step_counts" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("campaign_step_counts"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("campaign_step_counts"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "campaign_step_counts" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "campaign_pace_hours" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_step_counts" FORCE ROW LEVEL SECURITY;
