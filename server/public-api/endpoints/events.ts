import { z } from "zod";
import { recordApiEventInput } from "@/server/api-events/contract";
import { recordApiEvent } from "@/server/api-events/record-api-event";
import { findDebtor } from "@/server/debtors/find-debtor";
import { endpoint } from "@/server/public-api/endpoint";
import { debtorParam, idText } from "@/server/public-api/parts";
import { workQueue } from "@/server/wiring";

const { event, data } = recordApiEventInput.shape;

export const recordEvent = endpoint({
  id: "recordEvent",
  method: "POST",
  path: "/debtors/{debtor}/events",
  about: "Events",
  summary: "Say that something happened with a debtor, so that journeys begin on it or go on by it.",
  description:
    "A journey that waits for an event of this name goes on at once. Where a campaign's journey begins on it the debtor comes in, if one of its invoices is open or becomes so within 30 days. It stands in the debtor's timeline with its data.",
  action: "apiEvents.record",
  params: z.strictObject({ debtor: debtorParam }),
  body: z.strictObject({
    event: event.meta({ description: "Its name, as it stands in the journey.", examples: ["pod_received"] }),
    data: data.meta({
      description: "What people should see with it: at most 20 fields, 4,096 bytes as JSON.",
      examples: [{ load_number: "L-20417", signed_by: "J. Ortiz" }],
    }),
  }),
  bodyMaxBytes: 16 * 1024,
  status: 201,
  answer: z.object({
    id: idText("apiEvent"),
    heard: z.number().int().meta({
      description: "How many journeys the debtor was in when it came, all of which heard it; not those that it begins.",
    }),
  }),
  perform: async (ctx, { params, body }) => {
    const debtorId = await findDebtor(ctx, "apiEvents.record", params.debtor);
    return recordApiEvent(ctx, { ...body, debtorId }, workQueue());
  },
  tell: ({ eventId, heard }) => ({ id: eventId, heard }),
});
