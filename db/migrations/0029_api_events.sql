CREATE TABLE "api_events" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"debtor_id" uuid NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"recorded_by" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "api_events_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "api_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_events" ADD CONSTRAINT "api_events_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_events_debtor" ON "api_events" USING btree ("tenant_id","debtor_id","at","id");--> statement-breakpoint
CREATE INDEX "api_events_name" ON "api_events" USING btree ("tenant_id","name","at");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "api_events" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("api_events"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("api_events"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "api_events" FORCE ROW LEVEL SECURITY;
