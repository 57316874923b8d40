import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { drawSketch, sketch } from "@/server/journeys/drafting/sketch";
import { problemsOf } from "@/server/journeys/graph/checks/validate";
import { bodyToText } from "@/server/journeys/graph/message-text";
import { type DraftGraph, draftGraph } from "@/server/journeys/graph/schema";

const good: z.input<typeof sketch> = {
  name: "Two e-mails and a call",
  leaveOn: ["paid_in_full", "dispute_opened"],
  steps: [
    {
      id: "can_email",
      kind: "branch",
      title: "E-mail address known?",
      paths: [{ label: "Yes", match: "all", rules: [{ fact: "reachable", by: ["email"] }], next: "email" }],
      next: "exit",
    },
    {
      id: "email",
      kind: "send_email",
      title: "First e-mail",
      subject: "Open:\n{{balance}}",
      body: "Hello {{contact.name}}",
      next: "listen",
    },
    {
      id: "listen",
      kind: "wait_for_signal",
      title: "A week",
      timeout: { amount: 7, unit: "days" },
      on: [{ signal: "replied", next: "exit" }],
      next: "large",
    },
    {
      id: "large",
      kind: "branch",
      title: "Large?",
      paths: [
        {
          label: "Yes",
          match: "any",
          rules: [{ fact: "balance", op: "at_least", amount: 500.5, currency: "usd" }],
          next: "call",
        },
      ],
      next: "exit",
    },
    { id: "call", kind: "place_call", title: "Call", script: "This is an automated call.", next: "exit" },
    { id: "exit", kind: "exit", title: "Hand over", outcome: "handed_over" },
  ],
};

const ways = (graph: DraftGraph) => graph.edges.map((edge) => `${edge.from} ${edge.port} ${edge.to}`).toSorted();

describe("a sketch", () => {
  test("becomes a journey that can be published, every way where it was led", () => {
    const { name, graph } = drawSketch(sketch.parse(good));
    expect(name).toBe("Two e-mails and a call");
    expect(problemsOf(graph)).toEqual([]);
    expect(ways(graph)).toEqual([
      "branch_1 else exit_1",
      "branch_1 path_1 send_email_1",
      "branch_2 else exit_1",
      "branch_2 path_1 place_call_1",
      "place_call_1 next exit_1",
      "send_email_1 next wait_for_signal_1",
      "start next branch_1",
      "wait_for_signal_1 replied exit_1",
      "wait_for_signal_1 timeout branch_2",
    ]);
    expect(graph.nodes.find((node) => node.id === "branch_2")).toMatchObject({
      paths: [{ when: { any: [{ fact: "balance", op: "at_least", amountMinor: 50_050, currency: "USD" }] } }],
    });
    const email = graph.nodes.find((node) => node.id === "send_email_1");
    expect(email?.kind === "send_email" && email.subject && bodyToText(email.subject)).toBe("Open: {{balance}}");
  });

  test("whose ways lead nowhere or whose variable is invented becomes a draft that says so", () => {
    const { graph } = drawSketch(
      sketch.parse({
        ...good,
        steps: [{ id: "a", kind: "send_sms", title: "SMS", body: "Pay {{iban}}", next: "gone" }],
      }),
    );
    expect(problemsOf(graph).map((problem) => problem.code)).toEqual(
      expect.arrayContaining(["variable_unknown", "port_open", "exit_missing"]),
    );
  });
});

test("the form that the model gets is one that strict structured output takes", () => {
  const forbidden: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    const node = value as Record<string, unknown>;
    for (const key of ["oneOf", "allOf", "not", "patternProperties", "propertyNames"]) {
      if (key in node) forbidden.push(`${path}.${key}`);
    }
    if (node.type === "object") {
      const names = Object.keys((node.properties ?? {}) as object);
      if (node.additionalProperties !== false) forbidden.push(`${path}: open`);
      if (names.some((name) => !(node.required as string[] | undefined)?.includes(name)))
        forbidden.push(`${path}: optional`);
    }
    for (const [key, inner] of Object.entries(node)) visit(inner, `${path}.${key}`);
  };
  const schema = z.toJSONSchema(sketch);
  expect(schema.type).toBe("object");
  visit(schema, "journey");
  expect(forbidden).toEqual([]);
});

test("whatever a model writes in that form becomes a draft that can be opened, saved and mended", () => {
  const id = fc.constantFrom("a", "b", "c", "", "start");
  const text = fc.constantFrom("", "Hello {{contact.name}}", "{{ broken", "x".repeat(700));
  const length = fc.record({
    amount: fc.constantFrom(-3, 0, 0.4, 2, 1e9),
    unit: fc.constantFrom("minutes" as const, "days" as const),
  });
  const rule = fc.oneof(
    fc.record({
      fact: fc.constant("balance" as const),
      op: fc.constant("at_least" as const),
      amount: fc.constantFrom(-1, 0.005, 12.345, 1e300),
      currency: fc.constantFrom("USD", "jpy", "", "DOLLARS"),
    }),
    fc.record({
      fact: fc.constant("country" as const),
      is: fc.array(fc.constantFrom("US", "usa", ""), { maxLength: 2 }),
    }),
    fc.record({ fact: fc.constant("tags" as const), any: fc.array(fc.constantFrom("", "vip"), { maxLength: 2 }) }),
    fc.record({
      fact: fc.constant("oldest_overdue_days" as const),
      op: fc.constant("at_most" as const),
      value: fc.constantFrom(-4, 3.5, 1e9),
    }),
  );
  const step = fc.oneof(
    fc.record({ id, kind: fc.constant("send_email" as const), title: text, subject: text, body: text, next: id }),
    fc.record({ id, kind: fc.constant("wait" as const), title: text, duration: length, next: id }),
    fc.record({
      id,
      kind: fc.constant("wait_for_signal" as const),
      title: text,
      timeout: length,
      on: fc.array(fc.record({ signal: fc.constantFrom("replied" as const, "bounced" as const), next: id })),
      next: id,
    }),
    fc.record({
      id,
      kind: fc.constant("branch" as const),
      title: text,
      paths: fc.array(
        fc.record({
          label: text,
          match: fc.constantFrom("all" as const, "any" as const),
          rules: fc.array(rule, { maxLength: 2 }),
          next: id,
        }),
        { maxLength: 3 },
      ),
      next: id,
    }),
    fc.record({ id, kind: fc.constant("exit" as const), title: text, outcome: text }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), text, (steps, name) => {
      const read = sketch.parse({ name, leaveOn: ["paid_in_full", "paid_in_full"], steps });
      const { graph } = drawSketch(read);
      expect(draftGraph.safeParse(graph).error).toBeUndefined();
      const codes = problemsOf(graph).map((problem) => problem.code);
      for (const never of ["duplicate_node", "edge_dangling", "port_taken", "port_unknown", "edge_into_start"]) {
        expect(codes).not.toContain(never);
      }
    }),
    { numRuns: 60 },
  );
});
