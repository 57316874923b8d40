ALTER TABLE "contact_points" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "contact_points" ADD COLUMN "verified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "contact_points" ADD COLUMN "verified_how" text;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "preferences" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "debtors" ADD COLUMN "validation_notice_sent_at" timestamp (3) with time zone;