import type { Language } from "@/server/flows/languages";
import type { CallPorts } from "@/server/voice/call/call-ports";
import { bridgeSentences } from "@/server/voice/call/instructions";

const CONTROL_WITHIN_MS = 4_000;
type Ports = Pick<CallPorts, "control" | "note">;

/** The line's own voice says that something went wrong. Where that fails too, the vendor's next question is answered so. */
export function apologise({ control, note }: Ports, callRef: string, language: Language): Promise<void> {
  const words = { language, text: bridgeSentences[language].fault };
  return control
    .sayAndHangUp(callRef, words, AbortSignal.timeout(CONTROL_WITHIN_MS))
    .catch(() => note("no last words"));
}

export function hangUp({ control, note }: Ports, callRef: string): Promise<void> {
  return control.hangUp(callRef, AbortSignal.timeout(CONTROL_WITHIN_MS)).catch(() => note("hang-up failed"));
}
