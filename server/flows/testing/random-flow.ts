// Flows and stories for property tests: any flow that may be published, any order of events.
import fc from "fast-check";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { portsOf } from "@/server/flows/graph/ports";
import type { DraftFlow, DraftNode, ExecutableFlow, NodeKind } from "@/server/flows/graph/schema";
import { end, goodbye, opening, path, patience, step, text, voicemail } from "@/server/flows/templates/drawing";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";
import type { Edge } from "@/server/graphs/shape";

const make: Partial<Record<NodeKind, (id: string) => DraftNode>> = {
  say: (id) =>
    step("say", id, "", { sentences: [text("You owe {{balance}}.", "बकाया {{balance}} है।")], instruction: "Say it." }),
  ask: (id) =>
    step("ask", id, "", {
      slot: "sum",
      of: "amount",
      question: text("How much can you pay?", "आप कितना दे सकते हैं?"),
      limits: { upToBalance: true },
      isConfirmed: true,
      ...patience,
    }),
  listen: (id) =>
    step("listen", id, "", {
      instruction: "Hear what they want.",
      paths: [
        path("time", "Time", { by: "intent", intent: "asks_time" }),
        path("other", "Other", { by: "meaning", description: "wants something else", examples: [] }),
        path("nothing", "Nothing open", { by: "known", fact: "balance", op: "is", value: 0 }),
      ],
      skills: ["look_up_account", "send_pay_link", "end"],
      ...patience,
    }),
  skill: (id) => step("skill", id, "", { skill: "send_pay_link", args: {} }),
  answer: (id) => step("answer", id, "", { sources: ["balance"], instruction: "Answer." }),
  offer: (id) =>
    step("offer", id, "", {
      policy: {
        extension: { daysMax: 10 },
        instalments: { countMax: 3, everyDays: 30, firstPercentMin: 30 },
        discount: { percentMax: 6, withinDays: 5 },
      },
      ...patience,
    }),
  menu: (id) =>
    step("menu", id, "", {
      prompt: text("Press 1.", "1 दबाएँ।"),
      options: [{ id: "one", digit: "1", label: "One" }],
      ...patience,
    }),
  transfer: (id) =>
    step("transfer", id, "", { mode: "warm", to: "anyone", sentence: text("I connect you.", "मैं आपको जोड़ता हूँ।") }),
  callback: (id) =>
    step("callback", id, "", { question: text("On which day?", "किस दिन?"), withinDays: 7, ...patience }),
};
const verify = step("verify", "who", "", { checks: ["right_person", "postcode"], ...patience });

/** Any number of steps behind the verification, their ways out leading on, back, or to the end. */
const drawn = fc
  .record({
    kinds: fc.array(fc.constantFrom(...(Object.keys(make) as NodeKind[])), { minLength: 1, maxLength: 8 }),
    targets: fc.array(fc.nat(1_000), { minLength: 60, maxLength: 60 }),
  })
  .map(({ kinds, targets }): DraftFlow => {
    const steps = kinds.map((kind, at) => (make[kind] as (id: string) => DraftNode)(`${kind}_${at}`));
    const nodes: DraftNode[] = [
      { id: "start", kind: "start", position: { x: 0, y: 0 }, ...opening },
      verify,
      ...steps,
      voicemail,
      end("end", "", "done", goodbye),
    ];
    const later = [...steps.map((node) => node.id), "end"];
    const edges = nodes.flatMap((node): Edge[] => {
      const ports = portsOf(node);
      return ports.map((port, at) => {
        const place = later.indexOf(node.id);
        const number = targets[(place + at * 7 + targets.length) % targets.length] ?? 0;
        const isMain = at === ports.length - 1;
        const onward = later[place + 1] ?? "end";
        const to = isMain || place < 0 ? onward : (later[number % later.length] ?? "end");
        return { id: `${node.id}-${port}`, from: node.id, port, to };
      });
    });
    const fixed = edges.map((edge) => {
      if (edge.from === "start") return { ...edge, to: edge.port === "machine" ? "voicemail" : "who" };
      if (edge.from === "who") return { ...edge, to: edge.port === "verified" ? (later[0] ?? "end") : "end" };
      return edge.from === "voicemail" ? { ...edge, to: "end" } : edge;
    });
    return { schemaVersion: 1, languages: ["en", "hi"], routes: {}, nodes, edges: fixed };
  });

export const anyFlow: fc.Arbitrary<ExecutableFlow> = fc
  .oneof({ weight: 1, arbitrary: fc.constant(paymentReminder.flow) }, { weight: 4, arbitrary: drawn })
  .map((flow) => validateFlow(flow, []))
  .filter((validation) => validation.ok)
  .map((validation) => validation.flow);

export const utterances = [
  "yes",
  "no",
  "this is Dana",
  "60601",
  "we will pay on Friday",
  "two hundred dollars",
  "five thousand dollars",
  "in three parts",
  "give me 50% off",
  "I need more time",
  "are you a robot?",
  "pardon",
  "I never got the goods",
  "stop calling me",
  "we had to cancel load 4432",
  "let me speak to a human",
  "wrong number",
  "मैं कल दूंगा",
  "हाँ जी",
  "1",
  "blah blah blah",
  "4242 4242 4242 4242",
] as const;
