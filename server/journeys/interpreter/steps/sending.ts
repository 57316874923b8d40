// Steps that reach the debtor once: each asks first, is made or refused, and goes on. A refusal strands nobody. Pure.
import type { Channel, NodeKind } from "@/server/journeys/graph/schema";
import type { Behaviour } from "@/server/journeys/interpreter/behaviours";
import type { TouchContent } from "@/server/journeys/interpreter/state";
import type { Of } from "@/server/journeys/interpreter/walk";

function sending<Kind extends NodeKind>(channel: Channel, content: (node: Of<Kind>) => TouchContent): Behaviour<Kind> {
  return {
    enter(walk, node) {
      walk.countVisit(walk.state.node);
      return walk.ask(channel, content(node));
    },
    // It was deferred: the same visit asks again.
    wake: (walk, node) => walk.ask(channel, content(node)),
    judged: (walk) => walk.go("next"),
  };
}

export const sendEmail = sending<"send_email">("email", ({ subject, body }) => ({ subject, body }));
export const sendSms = sending<"send_sms">("sms", ({ body }) => ({ body }));
export const placeCall = sending<"place_call">("voice", ({ script, flowId }) => ({
  body: script,
  ...(flowId && { flowId }),
}));
