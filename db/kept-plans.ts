// Private to db/: for work that asks the same few statements again and again and looks rows up by key.
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/**
 * To be selected at the transaction's start. Whatever the statistics say (young tables have none), a plan goes through
 * the index. Holds for foreign keys too: their look-ups are planned once a connection, and one planned while the table
 * was nearly empty would read all of it for every row, until the next analyze.
 */
export const byKeyOnly = sql.raw(
  ["seqscan", "hashjoin", "mergejoin"].map((way) => `set_config('enable_${way}', 'off', true)`).join(", "),
);

type Internals = {
  dialect: { sqlToQuery(query: SQL): { sql: string; params: unknown[] } };
  session: {
    prepareQuery(query: object, fields: undefined, name: string, rows: false): { execute(): Promise<unknown> };
  };
};

const names = new Map<string, string>();

/**
 * The same transaction with its statements named, so that each is parsed and planned once a connection. Not for Neon's
 * driver, behind whose pooler a transaction has another connection each time.
 */
export function keepingPlans(tx: Transaction): Transaction {
  const { dialect, session } = tx as unknown as Internals;
  const execute = (query: SQLWrapper) => {
    const built = dialect.sqlToQuery(query.getSQL());
    const name = names.get(built.sql) ?? `by_key_${names.size}`;
    names.set(built.sql, name);
    return session.prepareQuery(built, undefined, name, false).execute();
  };
  return Object.create(tx, { execute: { value: execute } }) as Transaction;
}
