// Which request, workspace and trace the running code belongs to; every log line inside carries them.
import { AsyncLocalStorage } from "node:async_hooks";

export type Trace = { requestId?: string; tenantId?: string; traceId?: string; runId?: string };

const storage = new AsyncLocalStorage<Trace>();

/** Runs `work` with these ids on each of its log lines, added to those of an outer trace. */
export function traced<T>(trace: Trace, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...trace }, work);
}

/** The ids of the running code; empty outside of a request or a job. */
export function currentTrace(): Trace {
  return storage.getStore() ?? {};
}
