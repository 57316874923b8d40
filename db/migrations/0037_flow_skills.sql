CREATE TABLE "flow_skills" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"results" jsonb NOT NULL,
	"sandbox_answer" jsonb NOT NULL,
	"url" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"timeout_ms" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "flow_skills_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "flow_skills_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
ALTER TABLE "flow_skills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "flow_skills" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("flow_skills"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("flow_skills"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "flow_skills" FORCE ROW LEVEL SECURITY;
