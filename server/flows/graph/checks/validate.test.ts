import { describe, expect, test } from "vitest";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import type { DraftFlow, DraftNode, NodeKind } from "@/server/flows/graph/schema";
import { end, FlowDrawing, goodbye, opening, patience, step, text, voicemail } from "@/server/flows/templates/drawing";
import { paymentReminder } from "@/server/flows/templates/payment-reminder";

const obliged = ["AI_DISCLOSURE", "IDENTIFY_CALLER", "RECORDING_ANNOUNCEMENT"];

function problems(flow: DraftFlow, obligations: readonly string[] = obliged) {
  const validation = validateFlow(flow, obligations);
  return validation.ok ? [] : validation.problems.map(({ code, nodeId, detail }) => [code, nodeId ?? detail]);
}

/** The template with one step's settings changed. */
function changed(id: string, change: Partial<Record<string, unknown>>): DraftFlow {
  const { flow } = paymentReminder;
  return { ...flow, nodes: flow.nodes.map((node) => (node.id === id ? ({ ...node, ...change } as DraftNode) : node)) };
}

const withEdge = (from: string, port: string, to: string): DraftFlow => ({
  ...paymentReminder.flow,
  edges: paymentReminder.flow.edges.map((edge) => (edge.from === from && edge.port === port ? { ...edge, to } : edge)),
});

const said = (words: string) => [text(words, "ठीक है।")];

/** start → the steps, each by its main way → end; every other way out leads to the end. */
function line(...nodes: DraftNode[]): DraftFlow {
  const drawing = new FlowDrawing(opening);
  for (const node of nodes) drawing.add(node, ...mains[node.kind]);
  drawing.add(end("end", "End", "done", goodbye));
  drawing.join(["start", "machine"]);
  for (const node of nodes) drawing.join(...others[node.kind].map((port): [string, string] => [node.id, port]));
  return drawing.to("end").flow({});
}
const mains: Record<NodeKind, string[]> = {
  start: [],
  say: ["next"],
  ask: ["filled"],
  listen: ["not_understood"],
  skill: ["done"],
  answer: ["next"],
  offer: ["accepted"],
  verify: ["verified"],
  menu: ["timeout"],
  transfer: ["returned"],
  callback: ["scheduled"],
  voicemail: ["next"],
  end: [],
};
const others: Record<NodeKind, string[]> = {
  start: [],
  say: [],
  ask: ["not_given"],
  listen: ["silent"],
  skill: ["failed"],
  answer: ["unknown"],
  offer: ["declined"],
  verify: ["wrong_person", "failed"],
  menu: [],
  transfer: ["failed"],
  callback: ["not_given", "failed"],
  voicemail: [],
  end: [],
};
const verify = step("verify", "who", "Who?", { checks: ["right_person"], ...patience });

test("a flow in which everything holds can be published", () => {
  expect(problems(paymentReminder.flow)).toEqual([]);
  expect(problems(line(verify, step("say", "debt", "Debt", { sentences: said("You owe {{balance}}.") })))).toEqual([]);
});

