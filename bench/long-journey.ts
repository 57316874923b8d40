// A journey as long as one may be: sections of e-mails, texts, calls, waits and branches, laid out.

import { textToBody } from "@/server/journeys/graph/message-text";
import { layoutGraph } from "@/server/journeys/graph/projections/layout";
import { type DraftGraph, type DraftNode, type Edge, nodesMax } from "@/server/journeys/graph/schema";

const position = { x: 0, y: 0 };
const body = textToBody(
  "Hello {{contact.name}},\n\n{{overdue_balance}} is past due. Pay here: {{pay_link}}\n\n{{company.name}}",
);
const threeDays = { by: "duration" as const, duration: { amount: 3, unit: "days" as const } };

/** 300 steps that can be published, in groups of nine. */
export function longJourney(): DraftGraph {
  const nodes: DraftNode[] = [{ id: "start", kind: "start", position }];
  const edges: Edge[] = [];
  const lead = (from: string, port: string, to: string) => edges.push({ id: `${from}-${port}`, from, port, to });
  let open: [string, string] = ["start", "next"];
  for (let section = 1; nodes.length + 9 < nodesMax; section += 1) {
    const id = (name: string) => `${name}_${section}`;
    nodes.push(
      {
        id: id("large"),
        kind: "branch",
        title: `Large enough? (${section})`,
        position,
        paths: [
          {
            id: "yes",
            label: "Yes",
            when: { all: [{ fact: "oldest_overdue_days", op: "at_least", value: section }] },
          },
        ],
      },
      { id: id("email"), kind: "send_email", title: `E-mail ${section}`, position, subject: body, body },
      { id: id("rest"), kind: "wait", position, until: threeDays },
      { id: id("sms"), kind: "send_sms", title: `SMS ${section}`, position, body },
      { id: id("pause"), kind: "wait", position, until: threeDays },
      {
        id: id("call"),
        kind: "place_call",
        title: `Call ${section}`,
        position,
        script: textToBody("Hello {{contact.name}}"),
      },
      {
        id: id("listen"),
        kind: "wait_for_signal",
        position,
        signals: ["replied"],
        timeout: { amount: 2, unit: "days" },
      },
      { id: id("thanks"), kind: "send_sms", title: `Thanks ${section}`, position, body },
      { id: id("meet"), kind: "wait", position, until: threeDays },
    );
    lead(...open, id("large"));
    lead(id("large"), "yes", id("email"));
    lead(id("large"), "else", id("sms"));
    lead(id("email"), "next", id("rest"));
    lead(id("rest"), "next", id("call"));
    lead(id("sms"), "next", id("pause"));
    lead(id("pause"), "next", id("call"));
    lead(id("call"), "next", id("listen"));
    lead(id("listen"), "replied", id("thanks"));
    lead(id("listen"), "timeout", id("meet"));
    lead(id("thanks"), "next", id("meet"));
    open = [id("meet"), "next"];
  }
  while (nodes.length < nodesMax - 1) {
    const wait = `filler_${nodes.length}`;
    nodes.push({ id: wait, kind: "wait", position, until: threeDays });
    lead(...open, wait);
    open = [wait, "next"];
  }
  nodes.push({ id: "exit", kind: "exit", position, outcome: "no_answer" });
  lead(...open, "exit");
  return layoutGraph({ schemaVersion: 2, leaveOn: ["paid_in_full", "opted_out", "dispute_opened"], nodes, edges });
}
