CREATE TABLE "automated_reviews" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid,
	"debtor_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"at" timestamp (3) with time zone NOT NULL,
	"reviewed_by" uuid,
	CONSTRAINT "automated_reviews_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "automated_reviews_subject" UNIQUE("tenant_id","subject_kind","subject_id")
);
--> statement-breakpoint
ALTER TABLE "automated_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "restricted_records" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"debtor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"things" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"rules" text[] NOT NULL,
	"kept_until" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "restricted_records_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "restricted_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "retention_policies" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"periods" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by" uuid,
	CONSTRAINT "retention_policies_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "retention_policies_version" UNIQUE("tenant_id","version")
);
--> statement-breakpoint
ALTER TABLE "retention_policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rights_corrections" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"debtor_id" uuid NOT NULL,
	"field" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"before" text,
	"after" text,
	"at" timestamp (3) with time zone NOT NULL,
	"corrected_by" uuid,
	CONSTRAINT "rights_corrections_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "rights_corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rights_requests" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"debtor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"objects_to" text,
	"asked_by" text NOT NULL,
	"received_by" text NOT NULL,
	"identity" text NOT NULL,
	"note" text,
	"received_on" date NOT NULL,
	"law" text NOT NULL,
	"due_on" date NOT NULL,
	"extended_at" timestamp (3) with time zone,
	"status" text NOT NULL,
	"refusal" text,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "rights_requests_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "rights_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suppressions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"digest" text NOT NULL,
	"source" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "suppressions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "suppressions_digest" UNIQUE("tenant_id","kind","digest")
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "restricted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "restricted_for" text;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "automation_refused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "automated_reviews" ADD CONSTRAINT "automated_reviews_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restricted_records" ADD CONSTRAINT "restricted_records_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_corrections" ADD CONSTRAINT "rights_corrections_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_corrections" ADD CONSTRAINT "rights_corrections_tenant_id_request_id_rights_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."rights_requests"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automated_reviews_debtor" ON "automated_reviews" USING btree ("tenant_id","debtor_id","at");--> statement-breakpoint
CREATE INDEX "restricted_records_debtor" ON "restricted_records" USING btree ("tenant_id","debtor_id");--> statement-breakpoint
CREATE INDEX "restricted_records_due" ON "restricted_records" USING btree ("tenant_id","kept_until");--> statement-breakpoint
CREATE INDEX "rights_corrections_request" ON "rights_corrections" USING btree ("tenant_id","request_id","at");--> statement-breakpoint
CREATE INDEX "rights_requests_open" ON "rights_requests" USING btree ("tenant_id","due_on","id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "rights_requests_created" ON "rights_requests" USING btree ("tenant_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "rights_requests_debtor" ON "rights_requests" USING btree ("tenant_id","debtor_id","created_at");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "automated_reviews" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("automated_reviews"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("automated_reviews"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "restricted_records" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("restricted_records"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("restricted_records"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "retention_policies" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("retention_policies"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("retention_policies"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rights_corrections" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("rights_corrections"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("rights_corrections"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "rights_requests" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("rights_requests"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("rights_requests"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "suppressions" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("suppressions"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("suppressions"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "rights_requests" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rights_corrections" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "automated_reviews" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "restricted_records" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "suppressions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "retention_policies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- How long a workspace once meant to keep things stays written; a suppression is for good.
REVOKE UPDATE, DELETE ON retention_policies, suppressions FROM duelane_app, duelane_system;
