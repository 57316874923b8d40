CREATE TABLE "call_followups" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"step" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"result" jsonb,
	"code" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "call_followups_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "call_followups_step" UNIQUE("tenant_id","call_id","step")
);
--> statement-breakpoint
ALTER TABLE "call_followups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "call_followups" ADD CONSTRAINT "call_followups_tenant_id_call_id_calls_tenant_id_id_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_followups_open" ON "call_followups" USING btree ("tenant_id","due_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "call_followups" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("call_followups"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("call_followups"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "call_followups" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "call_followups" FORCE ROW LEVEL SECURITY;
