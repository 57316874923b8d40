// The client's `fetch` in embedded mode. Events go into the runner's tables on the same PostgreSQL, from web,
// worker or a step alike; anything else the SDK would ask of an Inngest server is refused in plain words.
import type pg from "pg";
import { z } from "zod";
import { acceptEvents } from "@/inngest/runner/intake/accept-events";
import { derivedEventId, type StoredEvent } from "@/inngest/runner/intake/event";
import { sendingStep } from "@/inngest/runner/intake/sending-step";
import { inTransaction, openQueuePool } from "@/inngest/runner/queue/database";
import { migrateQueue } from "@/inngest/runner/queue/migrate";
import { canonicalJson } from "@/inngest/runner/wire/signature";

const payloads = z.array(
  z.looseObject({
    id: z.string().min(1).optional(),
    name: z.string().min(1),
    data: z.record(z.string(), z.unknown()).default({}),
    ts: z.number().int().nonnegative(),
    v: z.string().optional(),
    meta: z.unknown().optional(),
  }),
);

let opened: { url: string; pool: Promise<pg.Pool> } | undefined;

/** The pool that sends; opened on first use, and the queue's schemas made if this process is the first. */
function sendingPool(databaseUrl: string): Promise<pg.Pool> {
  if (opened?.url !== databaseUrl) {
    const pool = migrateQueue(databaseUrl).then(() => openQueuePool(databaseUrl, 4));
    pool.catch(() => {
      opened = undefined;
    });
    opened = { url: databaseUrl, pool };
  }
  return opened.pool;
}

/** Ends the connections that send, at shutdown and between test files. */
export async function closeSendingPool(): Promise<void> {
  const open = opened;
  opened = undefined;
  if (open) await (await open.pool).end();
}

/** A `fetch` for the client that accepts events with this key into the database of DATABASE_URL. */
export function embeddedFetch(eventKey: string): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.pathname !== `/e/${eventKey}` || init?.method !== "POST") {
      return reply(501, {
        error: `The embedded Inngest runner does not offer ${init?.method ?? "GET"} ${url.pathname}.`,
      });
    }
    const parsed = payloads.safeParse(JSON.parse(String(init.body)));
    if (!parsed.success) return reply(400, { error: "An event is not valid.", status: 400 });
    const seed = new Headers(init.headers).get("x-inngest-event-id-seed");
    const step = await sendingStep();
    const events = parsed.data.map((event, index): StoredEvent => {
      const { id, name, data, ts, v, meta } = event;
      const base = { name, data, ts, ...(v ? { v } : {}), ...(meta ? { meta } : {}) };
      if (id) return { id, ...base };
      // A step that is run again after a crash sends the same event again: its id comes from the step and the content.
      if (step) return { id: step.eventId(canonicalJson([name, data])), ...base };
      return { id: seed ? derivedEventId(seed, String(index)) : crypto.randomUUID(), ...base };
    });
    const databaseUrl = process.env.DATABASE_URL;
    if (!databaseUrl) return reply(500, { error: "DATABASE_URL is not set.", status: 500 });
    const pool = await sendingPool(databaseUrl);
    await inTransaction(pool, (tx) => acceptEvents(tx, events));
    return reply(200, { ids: events.map((event) => event.id), status: 200 });
  };
}

function reply(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}
