CREATE TABLE "voice_streams" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"touch_id" uuid NOT NULL,
	"call_ref" text NOT NULL,
	"token_hash" text NOT NULL,
	"plan" jsonb NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"redeemed_at" timestamp (3) with time zone,
	"process_id" text,
	"alive_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"detail" text,
	CONSTRAINT "voice_streams_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "voice_streams_token" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "voice_streams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "voice_streams_call" ON "voice_streams" USING btree ("tenant_id","call_ref");--> statement-breakpoint
CREATE INDEX "voice_streams_open" ON "voice_streams" USING btree ("tenant_id","alive_at");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "voice_streams" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("voice_streams"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("voice_streams"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "voice_streams" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "voice_streams" FORCE ROW LEVEL SECURITY;
