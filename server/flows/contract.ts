// What the doors of flows take and give. Browser safe.
import { z } from "zod";
import type { Problem } from "@/server/flows/graph/checks/problems";
import { type DraftFlow, draftFlow } from "@/server/flows/graph/schema";
import { language } from "@/server/flows/languages";
import type { OwnSkills } from "@/server/flows/skills/own-skill";
import { type Line, line } from "@/server/flows/trial/persona";
import { publicId } from "@/server/public-ids";

const name = z.string().trim().min(1, "Give the conversation a name.").max(120);
const flowId = publicId("flow");
const draftRevision = z.number().int().min(1);

export const listFlowsInput = z.object({ archived: z.boolean().default(false) });
export const flowInput = z.object({ flowId });
/** `template`: the key of one of the product's; a blank conversation without. */
export const createFlowInput = z.object({ name, template: z.string().max(64).optional() });
export const renameFlowInput = z.object({ flowId, name });
export const saveFlowInput = z.object({ flowId, draftRevision, draft: draftFlow });
export const publishFlowInput = z.object({
  flowId,
  draftRevision,
  note: z.string().trim().max(500).default(""),
});
export const restoreFlowVersionInput = z.object({ flowId, draftRevision, flowVersionId: publicId("flowVersion") });
export const listFlowVersionsInput = z.object({
  flowId,
  /** The number of the last version of the page before. */
  cursor: z.number().int().min(1).optional(),
});
export const flowVersionInput = z.object({ flowVersionId: publicId("flowVersion") });

export type CreateFlowInput = z.output<typeof createFlowInput>;
export type RenameFlowInput = z.output<typeof renameFlowInput>;
export type SaveFlowInput = z.output<typeof saveFlowInput>;
export type PublishFlowInput = z.output<typeof publishFlowInput>;
export type RestoreFlowVersionInput = z.output<typeof restoreFlowVersionInput>;
export type ListFlowVersionsInput = z.output<typeof listFlowVersionsInput>;

export type LatestVersion = { id: string; number: number; publishedAt: Date };

export type FlowSummary = {
  id: string;
  name: string;
  steps: number;
  latestVersion: LatestVersion | null;
  /** The draft is not what was published last. */
  changed: boolean;
  updatedAt: Date;
  updatedBy: string | null;
  archivedAt: Date | null;
};

export type FlowDetail = FlowSummary & {
  draft: DraftFlow;
  draftRevision: number;
  /** What keeps the draft from being published. */
  problems: Problem[];
  /** What the law makes its calls say where the workspace's debtors are: the builder looks for problems by them. */
  obligations: string[];
  /** The workspace's own skills that a step may call. */
  ownSkills: OwnSkills;
};

export type FlowVersionSummary = {
  id: string;
  number: number;
  note: string | null;
  publishedAt: Date;
  publishedBy: string | null;
};

export type FlowVersionItem = FlowVersionSummary & {
  /** Steps since the version before; null for the first. */
  changes: { added: number; removed: number; changed: number } | null;
};
export type FlowVersionDetail = FlowVersionSummary & { flowId: string; flowName: string; flow: DraftFlow };
export type SavedFlow = { draft: DraftFlow; draftRevision: number };
export type FlowTemplateSummary = { key: string; name: string; summary: string; steps: number };

export type SaidInTrial = Line;

export const tryFlowInput = z.object({
  draft: draftFlow,
  language,
  answersAs: z.enum(["human", "machine"]).default("human"),
  /** All that the person did so far: a trial is told from its start each time. */
  said: z.array(line).max(60),
});
export type TryFlowInput = z.output<typeof tryFlowInput>;

export type TriedFlow = {
  /** `text` of theirs is null where they said nothing. */
  turns: ({ by: "us"; text: string } | { by: "them"; text: string | null; isKeys: boolean })[];
  isOver: boolean;
  /** The step where it stands. */
  nodeId: string;
  outcome: string | null;
  isVerified: boolean;
  /** What it did on the way, by name. */
  skills: string[];
};
