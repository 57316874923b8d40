DROP INDEX "invoices_due";--> statement-breakpoint
DROP INDEX "invoices_issued";--> statement-breakpoint
DROP INDEX "invoices_amount";--> statement-breakpoint
DROP INDEX "invoices_open";--> statement-breakpoint
DROP INDEX "invoices_currency";--> statement-breakpoint
DROP INDEX "invoices_open_amount";--> statement-breakpoint
DROP INDEX "invoices_status";--> statement-breakpoint
DROP INDEX "invoices_debtor";--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "has_open_dispute" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "shelf" text COLLATE "C" GENERATED ALWAYS AS (status || case when has_open_dispute then '! ' else ' ' end || currency || ' ' || lpad(extract(year from due_on)::int::text, 4, '0') || '-' || extract(quarter from due_on)::int::text) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "search_text" text COLLATE "C" GENERATED ALWAYS AS (lower(number || ' ' || coalesce(load_number, '') || ' ' || coalesce(bol_number, ''))) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "invoices_shelf_due" ON "invoices" USING btree ("tenant_id","shelf","due_on","id");--> statement-breakpoint
CREATE INDEX "invoices_shelf_issued" ON "invoices" USING btree ("tenant_id","shelf","issued_on","id","due_on");--> statement-breakpoint
CREATE INDEX "invoices_shelf_amount" ON "invoices" USING btree ("tenant_id","shelf","amount_minor","id","due_on");--> statement-breakpoint
CREATE INDEX "invoices_shelf_open" ON "invoices" USING btree ("tenant_id","shelf","open_minor","id","due_on");--> statement-breakpoint
CREATE INDEX "invoices_shelf_number" ON "invoices" USING btree ("tenant_id","shelf","number_key","id","due_on");--> statement-breakpoint
CREATE INDEX "invoices_debtor" ON "invoices" USING btree ("tenant_id","debtor_id","due_on","id","shelf","issued_on","amount_minor","open_minor","number_key");--> statement-breakpoint
-- The owner who migrates sees no workspace's rows as long as row-level security is forced on it as well.
ALTER TABLE invoices NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE disputes NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE invoices i SET has_open_dispute = true FROM disputes d
WHERE d.tenant_id = i.tenant_id AND d.invoice_id = i.id AND d.resolved_at IS NULL;
--> statement-breakpoint
ALTER TABLE invoices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE disputes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Whoever opens or ends a dispute, in whatever way, the invoice knows it. The invoices are locked first: only what is
-- read after that is sure to be the truth when two do it at once.
CREATE FUNCTION keep_open_dispute() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM invoices i WHERE (i.tenant_id, i.id) IN (SELECT c.tenant_id, c.invoice_id FROM changed c)
    ORDER BY i.id FOR NO KEY UPDATE;
  UPDATE invoices i SET has_open_dispute = NOT i.has_open_dispute
  WHERE (i.tenant_id, i.id) IN (SELECT c.tenant_id, c.invoice_id FROM changed c)
    AND i.has_open_dispute <> EXISTS (
      SELECT 1 FROM disputes d WHERE d.tenant_id = i.tenant_id AND d.invoice_id = i.id AND d.resolved_at IS NULL);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_open_dispute_insert AFTER INSERT ON disputes REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_open_dispute();
