-- Search. Behind row-level security an operator that is not leakproof (LIKE, the trigram ones) gets no index, so the
-- app role searches through two functions. Each runs as duelane_system (which may read these tables: policy
-- search_reads), takes the tenant from the transaction itself, never as an argument, and gives back ids only: what the
-- caller then selects by them is filtered by its own policies again. NULL means "more than `most`": the caller walks its
-- sort index instead, which is fast exactly then.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
CREATE INDEX invoices_search ON invoices USING gin (
  tenant_id, lower(number || ' ' || coalesce(load_number, '') || ' ' || coalesce(bol_number, '')) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX debtors_search ON debtors USING gin (
  tenant_id, (lower(name COLLATE "pg_c_utf8") || ' ' || lower(external_id)) gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX contacts_search ON contacts USING gin (tenant_id, lower(name COLLATE "pg_c_utf8") gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX contact_points_search ON contact_points USING gin (tenant_id, address gin_trgm_ops);
--> statement-breakpoint
CREATE FUNCTION search_pattern(needle text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  -- Three letters make a trigram; fewer match the beginning only.
  select case when length(needle) < 3 then '' else '%' end
    || replace(replace(replace(lower(needle COLLATE "pg_c_utf8"), '\', '\\'), '%', '\%'), '_', '\_') || '%'
$$;
--> statement-breakpoint
CREATE FUNCTION search_debtor_ids(needle text, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  pattern text := search_pattern(needle);
  digits text := regexp_replace(needle, '\D', '', 'g');
  ids uuid[];
BEGIN
  IF tenant IS NULL OR needle = '' THEN RETURN '{}'; END IF;
  IF length(needle) < 3 THEN
    SELECT array_agg(id) INTO ids FROM (
      SELECT id FROM debtors WHERE tenant_id = tenant AND lower(name COLLATE "pg_c_utf8") LIKE pattern
      LIMIT most + 1) AS hits;
  ELSE
    SELECT array_agg(DISTINCT id) INTO ids FROM (
      (SELECT id FROM debtors WHERE tenant_id = tenant
         AND (lower(name COLLATE "pg_c_utf8") || ' ' || lower(external_id)) LIKE pattern LIMIT most + 1)
      UNION ALL
      (SELECT debtor_id FROM contacts WHERE tenant_id = tenant AND lower(name COLLATE "pg_c_utf8") LIKE pattern
       LIMIT most + 1)
      UNION ALL
      (SELECT debtor_id FROM contact_points WHERE tenant_id = tenant AND address LIKE pattern LIMIT most + 1)
      UNION ALL
      (SELECT debtor_id FROM contact_points WHERE length(digits) > 3 AND tenant_id = tenant
         AND address LIKE '%' || digits || '%' LIMIT most + 1)) AS hits;
  END IF;
  IF cardinality(ids) > most THEN RETURN NULL; END IF;
  RETURN coalesce(ids, '{}');
END $$;
--> statement-breakpoint
CREATE FUNCTION search_invoice_ids(needle text, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  pattern text := search_pattern(needle);
  owing uuid[];
  ids uuid[];
BEGIN
  IF tenant IS NULL OR needle = '' THEN RETURN '{}'; END IF;
  IF length(needle) < 3 THEN
    SELECT array_agg(id) INTO owing FROM (
      SELECT id FROM debtors WHERE tenant_id = tenant AND lower(name COLLATE "pg_c_utf8") LIKE pattern LIMIT 501) AS hits;
  ELSE
    SELECT array_agg(id) INTO owing FROM (
      SELECT id FROM debtors WHERE tenant_id = tenant
        AND (lower(name COLLATE "pg_c_utf8") || ' ' || lower(external_id)) LIKE pattern LIMIT 501) AS hits;
  END IF;
  IF cardinality(owing) > 500 THEN RETURN NULL; END IF;
  SELECT array_agg(DISTINCT id) INTO ids FROM (
    (SELECT id FROM invoices WHERE tenant_id = tenant AND debtor_id = any(owing) LIMIT most + 1)
    UNION ALL
    (SELECT id FROM invoices WHERE length(needle) > 2 AND tenant_id = tenant
       AND lower(number || ' ' || coalesce(load_number, '') || ' ' || coalesce(bol_number, '')) LIKE pattern
     LIMIT most + 1)
    UNION ALL
    (SELECT id FROM invoices WHERE length(needle) < 3 AND tenant_id = tenant AND number_key LIKE upper(pattern)
     LIMIT most + 1)) AS hits;
  IF cardinality(ids) > most THEN RETURN NULL; END IF;
  RETURN coalesce(ids, '{}');
END $$;
--> statement-breakpoint
-- Before the owner changes: afterwards the rights are not ours to give.
REVOKE ALL ON FUNCTION search_debtor_ids(text, integer), search_invoice_ids(text, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_debtor_ids(text, integer), search_invoice_ids(text, integer) TO duelane_app;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO duelane_system;
--> statement-breakpoint
ALTER FUNCTION search_debtor_ids(text, integer) OWNER TO duelane_system;
--> statement-breakpoint
ALTER FUNCTION search_invoice_ids(text, integer) OWNER TO duelane_system;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM duelane_system;
