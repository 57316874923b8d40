// What the engine asks to have said or judged, as the model is asked for it. Each request has an id of its own.
import type { CommandOf } from "@/server/flows/interpreter/commands";
import type { Language } from "@/server/flows/languages";
import {
  bridgeSentences,
  inOwnWords,
  judgeInstructions,
  type Listen,
  proposalTool,
  wordForWord,
} from "@/server/voice/call/instructions";
import type { JudgeRequest } from "@/server/voice/speaking/asker";
import type { SpeechRequest } from "@/server/voice/speaking/utterance";

export class Requests {
  #made = 0;

  speech(command: CommandOf<"say" | "speak">): SpeechRequest {
    const { sayId, interruptible } = command;
    const instructions = command.type === "say" ? wordForWord(command) : inOwnWords(command);
    return { kind: "speech", requestId: sayId, sayId, instructions, interruptible };
  }

  /** Words that bridge a wait; a newer one takes the place of one that is still to be said. */
  filler(language: Language): SpeechRequest {
    this.#made += 1;
    const instructions = wordForWord({ text: bridgeSentences[language].filler, language });
    const requestId = `filler_${this.#made}`;
    return { kind: "speech", requestId, sayId: null, topic: "filler", instructions, interruptible: true };
  }

  judgement(listen: Listen, text: string): JudgeRequest {
    this.#made += 1;
    const { turnId } = listen;
    const requestId = `judge_${turnId}_${this.#made}`;
    return {
      kind: "proposal",
      requestId,
      turnId,
      instructions: judgeInstructions(listen, text),
      tool: proposalTool(listen),
    };
  }
}
