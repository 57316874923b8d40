// A journey as a file: sorted keys and a stable order, so that two versions differ only where they differ. Pure.
import { z } from "zod";
import { sortedDrawing, sortedText } from "@/server/graphs/file";
import type { Problem } from "@/server/journeys/graph/checks/problems";
import { validateGraph } from "@/server/journeys/graph/checks/validate";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import { storedDraft } from "@/server/journeys/graph/upgrade";

const journeyFile = z.object({
  format: z.literal("duelane-journey"),
  name: z.string().trim().min(1).max(120),
  journey: storedDraft,
});
export type JourneyFile = z.infer<typeof journeyFile>;

/** The text of a journey's file. */
export function journeyToJson(name: string, graph: DraftGraph): string {
  const journey = { ...sortedDrawing(graph), leaveOn: graph.leaveOn.toSorted() };
  return sortedText({ format: "duelane-journey", name, journey });
}

/** Reads a journey's file; the reasons are for the person who wrote it. */
export function journeyFromJson(text: string): { ok: true; file: JourneyFile } | { ok: false; reasons: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, reasons: [`Not JSON: ${error instanceof Error ? error.message : "it cannot be read"}`] };
  }
  const parsed = journeyFile.safeParse(value);
  if (parsed.success) return { ok: true, file: parsed.data };
  return {
    ok: false,
    reasons: parsed.error.issues.map((issue) => `${issue.path.join(".") || "file"}: ${issue.message}`),
  };
}

export type JsonValidation = {
  ok: boolean;
  name: string | null;
  problems: (Omit<Problem, "code"> & { code: string })[];
};

/** Whether a journey's file could be published as it is. Needs no database. */
export function validateJourneyJson(text: string): JsonValidation {
  const read = journeyFromJson(text);
  if (!read.ok) {
    return { ok: false, name: null, problems: read.reasons.map((reason) => ({ code: "invalid_file", reason })) };
  }
  const validation = validateGraph(read.file.journey);
  return { ok: validation.ok, name: read.file.name, problems: validation.ok ? [] : validation.problems };
}
