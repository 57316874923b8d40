// Which models read, word, sum up and moderate. Without a key a live workspace has none; a sandbox's conversations are held by
// rules, whatever keys are set.
import type { CallSummaries } from "@/server/calls/followups/ports";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import type { ConversationModel, Moderation } from "@/server/flows/ports";
import type { JourneyModel } from "@/server/journeys/ports";
import { openaiConversationModel } from "@/server/providers/openai/conversation-model";
import { openaiModel } from "@/server/providers/openai/model";
import { openaiModeration } from "@/server/providers/openai/moderation";
import { openaiSummaries } from "@/server/providers/openai/summaries";
import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import { sandboxModeration } from "@/server/providers/sandbox/moderation";

let model: JourneyModel | undefined;

/** The model that drafts journeys; absent without its key. It reaches nobody, so sandbox workspaces may use it too. */
export function journeyModel(): JourneyModel | undefined {
  const { openai } = env();
  if (openai) model ??= openaiModel(openai);
  return model;
}

/** Who reads turns and words sentences in a conversation: plain rules, or OpenAI where its key is set. */
export function conversationModel(name: "sandbox" | "openai"): ConversationModel {
  if (name === "sandbox") return sandboxConversationModel;
  const { openai } = env();
  if (!openai) throw new DomainError("LIVE_NEEDS_KEYS", "The model needs OPENAI_API_KEY.");
  return openaiConversationModel(openai);
}

/** The same of a workspace: what debtors write to it is answered by nobody where this is absent. */
export function workspaceModel(mode: "live" | "sandbox"): ConversationModel | undefined {
  if (mode === "live" && !env().openai) return undefined;
  return conversationModel(mode === "live" ? "openai" : "sandbox");
}

let liveModeration: Moderation | undefined;

/** Who looks for abuse, threats and distress in what is said; a live workspace without the key has nobody. */
export function moderation(mode: "live" | "sandbox"): Moderation | undefined {
  if (mode === "sandbox") return sandboxModeration;
  const { openai } = env();
  if (openai) liveModeration ??= openaiModeration(openai);
  return liveModeration;
}

/** Who sums up the calls of live workspaces; a sandbox's are summed up by rules. */
export function callSummaries(mode: "live" | "sandbox"): CallSummaries | undefined {
  const { openai } = env();
  return mode === "live" && openai ? openaiSummaries(openai) : undefined;
}
