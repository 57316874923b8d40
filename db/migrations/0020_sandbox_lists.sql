DROP INDEX "sandbox_deliveries_at";--> statement-breakpoint
CREATE INDEX "sandbox_deliveries_at" ON "sandbox_deliveries" USING btree ("tenant_id","channel","at","id");