CREATE TABLE "dial_pace" (
	"vendor" text PRIMARY KEY NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dial_pace" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "phone_numbers" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"e164" text NOT NULL,
	"label" text NOT NULL,
	"outbound" boolean NOT NULL,
	"flow_id" uuid,
	"hours" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "phone_numbers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "phone_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- A line lives for minutes, and its process is drained before the database is migrated.
TRUNCATE TABLE "voice_streams";--> statement-breakpoint
DROP INDEX "voice_streams_call";--> statement-breakpoint
ALTER TABLE "voice_streams" DROP COLUMN "touch_id";--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "provider_ref" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "calls_at_once" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "voice_streams" ADD COLUMN "call_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_tenant_id_flow_id_flows_tenant_id_id_fk" FOREIGN KEY ("tenant_id","flow_id") REFERENCES "public"."flows"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "phone_numbers_e164" ON "phone_numbers" USING btree ("e164") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "voice_streams_call" ON "voice_streams" USING btree ("tenant_id","call_id");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_provider_ref" UNIQUE("tenant_id","provider_ref");--> statement-breakpoint
CREATE POLICY "system_access" ON "dial_pace" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "phone_numbers" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("phone_numbers"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("phone_numbers"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "phone_numbers" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "phone_numbers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "dial_pace" FORCE ROW LEVEL SECURITY;
