CREATE TABLE "flow_cases" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"persona" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "flow_cases_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "flow_cases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "flow_cases" ADD CONSTRAINT "flow_cases_tenant_id_flow_id_flows_tenant_id_id_fk" FOREIGN KEY ("tenant_id","flow_id") REFERENCES "public"."flows"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "flow_cases_flow" ON "flow_cases" USING btree ("tenant_id","flow_id","id");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "flow_cases" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("flow_cases"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("flow_cases"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "flow_cases" FORCE ROW LEVEL SECURITY;
