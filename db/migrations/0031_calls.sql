CREATE TABLE "call_notes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"author_id" uuid,
	"category" text NOT NULL,
	"tags" text[] NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "call_notes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "call_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "call_turns" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"speaker" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"heard_text" text,
	"language" text,
	"node_id" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"latency_ms" integer,
	"corrected" boolean DEFAULT false NOT NULL,
	CONSTRAINT "call_turns_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "call_turns_position" UNIQUE("tenant_id","call_id","position")
);
--> statement-breakpoint
ALTER TABLE "call_turns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calls" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"direction" text NOT NULL,
	"debtor_id" uuid,
	"touch_id" uuid,
	"from_number" text NOT NULL,
	"to_number" text NOT NULL,
	"language" text NOT NULL,
	"status" text NOT NULL,
	"ending" text,
	"outcome" text,
	"sentiment" real,
	"score" integer,
	"started_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"talk_seconds" integer GENERATED ALWAYS AS (coalesce(greatest(extract(epoch from (ended_at - answered_at)), 0), 0)::int) STORED NOT NULL,
	"words" "tsvector" DEFAULT '' NOT NULL,
	CONSTRAINT "calls_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "calls_touch" UNIQUE("tenant_id","touch_id")
);
--> statement-breakpoint
ALTER TABLE "calls" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "call_notes" ADD CONSTRAINT "call_notes_tenant_id_call_id_calls_tenant_id_id_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_turns" ADD CONSTRAINT "call_turns_tenant_id_call_id_calls_tenant_id_id_fk" FOREIGN KEY ("tenant_id","call_id") REFERENCES "public"."calls"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_tenant_id_debtor_id_debtors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_id") REFERENCES "public"."debtors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "call_notes_call" ON "call_notes" USING btree ("tenant_id","call_id","created_at");--> statement-breakpoint
CREATE INDEX "calls_started" ON "calls" USING btree ("tenant_id","started_at","id");--> statement-breakpoint
CREATE INDEX "calls_talk" ON "calls" USING btree ("tenant_id","talk_seconds","id");--> statement-breakpoint
CREATE INDEX "calls_debtor" ON "calls" USING btree ("tenant_id","debtor_id","started_at","id");--> statement-breakpoint
CREATE INDEX "calls_live" ON "calls" USING btree ("tenant_id","started_at") WHERE status in ('initiated', 'ringing', 'in_progress');--> statement-breakpoint
CREATE INDEX "calls_words" ON "calls" USING gin ("words");--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "call_notes" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("call_notes"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("call_notes"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "call_turns" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("call_turns"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("call_turns"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_isolation" ON "calls" AS PERMISSIVE FOR ALL TO "duelane_app" USING ("calls"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK ("calls"."tenant_id" = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "search_reads" ON "calls" AS PERMISSIVE FOR SELECT TO "duelane_system" USING (true);--> statement-breakpoint
ALTER TABLE "call_notes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "call_turns" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- What is written over from other tables is written by the owner, who sees no rows while they are forced.
ALTER TABLE touches NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE debtors NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- The calls that were made before they had a table of their own: each under its touch's id, with what it said.
INSERT INTO calls (tenant_id, id, direction, debtor_id, touch_id, from_number, to_number, language, status, ending,
    started_at, answered_at, ended_at, words)
  SELECT t.tenant_id, t.id, 'outbound', t.debtor_id, t.id, m.from_address, m.to_address, d.language,
    CASE t.status WHEN 'delivered' THEN 'completed' WHEN 'sent' THEN 'initiated' ELSE 'failed' END,
    t.call_result ->> 'outcome', t.sent_at, CASE WHEN t.status = 'delivered' THEN t.settled_at END,
    CASE WHEN t.status <> 'sent' THEN t.settled_at END, to_tsvector('simple', m.body)
  FROM touches t
  JOIN debtors d ON d.tenant_id = t.tenant_id AND d.id = t.debtor_id
  JOIN messages m ON m.tenant_id = t.tenant_id AND m.debtor_id = t.debtor_id AND m.touch_id = t.id
    AND m.direction = 'outbound' AND m.channel = 'voice'
  WHERE t.channel = 'voice' AND t.sent_at IS NOT NULL AND t.status IN ('sent', 'delivered', 'failed', 'bounced')
  ON CONFLICT DO NOTHING;--> statement-breakpoint
INSERT INTO call_turns (tenant_id, id, call_id, position, speaker, kind, text, language, started_at)
  SELECT c.tenant_id, m.id, c.id, 1, 'agent', 'speech', m.body, c.language, coalesce(c.answered_at, c.started_at)
  FROM calls c
  JOIN messages m ON m.tenant_id = c.tenant_id AND m.debtor_id = c.debtor_id AND m.touch_id = c.touch_id
    AND m.direction = 'outbound' AND m.channel = 'voice'
  WHERE c.answered_at IS NOT NULL
  ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE touches FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE messages FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE debtors FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE calls FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- The words of a search, each the beginning of a word that was said. NULL: more calls than `most` have them.
CREATE FUNCTION search_call_ids(needle text, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  said tsquery := (SELECT string_agg(quote_literal(lexeme) || ':*', ' & ')::tsquery
    FROM unnest(to_tsvector('simple', needle)));
  ids uuid[];
BEGIN
  IF tenant IS NULL OR said IS NULL THEN RETURN '{}'; END IF;
  SELECT array_agg(id) INTO ids FROM (
    SELECT id FROM calls WHERE tenant_id = tenant AND words @@ said LIMIT most + 1) AS hits;
  IF cardinality(ids) > most THEN RETURN NULL; END IF;
  RETURN coalesce(ids, '{}');
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION search_call_ids(text, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_call_ids(text, integer) TO duelane_app;--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO duelane_system;--> statement-breakpoint
ALTER FUNCTION search_call_ids(text, integer) OWNER TO duelane_system;--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM duelane_system;
