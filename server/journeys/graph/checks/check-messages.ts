// What the steps that reach a debtor need. Pure.
import { about, type Check, required, text } from "@/server/journeys/graph/checks/about";
import { signalProblems } from "@/server/journeys/graph/checks/check-waits";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import { bodyToText, variablesIn } from "@/server/journeys/graph/message-text";
import type { Channel, DraftNode, MessageBody } from "@/server/journeys/graph/schema";

/** Characters a text message may have before its variables are filled in: three segments. */
const smsLengthMax = 459;

export const email: Check<"send_email"> = (node) => content(node, "email", node);
export const sms: Check<"send_sms"> = (node) => content(node, "sms", node);
export const call: Check<"place_call"> = (node) => content(node, "voice", { body: node.script }, "script");

export const ladder: Check<"ladder"> = (node, graph) => {
  const { channel, attempts, delays = [], messages = [] } = node;
  const problems = [
    ...required(node, "channel", channel),
    ...required(node, "attempts", attempts),
    ...required(node, "delays", delays.length > 0 ? true : undefined),
    ...required(node, "messages", messages.length > 0 ? true : undefined),
    ...signalProblems(node, node.stopOn ?? [], graph),
  ];
  for (const [setting, list] of [["delays", delays] as const, ["messages", messages] as const]) {
    if (list.length <= 1 || list.length === attempts) continue;
    const reason = `The ladder has ${attempts} attempts and ${list.length} ${setting}: give one for all, or one for each.`;
    problems.push(about(node, "count_differs", setting, reason));
  }
  if (channel) for (const message of messages) problems.push(...content(node, channel, message));
  return problems;
};

function content(
  node: DraftNode,
  channel: Channel,
  message: { subject?: MessageBody; body?: MessageBody },
  bodySetting = "body",
): Problem[] {
  const problems = [
    ...(channel === "email" ? text(node, "subject", message.subject) : []),
    ...text(node, bodySetting, message.body),
  ];
  const length = message.body ? bodyToText(message.body).length : 0;
  if (channel === "sms" && length > smsLengthMax) {
    const reason = `The text message has ${length} characters; it may have ${smsLengthMax}.`;
    problems.push(about(node, "sms_too_long", "body", reason));
  }
  if (channel === "voice" && message.body && variablesIn(message.body).includes("pay_link")) {
    const reason = "A link cannot be spoken; let the person press 1 to get it.";
    problems.push(about(node, "variable_not_spoken", "pay_link", reason));
  }
  return problems;
}
