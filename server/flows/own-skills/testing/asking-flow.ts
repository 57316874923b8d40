// For tests: a conversation that asks a workspace's own skill where a shipment is, and tells what it answered.
import type { DraftFlow } from "@/server/flows/graph/schema";
import { end, FlowDrawing, goodbye, opening, patience, step, text } from "@/server/flows/templates/drawing";

const skillStep = (skill: string, args: Record<string, unknown>) =>
  step("skill", "look", "Where is it?", { skill, args: args as never, filler: text("One moment.", "एक क्षण।") });

export function askingFlow(
  skill: string,
  {
    args = { reference: { from: "value", value: "L-1" } },
    tells = `It is in {{slot.${skill}.place}}, due {{slot.${skill}.arrives}}.`,
  } = {},
): DraftFlow {
  return new FlowDrawing(opening)
    .add(step("verify", "who", "Who?", { checks: ["right_person"], ...patience }), "verified")
    .add(skillStep(skill, args), "done")
    .add(step("say", "tell", "Tell", { sentences: [text(tells, tells)] }), "next")
    .add(end("end", "Told", "told", goodbye))
    .join(["start", "machine"], ["who", "wrong_person"], ["who", "failed"], ["look", "failed"])
    .add(end("failed_end", "Not told", "no_result", goodbye))
    .flow({});
}
