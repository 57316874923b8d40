CREATE TABLE "hand_overs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"transfer_id" text,
	"requested_by" uuid,
	"to_number" text NOT NULL,
	"agent_ref" text,
	"status" text NOT NULL,
	"back_at" timestamp (3) with time zone,
	"back_node_id" text,
	"back_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "hand_overs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "hand_overs_once" UNIQUE("tenant_id","call_id","transfer_id")
);
--> statement-breakpoint
ALTER TABLE "hand_overs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_tenant_id_call_id_calls_tenant_id_id_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hand_overs_call" ON "hand_overs" USING btree ("tenant_id","call_id","created_at");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "hand_overs" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("hand_overs"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("hand_overs"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "hand_overs" FORCE ROW LEVEL SECURITY;
