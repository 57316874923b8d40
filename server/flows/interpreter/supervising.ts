// What a supervisor does to a conversation: each is written down; none of it names the debt to who is not verified. Pure.
import { behaviourOf } from "@/server/flows/interpreter/behaviours";
import type { EventOf } from "@/server/flows/interpreter/events";
import { again } from "@/server/flows/interpreter/everywhere";
import type { Moved, Talk } from "@/server/flows/interpreter/talk";

const whispersMax = 3;

export function supervise(talk: Talk, { by, supervision }: EventOf<"supervised">): Moved {
  const { status } = talk.state;
  if (status !== "talking" && status !== "handed_over") return;
  talk.record({ what: "supervised", by, action: supervision.action });
  switch (supervision.action) {
    case "say_this":
      return sayFor(talk, supervision.text);
    case "whisper":
      return talk.set({ whispers: [...talk.state.whispers, supervision.text].slice(-whispersMax) });
    case "pause":
      return talk.set({ isPaused: true });
    case "resume":
      return resume(talk);
    case "go_to_node":
      return goTo(talk, supervision.nodeId);
    case "take_over":
      talk.commands.push({ type: "hush" });
      talk.stopListening();
      return talk.set({ status: "handed_over", isPaused: false });
    case "give_back":
      return giveBack(talk, supervision.nodeId);
    case "end":
      return talk.end("ended_by_supervisor", { whenSpoken: false });
  }
}

/** In somebody's own words, and written down as theirs. */
function sayFor(talk: Talk, text: string): Moved {
  const before = talk.state.counts.say;
  talk.say(text);
  const sayId = `say_${talk.state.counts.say}`;
  const speech = talk.state.speaking[sayId];
  if (talk.state.counts.say === before || !speech) return;
  talk.set({ speaking: { ...talk.state.speaking, [sayId]: { ...speech, isPerson: true } } });
}

function resume(talk: Talk): Moved {
  if (!talk.state.isPaused) return;
  talk.set({ isPaused: false });
  if (talk.state.status === "talking" && talk.state.listening) again(talk);
}

function goTo(talk: Talk, nodeId: string): Moved {
  if (talk.state.status !== "talking" || !talk.has(nodeId)) return;
  talk.commands.push({ type: "hush" });
  talk.set({ isPaused: false });
  talk.enter(nodeId);
}

/** To a step, to the way out of the step that handed over, or to what was asked before. */
function giveBack(talk: Talk, nodeId: string | undefined): Moved {
  if (talk.state.status !== "handed_over") return;
  talk.set({ status: "talking", isPaused: false });
  if (nodeId !== undefined && talk.has(nodeId)) return talk.enter(nodeId);
  const { node } = talk;
  const behaviour = node && behaviourOf(node);
  if (!node || !behaviour) return talk.end("flow_broken");
  if (behaviour.returned) return behaviour.returned(talk, node);
  if (behaviour.again) return behaviour.again(talk, node);
  behaviour.enter(talk, node);
}
