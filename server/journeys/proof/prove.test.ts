import { describe, expect, test } from "vitest";
import { lineGraph, steps } from "@/server/campaigns/testing/receivables";
import type { DraftNode, Edge, ExecutableGraph } from "@/server/journeys/graph/schema";
import { executableGraph } from "@/server/journeys/graph/schema";
import { proveJourney } from "@/server/journeys/proof/prove";
import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";
import type { TenantFacts } from "@/server/touches/deciding/debtor-facts";

const now = new Date("2026-03-06T15:00:00Z");
const tenant: TenantFacts = {
  name: "Test Freight",
  timeZone: "America/Chicago",
  housePolicy: {},
  collector: { role: "third_party" },
  registeredTemplates: true,
  email: "billing@example.com",
  phone: "+15125550100",
  postalAddress: null,
};
const texas = [{ country: "US", region: "TX", kind: "consumer" as const }];
const leaveOn = ["paid_in_full", "opted_out", "dispute_opened"] as const;

function hourly(count: number, kind: "email" | "call"): DraftNode[] {
  return Array.from({ length: count }, (_, at) => [
    kind === "email" ? steps.email(`send${at}`) : steps.call(`send${at}`),
    {
      ...steps.waitDays(`pause${at}`, 1),
      until: { by: "duration", duration: { amount: 2, unit: "hours" } },
    } as DraftNode,
  ]).flat();
}

describe("before it is published, a journey is walked under the worst signals and the shortest waits", () => {
  test("one within every cap has no finding", () => {
    const graph = lineGraph([steps.email("mail"), steps.waitDays("pause", 5), steps.sms("text")], [...leaveOn]);
    expect(proveJourney(graph, tenant, now, texas)).toEqual([]);
  });

  test("eight calls in a row would break seven in seven days: the eighth is shown with its path and dates", () => {
    const findings = proveJourney(lineGraph(hourly(9, "call"), [...leaveOn]), tenant, now, texas);
    const eighth = findings.find((finding) => finding.because === "FREQ_7_IN_7");
    expect(eighth).toMatchObject({ level: "warning", code: "put_off", nodeId: "send7", profile: "US-TX consumer" });
    expect(eighth?.path.at(0)).toMatchObject({ nodeId: "start" });
    expect(eighth?.path.at(-1)).toMatchObject({ nodeId: "send7", at: eighth?.at });
    const [seventh, last] = [eighth?.path.findLast((move) => move.nodeId === "send0")?.at, eighth?.nextAllowedAt];
    expect(seventh?.toISOString()).toBe("2026-03-10T15:00:00.000Z");
    expect(last && seventh && last > seventh).toBe(true);
  });

  test("one that does not end on an opt-out is told that its later messages would be refused", () => {
    const graph = lineGraph(
      [steps.email("first"), steps.waitDays("pause", 5), steps.email("second")],
      ["paid_in_full"],
    );
    const codes = proveJourney(graph, tenant, now, texas).map(({ nodeId, because, code }) => [nodeId, because, code]);
    expect(codes).toContainEqual(["second", "OPTED_OUT", "refused"]);
    expect(codes).toContainEqual(["second", "DISPUTED", "refused"]);
    expect(codes.some(([nodeId]) => nodeId === "first")).toBe(false);
  });

  test("a message that no debtor could ever be sent is an error", () => {
    const graph = lineGraph([steps.email("mail"), steps.waitDays("pause", 5), steps.sms("text")], [...leaveOn]);
    const noSms = { ...tenant, housePolicy: { refusedChannels: ["sms" as const] } };
    expect(proveJourney(graph, noSms, now, texas)).toMatchObject([
      { level: "error", code: "never_sent", nodeId: "text", because: "CHANNEL_REFUSED" },
    ]);
  });

  test("a step behind an opt-out is an error though the rest is sound", () => {
    const graph = behindSignal("opted_out");
    const [first] = proveJourney(graph, tenant, now, texas);
    expect(first).toMatchObject({ level: "error", code: "never_sent", nodeId: "after", because: "OPTED_OUT" });
  });

  test("a step that is behind a promise may be sent", () => {
    const after = proveJourney(behindSignal("promise_made"), tenant, now, texas);
    expect(after.filter((finding) => finding.level === "error")).toEqual([]);
  });

  test("a loop that waits is walked to where it repeats", () => {
    const graph = lineGraph([steps.email("mail"), steps.waitDays("pause", 9)], [...leaveOn]);
    const looping: ExecutableGraph = {
      ...graph,
      nodes: [
        ...graph.nodes,
        {
          id: "split",
          kind: "branch",
          position: { x: 0, y: 0 },
          paths: [{ id: "again", label: "", when: { all: [] } }],
        },
      ] as ExecutableGraph["nodes"],
      edges: [
        ...graph.edges.filter((edge) => edge.to !== "end"),
        { id: "x", from: "pause", port: "next", to: "split" },
        { id: "y", from: "split", port: "again", to: "mail" },
        { id: "z", from: "split", port: "else", to: "end" },
      ],
    };
    expect(proveJourney(looping, tenant, now, texas)).toEqual([]);
  });

  test("the template that everybody begins with has no error anywhere, and its walk takes well under a second", () => {
    const graph = executableGraph.parse(standardFreightEscalation.graph);
    const findings = proveJourney(graph, { ...tenant, collector: { role: "first_party" } }, now);
    expect(findings.filter((finding) => finding.level === "error" || finding.code === "not_all_walked")).toEqual([]);
  });
});

function behindSignal(signal: "opted_out" | "promise_made"): ExecutableGraph {
  const position = { x: 0, y: 0 };
  const base = lineGraph([steps.email("mail"), steps.email("after")], ["paid_in_full", "dispute_opened"]);
  const wait = {
    id: "listen",
    kind: "wait_for_signal",
    position,
    signals: [signal],
    timeout: { amount: 5, unit: "days" },
  };
  const edge = (from: string, port: string, to: string): Edge => ({ id: `${from}-${port}`, from, port, to });
  return executableGraph.parse({
    ...base,
    nodes: [...base.nodes, wait],
    edges: [
      edge("start", "next", "mail"),
      edge("mail", "next", "listen"),
      edge("listen", signal, "after"),
      edge("listen", "timeout", "end"),
      edge("after", "next", "end"),
    ],
  });
}
