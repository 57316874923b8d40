import { expect, test } from "vitest";
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import { advance } from "@/server/flows/interpreter/advance";
import { flow, Line } from "@/server/flows/interpreter/testing/line";

const withPostcode: ExecutableFlow = {
  ...flow,
  nodes: flow.nodes.map((node) => (node.kind === "verify" ? { ...node, checks: ["postcode"] } : node)),
};
const answered = (text: string) => new Line("voice", undefined, withPostcode).hears().says(text).state.isVerified;

test.each(["60601", "6 0 6 0 1", "It is six zero six zero one.", "60601-4321", "Flat 12, and the postcode is 60601"])(
  "whoever knows the postcode proved who they are: %s",
  (text) => expect(answered(text)).toBe(true),
);

test.each([
  "60600 60601 60602 60603",
  "One of six zero six zero zero, six zero six zero one, six zero six zero two",
  Array.from({ length: 60 }, (_, nth) => 60_600 + nth).join(" "),
  `${"well ".repeat(60)} 60601`,
])("who lists what it may be proved nothing: %s", (text) => expect(answered(text)).toBe(false));

test("what the model says of the debt before that is a wrong figure, though it is the right one", () => {
  const line = new Line("voice");
  const speaking = {
    say_99: { text: null, isMandatory: false, nodeId: line.state.node, language: "en" as const },
  };
  const at = "2026-03-02T15:01:00.000Z";
  const spoken = { type: "spoke", at, sayId: "say_99", heardText: "You owe $1,204.50.", complete: true } as const;
  const recorded = (isVerified: boolean) =>
    advance(flow, { ...line.state, isVerified, speaking }, spoken, new Date(at)).commands.map((command) =>
      command.type === "record" ? command.entry.what : command.type,
    );
  expect(recorded(false)).toEqual(["wrong_figure", "withheld"]);
  expect(recorded(true)).toEqual([]);
});
