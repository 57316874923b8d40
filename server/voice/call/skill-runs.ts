// Skills while we talk: each has its time, words bridge the wait, and whatever goes wrong is told to the engine like a result.

import type { ConversationCommand } from "@/server/flows/interpreter/commands";
import type { SkillOutcome, Skills } from "@/server/voice/conversation";

type CallSkill = Extract<ConversationCommand, { type: "call_skill" }>;

export type SkillNews = {
  done(skillCallId: string, outcome: SkillOutcome): void;
  /** It takes long enough to say so. */
  slow(): void;
};

export class SkillRuns {
  readonly #skills: Skills;
  readonly #callId: string;
  readonly #news: SkillNews;
  readonly #hungUp = new AbortController();
  readonly #running = new Set<string>();

  constructor(skills: Skills, callId: string, news: SkillNews) {
    this.#skills = skills;
    this.#callId = callId;
    this.#news = news;
  }

  async run({ skillCallId, name, args, timeoutMs, fillerAfterMs }: CallSkill): Promise<void> {
    if (this.#running.has(skillCallId)) return;
    this.#running.add(skillCallId);
    const tooLate = new AbortController();
    const filler = setTimeout(() => this.#news.slow(), fillerAfterMs);
    let deadline: NodeJS.Timeout | undefined;
    const timedOut = new Promise<SkillOutcome>((resolve) => {
      deadline = setTimeout(() => {
        tooLate.abort();
        resolve({ ok: false, error: { code: "TIMEOUT", message: "It took too long." } });
      }, timeoutMs);
    });
    const signal = AbortSignal.any([this.#hungUp.signal, tooLate.signal]);
    const skill = { callId: this.#callId, skillCallId, name, args };
    const outcome = await Promise.race([this.#outcomeOf(() => this.#skills.run(skill, signal)), timedOut]);
    clearTimeout(filler);
    clearTimeout(deadline);
    this.#running.delete(skillCallId);
    if (!this.#hungUp.signal.aborted) this.#news.done(skillCallId, outcome);
  }

  /** Nobody listens any more. */
  hangUp() {
    this.#hungUp.abort();
  }

  get areRunning(): boolean {
    return this.#running.size > 0;
  }

  /** What it throws is our own fault, and says nothing to anybody. */
  async #outcomeOf(run: () => Promise<SkillOutcome>): Promise<SkillOutcome> {
    try {
      return await run();
    } catch {
      return { ok: false, error: { code: "FAILED", message: "It did not work." } };
    }
  }
}
