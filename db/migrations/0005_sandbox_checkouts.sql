CREATE TABLE "sandbox_checkouts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"state" text NOT NULL,
	"settles_at" timestamp (3) with time zone,
	"settles_as" text,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"disputed_minor" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sandbox_checkouts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "sandbox_checkouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sandbox_checkouts" ADD CONSTRAINT "sandbox_checkouts_tenant_id_id_checkouts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","id") REFERENCES "public"."checkouts"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "sandbox_checkouts" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("sandbox_checkouts"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("sandbox_checkouts"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "sandbox_checkouts" FORCE ROW LEVEL SECURITY;
