// A flow leads the call: the engine's state lives here as long as the call does.
import type { ExecutableFlow } from "@/server/flows/graph/schema";
import { advance, initialConversation } from "@/server/flows/interpreter/advance";
import type { ConversationEvent } from "@/server/flows/interpreter/events";
import type { ConversationFacts } from "@/server/flows/interpreter/facts";
import type { ConversationState, Step } from "@/server/flows/interpreter/state";
import type { Conversation } from "@/server/voice/conversation";

/** `moved` hears of every step: what is written down, and the state to keep. It is called before the commands are done. */
export function flowConversation(
  flow: ExecutableFlow,
  facts: ConversationFacts,
  moved: (event: ConversationEvent, step: Step) => void,
): Conversation {
  let state: ConversationState = initialConversation(facts);
  return {
    handle(event) {
      const step = advance(flow, state, event, new Date(event.at));
      state = step.state;
      moved(event, step);
      return step.commands;
    },
  };
}
