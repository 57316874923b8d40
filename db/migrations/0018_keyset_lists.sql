DROP INDEX "touches_created";--> statement-breakpoint
DROP INDEX "debtor_notes_debtor";--> statement-breakpoint
DROP INDEX "tasks_open";--> statement-breakpoint
DROP INDEX "payment_allocations_payment";--> statement-breakpoint
DROP INDEX "payments_debtor";--> statement-breakpoint
DROP INDEX "payments_received";--> statement-breakpoint
DROP INDEX "messages_debtor";--> statement-breakpoint
DROP INDEX "touches_debtor";--> statement-breakpoint
ALTER TABLE "enrollments" ADD COLUMN "place" interval GENERATED ALWAYS AS (case when due_at is not null then due_at - timestamptz '2000-01-01 00:00:00Z' else interval '1000000 days' - (coalesce(ended_at, entered_at) - timestamptz '2000-01-01 00:00:00Z') end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "touches" ADD COLUMN "campaign_id" uuid;--> statement-breakpoint
-- The owner who migrates sees no workspace's rows as long as row-level security is forced on it as well.
ALTER TABLE touches NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE enrollments NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE touches t SET campaign_id = e.campaign_id FROM enrollments e
WHERE e.tenant_id = t.tenant_id AND e.id = t.enrollment_id;
--> statement-breakpoint
ALTER TABLE touches FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE enrollments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE INDEX "enrollments_place" ON "enrollments" USING btree ("tenant_id","campaign_id","status","place","id");--> statement-breakpoint
CREATE INDEX "enrollments_outcome" ON "enrollments" USING btree ("tenant_id","campaign_id","outcome","place","id") WHERE outcome is not null;--> statement-breakpoint
CREATE INDEX "touches_shelf" ON "touches" USING btree ("tenant_id","status","channel","created_at","id");--> statement-breakpoint
CREATE INDEX "touches_campaign" ON "touches" USING btree ("tenant_id","campaign_id","status","channel","created_at","id") WHERE campaign_id is not null;--> statement-breakpoint
CREATE INDEX "debtor_notes_debtor" ON "debtor_notes" USING btree ("tenant_id","debtor_id","created_at","id");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("tenant_id","created_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "payment_allocations_payment" ON "payment_allocations" USING btree ("tenant_id","payment_id","invoice_id","amount_minor","reversed_at");--> statement-breakpoint
CREATE INDEX "payments_debtor" ON "payments" USING btree ("tenant_id","debtor_id","received_at","id");--> statement-breakpoint
CREATE INDEX "payments_received" ON "payments" USING btree ("tenant_id","received_at","id");--> statement-breakpoint
CREATE INDEX "messages_debtor" ON "messages" USING btree ("tenant_id","debtor_id","at","id");--> statement-breakpoint
CREATE INDEX "touches_debtor" ON "touches" USING btree ("tenant_id","debtor_id","created_at","id");