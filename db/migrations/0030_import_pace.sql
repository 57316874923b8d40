-- Pieces of a file are read a few times within minutes and deleted a month later: compressing them costs more than it saves.
ALTER TABLE import_chunks ALTER COLUMN data SET STORAGE EXTERNAL;
--> statement-breakpoint
-- What is written stands unsorted at the end of a search index until there is much of it, and every search reads it there.
-- Whoever writes in bulk has it sorted in beside the writing, by another connection. Only an index's owner may; whose
-- entries they are plays no part; nothing of them is given back but how many pages they took.
CREATE FUNCTION tidy_search() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  select coalesce(sum(gin_clean_pending_list(each::regclass)), 0)::bigint
  from unnest(array['invoices_search', 'debtors_search', 'contacts_search', 'contact_points_search']) as each
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION tidy_search() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION tidy_search() TO duelane_app;
