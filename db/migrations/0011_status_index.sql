DROP INDEX "invoices_closed";--> statement-breakpoint
CREATE INDEX "invoices_open_amount" ON "invoices" USING btree ("tenant_id","open_minor","id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "invoices_status" ON "invoices" USING btree ("tenant_id","status","due_on","id");