CREATE TABLE "flow_suite_results" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"suite_id" uuid NOT NULL,
	"persona" text NOT NULL,
	"position" integer NOT NULL,
	"runs" integer NOT NULL,
	"failed_runs" integer NOT NULL,
	"outcomes" jsonb NOT NULL,
	"failures" jsonb NOT NULL,
	"turns" jsonb NOT NULL,
	"node_id" text NOT NULL,
	CONSTRAINT "flow_suite_results_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "flow_suite_results_persona" UNIQUE("tenant_id","suite_id","persona")
);
--> statement-breakpoint
ALTER TABLE "flow_suite_results" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "flow_suites" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"status" text NOT NULL,
	"flow" jsonb NOT NULL,
	"obligations" text[] NOT NULL,
	"content_hash" text NOT NULL,
	"personas" jsonb NOT NULL,
	"runs" integer NOT NULL,
	"runs_done" integer DEFAULT 0 NOT NULL,
	"beat_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "flow_suites_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "flow_suites" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "flow_suite_results" ADD CONSTRAINT "flow_suite_results_tenant_id_suite_id_flow_suites_tenant_id_id_fk" FOREIGN KEY ("tenant_id","suite_id") REFERENCES "public"."flow_suites"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_suites" ADD CONSTRAINT "flow_suites_tenant_id_flow_id_flows_tenant_id_id_fk" FOREIGN KEY ("tenant_id","flow_id") REFERENCES "public"."flows"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "flow_suites_latest" ON "flow_suites" USING btree ("tenant_id","flow_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "flow_suites_running" ON "flow_suites" USING btree ("tenant_id","flow_id") WHERE status = 'running';--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "flow_suite_results" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("flow_suite_results"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("flow_suite_results"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "flow_suites" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("flow_suites"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("flow_suites"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "flow_suites" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER TABLE "flow_suites" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "flow_suite_results" FORCE ROW LEVEL SECURITY;
