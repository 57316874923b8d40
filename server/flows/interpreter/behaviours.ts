// What each kind of step does when a conversation comes to it, when something is heard, chosen, answered or silent. Pure.
import type { ExecutableNode, NodeKind } from "@/server/flows/graph/schema";
import type { EventOf, Proposal } from "@/server/flows/interpreter/events";
import { transfer, voicemail } from "@/server/flows/interpreter/steps/acting";
import { ask, callback } from "@/server/flows/interpreter/steps/asking";
import { listen, menu } from "@/server/flows/interpreter/steps/listening";
import { offer } from "@/server/flows/interpreter/steps/offering";
import { skill } from "@/server/flows/interpreter/steps/skill";
import { answer, endStep, say, start } from "@/server/flows/interpreter/steps/telling";
import { verify } from "@/server/flows/interpreter/steps/verifying";
import type { Moved, Of, Talk } from "@/server/flows/interpreter/talk";

type SkillOutcome = EventOf<"skill_done">["outcome"];

export type Behaviour<Kind extends NodeKind> = {
  enter(talk: Talk, node: Of<Kind>): Moved;
  /** Asks again where it stands, after something else was talked about. */
  again?(talk: Talk, node: Of<Kind>): Moved;
  /** Reads a turn by plain rules; false: they cannot tell. */
  hears?(talk: Talk, node: Of<Kind>, text: string): boolean;
  /** What the model proposes; false: it is none of the step's own choices. */
  takes?(talk: Talk, node: Of<Kind>, proposal: Exclude<Proposal, { kind: "skill" | "unclear" }>): boolean;
  /** Nothing could be made of the turn. */
  unclear?(talk: Talk, node: Of<Kind>): Moved;
  /** Nobody says anything, after having been asked whether they are there. */
  silent?(talk: Talk, node: Of<Kind>): Moved;
  /** What is known changed; true: the step is left for it. */
  learns?(talk: Talk, node: Of<Kind>): boolean;
  answered?(talk: Talk, node: Of<Kind>, outcome: SkillOutcome): Moved;
  transferred?(talk: Talk, node: Of<Kind>, result: EventOf<"transferred">["result"]): Moved;
  /** A human gave the conversation back. */
  returned?(talk: Talk, node: Of<Kind>): Moved;
  timer?(talk: Talk, node: Of<Kind>, timerId: string): Moved;
  beep?(talk: Talk, node: Of<Kind>): Moved;
};

const behaviours: { [Kind in NodeKind]: Behaviour<Kind> } = {
  start,
  say,
  ask,
  listen,
  skill,
  answer,
  offer,
  verify,
  menu,
  transfer,
  callback,
  voicemail,
  end: endStep,
};

export function behaviourOf(node: ExecutableNode): Behaviour<NodeKind> {
  return behaviours[node.kind] as Behaviour<NodeKind>;
}
