import { expect, test } from "vitest";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import { textToBody } from "@/server/journeys/graph/message-text";
import type { DraftNode, Edge, ExecutableGraph } from "@/server/journeys/graph/schema";
import { simulate } from "@/server/journeys/simulation/simulate";
import { asksPeople, type TeamName, teams } from "@/server/journeys/simulation/team";
import { email, line, person, simulationOf, sms, wait } from "@/server/journeys/simulation/testing/people";

const position = { x: 0, y: 0 };

function graphOf(steps: DraftNode[], ways: [string, string, string][]): ExecutableGraph {
  const ends = ["good", "bad"].map((id): DraftNode => ({ id, position, kind: "exit", outcome: id }));
  const nodes: DraftNode[] = [{ id: "start", position, kind: "start" }, ...steps, ...ends];
  const edges = ways.map(([from, port, to], at): Edge => ({ id: `e${at}`, from, port, to }));
  const validation = validateGraph({ schemaVersion: 2, leaveOn: ["paid_in_full", "opted_out"], nodes, edges });
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems));
  return validation.graph;
}

const approval = graphOf(
  [
    { id: "ask", position, kind: "approve", question: textToBody("May we?"), timeout: { amount: 3, unit: "days" } },
    email("mail"),
  ],
  [
    ["start", "next", "ask"],
    ["ask", "yes", "mail"],
    ["ask", "no", "bad"],
    ["ask", "timeout", "bad"],
    ["mail", "next", "good"],
  ],
);

const outcomeWith = (name: TeamName | undefined) => {
  const { enrollments, touches } = simulate(simulationOf(approval, [person("a")], { team: name && teams[name] }));
  return [enrollments[0]?.outcome, touches.length];
};

test("an approval is answered as the team would, or times out where nobody answers", () => {
  expect(asksPeople(approval)).toBe(true);
  expect(asksPeople(line([email("mail")]))).toBe(false);
  expect(outcomeWith("yes")).toEqual(["good", 1]);
  expect(outcomeWith("no")).toEqual(["bad", 0]);
  expect(outcomeWith("nobody")).toEqual(["bad", 0]);
  expect(outcomeWith(undefined)).toEqual(["bad", 0]);
});

test("of many questions most are answered and most with yes, and the same seed answers the same", () => {
  const people = Array.from({ length: 200 }, (_, at) => person(`d${at}`));
  const good = () => {
    const { enrollments } = simulate(simulationOf(approval, people, { team: teams.usual }));
    return enrollments.filter(({ outcome }) => outcome === "good").length;
  };
  expect(good()).toBeGreaterThan(110);
  expect(good()).toBeLessThan(170);
  expect(good()).toBe(good());
});

test("a webhook succeeds, and what a step changed is known to steps of later days", () => {
  const graph = graphOf(
    [
      { id: "hook", position, kind: "webhook", url: "https://example.com/hook", keep: [] },
      { id: "tag", position, kind: "update", changes: [{ do: "add_tag", tag: "told" }] },
      wait("pause", 2),
      {
        id: "tagged",
        position,
        kind: "branch",
        paths: [{ id: "yes", label: "Told", when: { all: [{ fact: "tags", op: "has_any", values: ["told"] }] } }],
      },
      sms("text"),
    ] as DraftNode[],
    [
      ["start", "next", "hook"],
      ["hook", "next", "tag"],
      ["hook", "failed", "bad"],
      ["tag", "next", "pause"],
      ["pause", "next", "tagged"],
      ["tagged", "yes", "text"],
      ["tagged", "else", "bad"],
      ["text", "next", "good"],
    ],
  );
  const outcome = (team = teams.usual) =>
    simulate(simulationOf(graph, [person("a")], { team })).enrollments[0]?.outcome;
  expect(outcome()).toBe("good");
  expect(outcome({ ...teams.usual, webhooksSucceed: 0 })).toBe("bad");
});