describe("what may be said where", () => {
  test("the debt is not named before the person proved who they are, by whichever way they come", () => {
    const tell = step("say", "debt", "Debt", { sentences: said("You owe {{balance}}.") });
    expect(problems(line(tell))).toEqual([["debt_before_verify", "debt"]]);
    expect(problems(withEdge("who", "failed", "open"))).toContainEqual(["debt_before_verify", "open"]);
    for (const words of ["Your invoice is open.", "About the debt.", "It is {{days_overdue}} days late."]) {
      const sentences = said(words);
      expect([words, problems(line(step("say", "x", "", { sentences })))]).toEqual([
        words,
        [["debt_before_verify", "x"]],
      ]);
    }
  });
  test("nor hinted at by a step that answers, offers, asks for an amount, or lets the model look it up", () => {
    const steps = [
      step("answer", "x", "", { sources: ["balance"], instruction: "Answer." }),
      step("offer", "x", "", { policy: { extension: { daysMax: 7 } }, ...patience }),
      step("ask", "x", "", {
        slot: "sum",
        of: "amount",
        question: text("How much?", "कितना?"),
        isConfirmed: true,
        ...patience,
      }),
      step("listen", "x", "", {
        instruction: "Listen.",
        paths: [{ id: "a", label: "A", when: { by: "intent", intent: "yes" } }],
        skills: ["look_up_account"],
        ...patience,
      }),
    ];
    for (const node of steps) expect(problems(line(node))).toContainEqual(["debt_before_verify", "x"]);
  });
  test("a voicemail names no debt, in no language, and says who speaks and that a machine does", () => {
    const of = (en: string, hi = voicemail.kind === "voicemail" ? (voicemail.message?.hi ?? "") : "") =>
      problems(changed("voicemail", { message: { en, hi } }));
    const good = "This is an automated message from {{company.name}}.";
    expect(of(good)).toEqual([]);
    expect(of(`${good} Your invoice is overdue.`)).toEqual([["voicemail_names_debt", "voicemail"]]);
    expect(of(`${good} It is about {{balance}}.`)).toEqual([["voicemail_names_debt", "voicemail"]]);
    expect(of(good, "यह {{company.name}} का स्वचालित संदेश है। आपका बकाया है।")).toEqual([
      ["voicemail_names_debt", "voicemail"],
    ]);
    expect(of("Please call us back.")).toEqual([
      ["AI_DISCLOSURE_MISSING", "voicemail"],
      ["CALLER_MISSING", "voicemail"],
    ]);
  });
  test("what the policy obliges to is said in every language before anything is asked", () => {
    const english = changed("start", { sentences: [{ ...opening.sentences[0], hi: "नमस्ते।" }] });
    expect(problems(english)).toContainEqual(["AI_DISCLOSURE_MISSING", "who"]);
    expect(problems(english, [])).toEqual([]);
    const anonymous = changed("start", { sentences: [text("I am an automated assistant.", "मैं स्वचालित कॉल हूँ।")] });
    expect(problems(anonymous, ["IDENTIFY_CALLER"])).toContainEqual(["CALLER_MISSING", "who"]);
  });
  test("however it opens: as a call of ours, as one of theirs, or in writing", () => {
    const silent = said("Hello.");
    for (const opening of ["inbound", "written"] as const) {
      const flow = changed("start", { [opening]: silent });
      expect(problems(flow)).toContainEqual(["AI_DISCLOSURE_MISSING", "who"]);
      expect(problems(changed("start", { [opening]: [] }))).toEqual([]);
      expect(problems(changed("start", { [opening]: said("It is about {{balance}}.") }))).toContainEqual([
        "debt_before_verify",
        "start",
      ]);
    }
    const spoken = ["RECORDING_ANNOUNCEMENT"];
    const unrecorded = said("This is an automated assistant of {{company.name}}.");
    expect(problems(changed("start", { inbound: unrecorded }), spoken)).toContainEqual(["RECORDING_NOTICE", "who"]);
    expect(problems(changed("start", { written: unrecorded }), spoken)).toEqual([]);
  });
  test("a collector says so before the debt is named, and not before it knows who listens", () => {
    const notice = text(
      "We are a debt collector. This is an attempt to collect a debt, and any information obtained will be used for that purpose.",
      "हम एक ऋण वसूली एजेंसी हैं। यह ऋण वसूलने का प्रयास है, और मिली हर जानकारी इसी काम में ली जाएगी।",
    );
    const tell = step("say", "debt", "", { sentences: said("You owe {{balance}}.") });
    const say = step("say", "notice", "", { sentences: [notice] });
    const collector = [...obliged, "MINI_MIRANDA", "DEBT_COLLECTOR_NOTICE"];
    expect(problems(line(verify, tell), collector)).toEqual([["COLLECTOR_NOTICE_MISSING", "debt"]]);
    expect(problems(line(verify, say, tell), collector)).toEqual([]);
    expect(problems(line(say, verify, tell), collector)).toEqual([["debt_before_verify", "notice"]]);
  });
  test("threats and advertisements are refused", () => {
    const threat = step("say", "x", "", { sentences: said("We will have you arrested.") });
    expect(problems(line(threat))).toEqual([["forbidden_words", "x"]]);
  });
});

describe("what must be there", () => {
  test.each<[string, DraftFlow, [string, string]]>([
    ["a step nothing leads to", withEdge("reaction", "question", "when"), ["unreachable", "what_is_open"]],
    [
      "an open way out",
      { ...paymentReminder.flow, edges: paymentReminder.flow.edges.slice(1) },
      ["port_open", "start"],
    ],
    ["a text in each language", changed("promised", { goodbye: { en: "Goodbye." } }), ["text_missing", "promised"]],
    [
      "an unknown variable",
      changed("promised", { goodbye: text("{{blance}}", "{{balance}}") }),
      ["variable_unknown", "promised"],
    ],
    ["an unknown slot", changed("promised", { goodbye: text("{{slot.x}}", "ठीक") }), ["variable_unknown", "promised"]],
    [
      "a slot that may be empty",
      changed("agreed", { goodbye: text("{{slot.promise_date}}", "ठीक") }),
      ["slot_maybe_empty", "agreed"],
    ],
    ["a date that is read back", changed("when", { isConfirmed: false }), ["confirm_missing", "when"]],
    ["an argument that is needed", changed("promise", { args: {} }), ["argument_missing", "promise"]],
    [
      "an argument that is known",
      changed("link", { args: { x: { from: "value", value: 1 } } }),
      ["argument_unknown", "link"],
    ],
    [
      "a skill that binds in a step of its own",
      changed("reaction", { skills: ["record_promise"] }),
      ["skill_commits", "reaction"],
    ],
    ["something to offer", changed("terms", { policy: {} }), ["offer_empty", "terms"]],
    ["a part that exists", changed("what_is_open", { sources: ["knowledge"] }), ["part_missing", "what_is_open"]],
    [
      "a route to a step that is there",
      { ...paymentReminder.flow, routes: { dispute: "gone" } },
      ["target_missing", "dispute"],
    ],
  ])("%s", (_what, flow, problem) => {
    expect(problems(flow)).toContainEqual(problem);
  });
  test("a loop that asks is bounded by the way out that is left at last; one that leads back by it is not", () => {
    expect(problems(withEdge("reaction", "not_understood", "open"))).toEqual(
      expect.arrayContaining([
        ["loop_without_bound", "open"],
        ["loop_without_bound", "reaction"],
      ]),
    );
    expect(problems(withEdge("reaction", "silent", "open"))).toEqual([]);
  });
});
