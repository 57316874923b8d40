// Asking what a turn holds beside its meaning, without ever waiting long for it: whoever asks goes on by the time it gave,
// with what was found by then.
import type { Moderation, ModerationFlag } from "@/server/flows/ports";
import { redact } from "@/server/flows/reading/redact";
import { log } from "@/server/log";

/** How long somebody who writes is kept waiting for it, and somebody who speaks. */
export const WRITTEN_WITHIN_MS = 2_000;
export const SPOKEN_WITHIN_MS = 400;

/** Never throws: where the service fails or is slow, there are no flags. */
export async function moderate(
  moderation: Moderation | undefined,
  heard: string,
  withinMs: number,
): Promise<ModerationFlag[]> {
  const { text } = redact(heard);
  if (!moderation || text.trim() === "") return [];
  const given = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((tell) => {
    timer = setTimeout(() => tell("late"), withinMs);
  });
  try {
    const flags = await Promise.race([moderation.flagsOf(text, given.signal), late]);
    if (flags !== "late") return flags;
    log.warn({ moderation: moderation.name, withinMs }, "moderation was too slow");
  } catch (error) {
    log.warn({ moderation: moderation.name, err: error }, "moderation failed");
  } finally {
    clearTimeout(timer);
    given.abort();
  }
  return [];
}
