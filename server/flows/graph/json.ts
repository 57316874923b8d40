// A flow as a file: sorted keys and a stable order, so that two versions differ only where they differ. Pure.
import { z } from "zod";
import type { Problem } from "@/server/flows/graph/checks/problems";
import { validateFlow } from "@/server/flows/graph/checks/validate";
import { type DraftFlow, draftFlow } from "@/server/flows/graph/schema";
import { sortedDrawing, sortedText } from "@/server/graphs/file";

const flowFile = z.object({
  format: z.literal("duelane-flow"),
  name: z.string().trim().min(1).max(120),
  /** What the policy obliges its conversations to say. Absent: what every automated call of ours says. */
  obligations: z.array(z.string().max(60)).max(20).optional(),
  flow: draftFlow,
});
export type FlowFile = z.infer<typeof flowFile>;

/** Without other word a call says who calls and that a machine does. */
const usualObligations = ["AI_DISCLOSURE", "IDENTIFY_CALLER"];

export function flowToJson(name: string, flow: DraftFlow): string {
  return sortedText({ format: "duelane-flow", name, flow: sortedDrawing(flow) });
}

/** Reads a flow's file; the reasons are for the person who wrote it. */
export function flowFromJson(text: string): { ok: true; file: FlowFile } | { ok: false; reasons: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, reasons: [`Not JSON: ${error instanceof Error ? error.message : "it cannot be read"}`] };
  }
  const parsed = flowFile.safeParse(value);
  if (parsed.success) return { ok: true, file: parsed.data };
  return {
    ok: false,
    reasons: parsed.error.issues.map((issue) => `${issue.path.join(".") || "file"}: ${issue.message}`),
  };
}

export type FlowValidation = {
  ok: boolean;
  name: string | null;
  obligations: string[];
  problems: (Omit<Problem, "code"> & { code: string })[];
};

/** Whether a flow's file could be published as it is. Needs no database. */
export function validateFlowJson(text: string): FlowValidation {
  const read = flowFromJson(text);
  if (!read.ok) {
    const problems = read.reasons.map((reason) => ({ code: "invalid_file", reason }));
    return { ok: false, name: null, obligations: [], problems };
  }
  const obligations = obligationsOf(read.file);
  const validation = validateFlow(read.file.flow, obligations);
  return { ok: validation.ok, name: read.file.name, obligations, problems: validation.ok ? [] : validation.problems };
}

export function obligationsOf(file: FlowFile): string[] {
  return file.obligations ?? usualObligations;
}
