// From the JSON of a timeline's row to its item. Private to the folder.
import { z } from "zod";
import type { TimelineItem } from "@/server/debtors/contract";
import type { TimelineRow } from "@/server/debtors/list-timeline";
import { type IdKind, toPublicId } from "@/server/public-ids";
import { instantOf } from "@/server/time/instants";

const channel = z.enum(["email", "sms", "voice"]);
const text = z.string().nullable();
const instant = z
  .string()
  .nullable()
  .transform((value) => (value === null ? null : new Date(value)));

const shapes = {
  touch: z.object({
    channel,
    status: z.string(),
    purpose: z.string(),
    code: text,
    call: z.object({ outcome: z.string().optional() }).nullable().catch(null),
    campaignName: text,
    subject: text,
    body: text,
  }),
  message: z.object({ channel, direction: z.enum(["inbound", "outbound"]), subject: text, body: z.string() }),
  payment: z.object({ currency: z.string(), amountMinor: z.number(), status: z.string(), method: z.string() }),
  promise: z.object({
    currency: z.string(),
    amountMinor: z.number(),
    dueOn: z.string(),
    status: z.string(),
    source: z.string(),
  }),
  dispute: z.object({ invoiceId: z.string(), invoiceNumber: z.string(), reason: text, resolvedAt: instant }),
  event: z.object({
    name: z.string(),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    sentBy: text,
  }),
  note: z.object({ body: z.string(), author: text }),
  opt_out: z.object({ channel, address: z.string(), source: z.string(), liftedAt: instant }),
} as const;

const idKinds: Record<TimelineItem["kind"], IdKind> = {
  touch: "touch",
  message: "message",
  payment: "payment",
  promise: "promise",
  dispute: "dispute",
  event: "apiEvent",
  note: "note",
  opt_out: "contactPoint",
};

export function toTimelineItem(row: TimelineRow): TimelineItem {
  const base = { id: toPublicId(idKinds[row.kind], row.id), at: instantOf(row.at) };
  switch (row.kind) {
    case "touch": {
      const { call, ...data } = shapes.touch.parse(row.data);
      return { ...base, kind: "touch", ...data, outcome: call?.outcome ?? null };
    }
    case "message":
      return { ...base, kind: "message", ...shapes.message.parse(row.data) };
    case "payment":
      return { ...base, kind: "payment", ...shapes.payment.parse(row.data) };
    case "promise":
      return { ...base, kind: "promise", ...shapes.promise.parse(row.data) };
    case "dispute": {
      const data = shapes.dispute.parse(row.data);
      return { ...base, kind: "dispute", ...data, invoiceId: toPublicId("invoice", data.invoiceId) };
    }
    case "event":
      return { ...base, kind: "event", ...shapes.event.parse(row.data) };
    case "note":
      return { ...base, kind: "note", ...shapes.note.parse(row.data) };
    case "opt_out":
      return { ...base, kind: "opt_out", ...shapes.opt_out.parse(row.data) };
  }
}
