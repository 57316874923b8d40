// Every event of the product: its name, and what it carries. Ids and codes only, never personal data: events are
// kept for a day, and by Inngest for longer.
import { z } from "zod";

/** What every event of a workspace carries: whose it is, and the request it came from. */
export const ofWorkspace = z.object({
  tenantId: z.uuid(),
  requestId: z.string().optional(),
});

/** The catalogue. Add an event here before anyone sends or listens to it. */
export const events = {} as const;

type Known = { name: string; schema: z.ZodType };

/** The event's data, checked against the catalogue; throws where the name is unknown or the data is not valid. */
export function checkedEvent(name: string, data: unknown): Record<string, unknown> {
  const known = (Object.values(events) as Known[]).find((event) => event.name === name);
  if (!known) throw new Error(`"${name}" is not an event of inngest/events.ts.`);
  return known.schema.parse(data) as Record<string, unknown>;
}
