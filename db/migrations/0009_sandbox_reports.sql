ALTER TABLE "sandbox_deliveries" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "sandbox_deliveries" ADD COLUMN "reported_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "sandbox_deliveries_unreported" ON "sandbox_deliveries" USING btree ("tenant_id","at") WHERE reported_at is null;