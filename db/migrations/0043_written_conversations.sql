ALTER TABLE "conversations" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "conversation_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "heard_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_written_open" ON "conversations" USING btree ("tenant_id","debtor_id","channel") WHERE ended_at is null and channel in ('sms', 'email');--> statement-breakpoint
CREATE INDEX "conversations_due" ON "conversations" USING btree ("tenant_id","due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "messages_unheard" ON "messages" USING btree ("tenant_id","conversation_id","at") WHERE conversation_id is not null and heard_at is null;--> statement-breakpoint
CREATE POLICY "system_access" ON "conversations" AS PERMISSIVE FOR ALL TO "duelane_system" USING (true) WITH CHECK (true);