// The way from a call to a human and, where it fails, back: they are rung for the conversation, and once they accepted, the
// person is brought to them.
import type { CommandOf } from "@/server/flows/interpreter/commands";
import type { EventOf } from "@/server/flows/interpreter/events";
import type { Handing } from "@/server/voice/call/call-ports";
import type { Happening } from "@/server/voice/call/dialogue";

type Result = EventOf<"transferred">["result"];

export class HumanHand {
  readonly #handing: Handing | undefined;
  readonly #tell: (happening: Happening) => void;
  #isJoined = false;

  constructor(handing: Handing | undefined, tell: (happening: Happening) => void) {
    this.#handing = handing;
    this.#tell = tell;
  }

  /** The person is with a human, or on the way to one. */
  get isJoined(): boolean {
    return this.#isJoined;
  }

  /** The same, and the conversation knows it: it is not over with this line. */
  get hasConversation(): boolean {
    return this.#isJoined && this.#handing?.isTheirs() === true;
  }

  ring(command: CommandOf<"transfer">) {
    void (this.#handing?.ring(command) ?? Promise.resolve(false))
      .catch(() => false)
      .then((isRinging) => {
        if (!isRinging) this.answer(command.transferId, "line_fault");
      });
  }

  answer(transferId: string, result: Result) {
    this.#tell({ type: "transferred", transferId, result });
  }

  /** They did not come in time; who accepted at the last moment did, also where nobody was told of it. */
  giveUp(transferId: string) {
    void (this.#handing?.giveUp(transferId) ?? Promise.resolve(false))
      .catch(() => false)
      .then((isTaken) => {
        this.answer(transferId, isTaken ? "connected" : "no_answer");
        if (isTaken) this.follow({ type: "transferred", transferId, result: "connected" });
      });
  }

  /** The conversation goes on here where the vendor does not bring them over. */
  follow(happening: Happening) {
    if (!bringsHuman(happening) || !this.#handing || this.#isJoined) return;
    this.#isJoined = true;
    this.#handing.join().catch(() => {
      this.#isJoined = false;
      this.#tell({ type: "supervised", by: "bridge", supervision: { action: "give_back" } });
    });
  }
}

const bringsHuman = (happening: Happening) =>
  (happening.type === "transferred" && happening.result === "connected") ||
  (happening.type === "supervised" && happening.supervision.action === "take_over");
