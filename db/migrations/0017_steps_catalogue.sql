CREATE TABLE "errands" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"enrollment_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"visit" integer NOT NULL,
	"debtor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"request" jsonb NOT NULL,
	"status" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"result_code" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "errands_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "errands_key" UNIQUE("tenant_id","key")
);
--> statement-breakpoint
ALTER TABLE "errands" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "late_fees" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"enrollment_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"visit" integer NOT NULL,
	"debtor_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"interest_minor" bigint NOT NULL,
	"fixed_minor" bigint NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"rate_bp" integer NOT NULL,
	"basis" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "late_fees_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "late_fees_key" UNIQUE("tenant_id","key","invoice_id")
);
--> statement-breakpoint
ALTER TABLE "late_fees" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "questions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"enrollment_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"visit" integer NOT NULL,
	"debtor_id" uuid NOT NULL,
	"about" text NOT NULL,
	"text" text,
	"until" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "questions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "questions_key" UNIQUE("tenant_id","key")
);
--> statement-breakpoint
ALTER TABLE "questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trigger_marks" (
	"tenant_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"entered" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "trigger_marks_tenant_id_campaign_id_subject_id_pk" PRIMARY KEY("tenant_id","campaign_id","subject_id")
);
--> statement-breakpoint
ALTER TABLE "trigger_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "enrollments" DROP CONSTRAINT "enrollments_debtor";--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "stage" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "factored" boolean;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "portal_rejected" boolean;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "trigger" jsonb;--> statement-breakpoint
ALTER TABLE "errands" ADD CONSTRAINT "errands_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "errands" ADD CONSTRAINT "errands_tenant_id_enrollment_id_enrollments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","enrollment_id") REFERENCES "public"."enrollments"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_fees" ADD CONSTRAINT "late_fees_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_fees" ADD CONSTRAINT "late_fees_tenant_id_enrollment_id_enrollments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","enrollment_id") REFERENCES "public"."enrollments"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_fees" ADD CONSTRAINT "late_fees_tenant_id_invoice_id_invoices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoices"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_tenant_id_enrollment_id_enrollments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","enrollment_id") REFERENCES "public"."enrollments"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_marks" ADD CONSTRAINT "trigger_marks_tenant_id_campaign_id_campaigns_tenant_id_id_fk" FOREIGN KEY ("tenant_id","campaign_id") REFERENCES "public"."campaigns"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "errands_open" ON "errands" USING btree ("tenant_id","due_at") WHERE status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "late_fees_invoice" ON "late_fees" USING btree ("tenant_id","invoice_id");--> statement-breakpoint
CREATE INDEX "late_fees_debtor" ON "late_fees" USING btree ("tenant_id","debtor_id");--> statement-breakpoint
CREATE INDEX "questions_debtor" ON "questions" USING btree ("tenant_id","debtor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enrollments_debtor" ON "enrollments" USING btree ("tenant_id","campaign_id","debtor_id") WHERE status <> 'done';--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "errands" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("errands"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("errands"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "system_access" ON "errands" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "late_fees" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("late_fees"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("late_fees"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "questions" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("questions"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("questions"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "trigger_marks" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("trigger_marks"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("trigger_marks"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "errands" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "late_fees" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "questions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "trigger_marks" FORCE ROW LEVEL SECURITY;