--> statement-breakpoint
CREATE TRIGGER keep_open_dispute_update AFTER UPDATE ON disputes REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_open_dispute();
--> statement-breakpoint
CREATE TRIGGER keep_open_dispute_delete AFTER DELETE ON disputes REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_open_dispute();
--> statement-breakpoint
DROP FUNCTION search_invoice_ids(text, integer);
--> statement-breakpoint
DROP INDEX invoices_search;
--> statement-breakpoint
CREATE INDEX invoices_search ON invoices USING gin (tenant_id, search_text gin_trgm_ops);
--> statement-breakpoint
CREATE FUNCTION search_beginning(needle text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select ltrim(search_pattern(needle), '%')
$$;
--> statement-breakpoint
-- The debtors that a search names (null when more than 500), how many invoices are theirs (counted up to `most`), and
-- about how many hold the needle themselves, from the same 150 pages of the table each time: planner statistics are closed
-- to a role that row-level security applies to.
CREATE FUNCTION weigh_invoice_search(needle text, most integer, OUT owing uuid[], OUT owed integer, OUT holding bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  pattern text := search_pattern(needle);
  pages real;
  percent real;
BEGIN
  owing := '{}';
  owed := 0;
  holding := 0;
  IF tenant IS NULL OR needle = '' THEN RETURN; END IF;
  IF length(needle) < 3 THEN
    SELECT array_agg(id) INTO owing FROM (
      SELECT id FROM debtors WHERE tenant_id = tenant AND lower(name COLLATE "pg_c_utf8") LIKE pattern
      LIMIT 501) AS hits;
  ELSE
    SELECT array_agg(id) INTO owing FROM (
      SELECT id FROM debtors WHERE tenant_id = tenant
        AND (lower(name COLLATE "pg_c_utf8") || ' ' || lower(external_id)) LIKE pattern LIMIT 501) AS hits;
  END IF;
  SELECT greatest(relpages, 1) INTO pages FROM pg_class WHERE oid = 'invoices'::regclass;
  percent := least(100, 15000 / pages);
  SELECT count(*) * 100 / percent INTO holding
  FROM invoices TABLESAMPLE SYSTEM (percent) REPEATABLE (1) WHERE tenant_id = tenant AND search_text LIKE pattern;
  owing := CASE WHEN cardinality(owing) > 500 THEN NULL ELSE coalesce(owing, '{}') END;
  SELECT count(*) INTO owed FROM (
    SELECT FROM invoices WHERE tenant_id = tenant AND debtor_id = ANY (owing) LIMIT most) AS theirs;
END $$;
--> statement-breakpoint
-- All invoices that hold the needle or belong to those debtors, on those shelves (null: on any).
CREATE FUNCTION search_invoices(needle text, owing uuid[], shelves text[], due_from date, due_to date, debtor uuid)
RETURNS TABLE (id uuid, due_on date, issued_on date, amount_minor bigint, open_minor bigint, number_key text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan
SET enable_seqscan = off AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  pattern text := search_pattern(needle);
BEGIN
  IF tenant IS NULL OR needle = '' THEN RETURN; END IF;
  RETURN QUERY
    SELECT i.id, i.due_on, i.issued_on, i.amount_minor, i.open_minor, i.number_key FROM invoices i
    WHERE i.tenant_id = tenant AND (length(needle) < 3 OR i.search_text LIKE pattern)
      AND (length(needle) > 2 OR i.number_key LIKE upper(pattern)) AND i.debtor_id <> ALL (owing)
      AND (shelves IS NULL OR i.shelf = ANY (shelves)) AND (due_from IS NULL OR i.due_on >= due_from)
      AND (due_to IS NULL OR i.due_on <= due_to) AND (debtor IS NULL OR i.debtor_id = debtor);
  IF cardinality(owing) > 0 THEN
    RETURN QUERY
      SELECT i.id, i.due_on, i.issued_on, i.amount_minor, i.open_minor, i.number_key FROM invoices i
      WHERE i.tenant_id = tenant AND i.debtor_id = ANY (owing)
        AND (shelves IS NULL OR i.shelf = ANY (shelves)) AND (due_from IS NULL OR i.due_on >= due_from)
        AND (due_to IS NULL OR i.due_on <= due_to) AND (debtor IS NULL OR i.debtor_id = debtor);
  END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION weigh_invoice_search(text, integer),
  search_invoices(text, uuid[], text[], date, date, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION weigh_invoice_search(text, integer),
  search_invoices(text, uuid[], text[], date, date, uuid) TO duelane_app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO duelane_system;
--> statement-breakpoint
ALTER FUNCTION weigh_invoice_search(text, integer) OWNER TO duelane_system;
--> statement-breakpoint
ALTER FUNCTION search_invoices(text, uuid[], text[], date, date, uuid) OWNER TO duelane_system;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM duelane_system;
