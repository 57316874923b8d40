// Every event of the product: its name, and what it carries. Ids and codes only, never personal data: events are
// kept for a day, and by Inngest for longer.
import { eventType } from "inngest";
import { z } from "zod";

/** What every event of a workspace carries: whose it is, and the request it came from. */
export const ofWorkspace = z.object({
  tenantId: z.uuid(),
  requestId: z.string().optional(),
});

/** Touches of one channel of a workspace, and the vendor that serves it. */
export const ofChannel = ofWorkspace.extend({ provider: z.string() });

/**
 * The catalogue: `triggers: [events.x]` types a function's event and checks its data. Add an event here before anyone
 * sends or listens to it.
 */
export const events = {
  campaignLaunched: eventType("campaign/launched", { schema: ofWorkspace.extend({ campaignId: z.uuid() }) }),
  /** A campaign of the workspace is to start or to end. */
  scheduleDue: eventType("campaigns/schedule.due", { schema: ofWorkspace }),
  /** Those inside a campaign are to be moved to another version. */
  moveStarted: eventType("campaigns/move.started", { schema: ofWorkspace.extend({ campaignId: z.uuid() }) }),
  /** Enrollments of the workspace are due. */
  enrollmentsDue: eventType("enrollments/due", { schema: ofWorkspace }),
  /** Something happened with a debtor on which a running campaign begins. */
  apiEventRecorded: eventType("api-events/recorded", { schema: ofWorkspace }),
  /** Touches are queued on that channel; `provider` serves it and is what the calls are throttled by. */
  emailQueued: eventType("touch/email.queued", { schema: ofChannel }),
  smsQueued: eventType("touch/sms.queued", { schema: ofChannel }),
  callQueued: eventType("touch/voice.queued", { schema: ofChannel }),
  /** Sends on that channel are in doubt and must be settled. */
  sendInDoubt: eventType("touch/in-doubt", {
    schema: ofChannel.extend({ channel: z.enum(["email", "sms", "voice"]) }),
  }),
  /** Calls and mails that journeys ask for are due. */
  errandsDue: eventType("errands/due", { schema: ofWorkspace }),
  /** Work after calls is due. */
  followupsDue: eventType("calls/followups.due", { schema: ofWorkspace }),
  /** Conversations in messages are to be gone on with. */
  writtenDue: eventType("conversations/written.due", { schema: ofWorkspace }),
  /** A file is to be checked, or a checked one applied. */
  importCheckRequested: eventType("imports/check.requested", { schema: ofWorkspace.extend({ importId: z.uuid() }) }),
  importApplyRequested: eventType("imports/apply.requested", { schema: ofWorkspace.extend({ importId: z.uuid() }) }),
  /** A conversation is to be tried on personas. */
  suiteRequested: eventType("flows/suite.requested", { schema: ofWorkspace.extend({ suiteId: z.uuid() }) }),
  /** The workspace's audit log is to be checked and its end signed. */
  logSealDue: eventType("audit/seal.due", { schema: ofWorkspace }),
  /** A sandbox's clock is to be moved. */
  clockMoved: eventType("clock/moved", {
    schema: ofWorkspace.extend({
      targetAt: z.iso.datetime(),
      untilEnd: z.object({ campaignId: z.uuid().optional() }).optional(),
    }),
  }),
} as const;

type Known = { name: string; schema: z.ZodType };

/** The event's data, checked against the catalogue; throws where the name is unknown or the data is not valid. */
export function checkedEvent(name: string, data: unknown): Record<string, unknown> {
  const known = (Object.values(events) as Known[]).find((event) => event.name === name);
  if (!known) throw new Error(`"${name}" is not an event of inngest/events.ts.`);
  return known.schema.parse(data) as Record<string, unknown>;
}
