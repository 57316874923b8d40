// How a verb hands work to the background without knowing Inngest. The event names and shapes are those of
// inngest/events.ts; a lost announcement is found again by a sweep.
export type WorkQueue = {
  announce(event: { name: string; data: Record<string, unknown>; id?: string }): Promise<void>;
};
