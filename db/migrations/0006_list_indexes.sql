DROP INDEX "debtors_name";--> statement-breakpoint
DROP INDEX "invoices_number_key";--> statement-breakpoint
DROP INDEX "invoices_open_due";--> statement-breakpoint
CREATE INDEX "disputes_open" ON "disputes" USING btree ("tenant_id","invoice_id") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "invoices_open" ON "invoices" USING btree ("tenant_id","open_minor","id");--> statement-breakpoint
CREATE INDEX "invoices_currency" ON "invoices" USING btree ("tenant_id","currency","due_on","id");--> statement-breakpoint
CREATE INDEX "invoices_closed" ON "invoices" USING btree ("tenant_id","due_on","id") WHERE status in ('void', 'written_off');--> statement-breakpoint
CREATE INDEX "debtors_name" ON "debtors" USING btree ("tenant_id",lower(name collate "pg_c_utf8"),"id");--> statement-breakpoint
CREATE INDEX "invoices_number_key" ON "invoices" USING btree ("tenant_id","number_key","id");--> statement-breakpoint
CREATE INDEX "invoices_open_due" ON "invoices" USING btree ("tenant_id","due_on","id","currency","open_minor") WHERE status = 'open';--> statement-breakpoint
CREATE POLICY "search_reads" ON "contact_points" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);--> statement-breakpoint
CREATE POLICY "search_reads" ON "contacts" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);--> statement-breakpoint
CREATE POLICY "search_reads" ON "debtors" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);--> statement-breakpoint
CREATE POLICY "search_reads" ON "invoices" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);