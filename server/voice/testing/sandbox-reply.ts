import { sandboxConversationModel } from "@/server/providers/sandbox/conversation-model";
import type { AskedResponse, Reply } from "@/server/voice/testing/scripted-realtime";

/** What the sandbox's model makes of what the bridge asks the model. */
export async function sandboxReply({ instructions, isProposal }: AskedResponse): Promise<Reply> {
  const signal = AbortSignal.timeout(1_000);
  const language = instructions.includes("in Hindi") ? "hi" : "en";
  if (!isProposal) {
    const verbatim = /^Say exactly these words[^"]*"([\s\S]*)"$/.exec(instructions)?.[1];
    if (verbatim !== undefined) return { say: verbatim };
    const facts = Object.fromEntries(
      [...instructions.matchAll(/^- (.*?): (.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    return { say: await sandboxConversationModel.word({ instruction: "", facts, language, context: "" }, signal) };
  }
  const text = /as it was understood: "([\s\S]*?)"\. It is/.exec(instructions)?.[1] ?? "";
  const choices = [...instructions.matchAll(/^- (\S+): (.*?)(?: \(for example: (.*)\))?$/gm)].map(
    ([, id, description, like]) => ({
      id: id ?? "",
      description: description ?? "",
      examples: [...(like ?? "").matchAll(/"([^"]*)"/g)].map(([, example]) => example ?? ""),
    }),
  );
  const asked = { text, language, instruction: "", choices, skills: [], context: "" } as const;
  return { propose: await sandboxConversationModel.propose(asked, signal) };
}
