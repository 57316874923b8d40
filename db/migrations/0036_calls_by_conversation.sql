ALTER TABLE "calls" ADD COLUMN "flow_version_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "line" jsonb;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_tenant_id_flow_version_id_flow_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","flow_version_id") REFERENCES "public"."flow_versions"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_flow_version" ON "calls" USING btree ("tenant_id","flow_version_id");