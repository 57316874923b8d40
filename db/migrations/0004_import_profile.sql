ALTER TABLE "imports" ADD COLUMN "profile" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "beat_at" timestamp (3) with time zone;