CREATE TABLE "registry_numbers" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scrub_id" uuid NOT NULL,
	"registry" text NOT NULL,
	"number" text NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"categories" text[] DEFAULT '{}' NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "registry_numbers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "registry_numbers_number" UNIQUE("tenant_id","number","registry","mode")
);
--> statement-breakpoint
ALTER TABLE "registry_numbers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "registry_scrubs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"registry" text NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"uploaded_by" uuid,
	"file_name" text NOT NULL,
	"rows" integer NOT NULL,
	"blocked" integer NOT NULL,
	"clear" integer NOT NULL,
	CONSTRAINT "registry_scrubs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "registry_scrubs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "house_policies" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"policy" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by" uuid,
	CONSTRAINT "house_policies_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "house_policies_version" UNIQUE("tenant_id","version")
);
--> statement-breakpoint
ALTER TABLE "house_policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "purpose" text DEFAULT 'collection' NOT NULL;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "given_by" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "recorded_by" uuid;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "revoked_how" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "revoked_by" uuid;--> statement-breakpoint
ALTER TABLE "registry_numbers" ADD CONSTRAINT "registry_numbers_tenant_id_scrub_id_registry_scrubs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","scrub_id") REFERENCES "public"."registry_scrubs"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "registry_numbers_scrub" ON "registry_numbers" USING btree ("tenant_id","scrub_id");--> statement-breakpoint
CREATE INDEX "registry_scrubs_at" ON "registry_scrubs" USING btree ("tenant_id","uploaded_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "registry_numbers" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("registry_numbers"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("registry_numbers"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "registry_scrubs" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("registry_scrubs"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("registry_scrubs"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "house_policies" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("house_policies"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("house_policies"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "registry_numbers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "registry_scrubs" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "house_policies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- What a workspace once asked for, and what a registry once said, stays as it was.
REVOKE UPDATE, DELETE ON house_policies, registry_scrubs FROM duelane_app, duelane_system;
