// What a journey is. Two schemas: a draft may be incomplete, an executable graph may not. Pure.
import { z } from "zod";
import { drawing, nodeBase } from "@/server/graphs/shape";
import { loose, settings } from "@/server/journeys/graph/settings";
import { signalKind } from "@/server/journeys/graph/signals";

export type { Edge } from "@/server/graphs/shape";
export type { MessageBody } from "@/server/journeys/graph/message-body";
export { type Duration, duration } from "@/server/journeys/graph/settings";
export { type Channel, channel, type SignalKind, signalKind, signalKinds } from "@/server/journeys/graph/signals";

export const nodeKinds = [
  "start",
  "send_email",
  "send_sms",
  "place_call",
  "ladder",
  "wait",
  "wait_for_signal",
  "branch",
  "split",
  "choose_channel",
  "approve",
  "assign",
  "notify_team",
  "update",
  "late_fee",
  "offer_plan",
  "webhook",
  "go_to",
  "exit",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** How many steps a journey may have. */
export const nodesMax = 300;

/** A step with every setting there. */
function whole<Kind extends NodeKind, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.object({ ...nodeBase, kind: z.literal(kind), ...shape });
}

/** The same while it is drawn: every setting may still be missing. */
function drawn<Kind extends NodeKind, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.object({ ...nodeBase, kind: z.literal(kind), ...z.object(shape).partial().shape });
}

const draftNode = z.discriminatedUnion("kind", [
  drawn("start", settings.start),
  drawn("send_email", settings.send_email),
  drawn("send_sms", settings.send_sms),
  drawn("place_call", settings.place_call),
  drawn("ladder", { ...settings.ladder, ...loose }),
  drawn("wait", settings.wait),
  drawn("wait_for_signal", settings.wait_for_signal),
  drawn("branch", settings.branch),
  drawn("split", settings.split),
  drawn("choose_channel", settings.choose_channel),
  drawn("approve", settings.approve),
  drawn("assign", settings.assign),
  drawn("notify_team", settings.notify_team),
  drawn("update", settings.update),
  drawn("late_fee", settings.late_fee),
  drawn("offer_plan", settings.offer_plan),
  drawn("webhook", settings.webhook),
  drawn("go_to", settings.go_to),
  drawn("exit", settings.exit),
]);
export type DraftNode = z.infer<typeof draftNode>;

/** Signals that take a debtor out of the journey wherever they are, with the outcome they leave by. */
const leaveOn = z.array(signalKind);

/** The form that graphs have now; what was stored in an older one is read through `upgradeGraph`. */
const schemaVersion = z.literal(2);

export const draftGraph = z.object({
  schemaVersion,
  leaveOn,
  nodes: z.array(draftNode).max(nodesMax),
  ...drawing,
});
export type DraftGraph = z.infer<typeof draftGraph>;

/** Executable nodes: every setting is there. */
const executableNode = z.discriminatedUnion("kind", [
  whole("start", settings.start),
  whole("send_email", settings.send_email),
  whole("send_sms", settings.send_sms),
  whole("place_call", settings.place_call),
  whole("ladder", settings.ladder),
  whole("wait", settings.wait),
  whole("wait_for_signal", settings.wait_for_signal),
  whole("branch", settings.branch),
  whole("split", settings.split),
  whole("choose_channel", settings.choose_channel),
  whole("approve", settings.approve),
  whole("assign", settings.assign),
  whole("notify_team", settings.notify_team),
  whole("update", settings.update),
  whole("late_fee", settings.late_fee),
  whole("offer_plan", settings.offer_plan),
  whole("webhook", settings.webhook),
  whole("go_to", settings.go_to),
  whole("exit", settings.exit),
]);
export type ExecutableNode = z.infer<typeof executableNode>;

/** Shape only; `validateGraph` in this folder proves the rest (one start, reachable, no dead ends, loops bounded by waits). */
export const executableGraph = z.object({
  schemaVersion,
  leaveOn,
  nodes: z.array(executableNode).min(2).max(nodesMax),
  ...drawing,
});
export type ExecutableGraph = z.infer<typeof executableGraph>;
