-- Suites that were run before they were counted have no order.
TRUNCATE TABLE "flow_suites" CASCADE;--> statement-breakpoint
DROP INDEX "flow_suites_latest";--> statement-breakpoint
ALTER TABLE "flow_suites" ADD COLUMN "number" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "required_suite" jsonb;--> statement-breakpoint
ALTER TABLE "flow_suites" ADD CONSTRAINT "flow_suites_number" UNIQUE("tenant_id","flow_id","number");