DROP INDEX "touches_enrollment";--> statement-breakpoint
CREATE INDEX "touches_enrollment" ON "touches" USING btree ("tenant_id","enrollment_id") WHERE status = 'queued';