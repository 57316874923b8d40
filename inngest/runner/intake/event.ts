import { createHash, randomBytes, randomUUID } from "node:crypto";
import { uuidv7 } from "@/db/ids";

/** An event as it is stored and as functions are given it. */
export type StoredEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  v?: string;
  meta?: unknown;
};

/** A run's id: sortable by the time it was made. */
export function newRunId(): string {
  return uuidv7(Date.now(), (bytes) => bytes.set(randomBytes(bytes.length)));
}

/** An event the runner itself makes: a cron tick, an invocation, a failure. */
export function internalEvent(name: string, data: Record<string, unknown>, at: Date = new Date()): StoredEvent {
  return { id: randomUUID(), name, data, ts: at.getTime() };
}

/** The same parts give the same id again: how repeated sends of one event are told from two events. */
export function derivedEventId(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\u0000")).digest("hex").slice(0, 32);
}

/** A W3C trace context for a run whose event brought none. */
export function newTraceparent(): string {
  return `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`;
}
