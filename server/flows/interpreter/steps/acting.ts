// Steps that hand over: to a human, or to a machine that keeps a message. Pure.
import type { Behaviour } from "@/server/flows/interpreter/behaviours";
import { briefOf } from "@/server/flows/interpreter/brief";
import type { Moved, Talk } from "@/server/flows/interpreter/talk";

export const transfer: Behaviour<"transfer"> = {
  enter(talk, node) {
    talk.sayText(node.sentence);
    const transferId = talk.nextId("transfer");
    talk.phase({ kind: "transferring", transferId });
    talk.commands.push({
      type: "transfer",
      transferId,
      mode: node.mode,
      to: node.to,
      brief: briefOf(talk.state, talk.today),
    });
  },
  transferred(talk, _node, result) {
    if (result === "connected") {
      talk.stopListening();
      talk.set({ status: "handed_over" });
      return;
    }
    talk.say(talk.words.nobodyFree);
    talk.go("failed");
  },
  returned: (talk) => talk.go("returned"),
};

export const voicemail: Behaviour<"voicemail"> = {
  enter(talk, node) {
    talk.phase({ kind: "beep", timerId: talk.timer(node.beepWaitMs) });
  },
  beep: (talk, node) => {
    if (talk.state.phase.kind === "beep") {
      talk.commands.push({ type: "clear_timer", timerId: talk.state.phase.timerId });
    }
    leave(talk, node.message);
  },
  timer: (talk, node) => leave(talk, node.message),
};

/** What is left on a machine is said as to somebody who is not verified, whoever was on the line before. */
function leave(talk: Talk, message: Parameters<Talk["sayText"]>[0]): Moved {
  talk.set({ isVerified: false });
  talk.sayText(message);
  talk.record({ what: "voicemail_left" });
  talk.go("next");
}
