// What a turn holds, by OpenAI's moderation.
import { z } from "zod";
import { DomainError } from "@/server/errors";
import type { Moderation, ModerationFlag } from "@/server/flows/ports";
import { type OpenaiSettings, openaiClient } from "@/server/providers/openai/client";

const timeoutMs = 2_000;

const verdict = z.object({
  results: z.array(z.object({ categories: z.record(z.string(), z.boolean().nullable()) })).min(1),
});

/** By what the vendor calls it; what else it finds is none of a conversation's concern. */
const flagsOfCategory: Record<string, ModerationFlag> = {
  harassment: "abuse",
  hate: "abuse",
  "harassment/threatening": "threat",
  "hate/threatening": "threat",
  "self-harm": "self_harm",
  "self-harm/intent": "self_harm",
  "self-harm/instructions": "self_harm",
};

/** One try: whoever waits for it goes on without. */
export function openaiModeration(settings: OpenaiSettings): Moderation {
  const client = openaiClient(settings, { timeout: timeoutMs, maxRetries: 0 });
  return {
    name: "openai",
    async flagsOf(text, signal) {
      const answer = await client.moderations.create({ model: "omni-moderation-latest", input: text }, { signal });
      const { data } = verdict.safeParse(answer);
      if (!data) throw new DomainError("PROVIDER_UNAVAILABLE", "The moderation answered with something else.");
      const found = data.results.flatMap(({ categories }) =>
        Object.entries(categories).flatMap(([category, isFound]) => {
          const flag = flagsOfCategory[category];
          return isFound && flag ? [flag] : [];
        }),
      );
      return [...new Set(found)];
    },
  };
}
