// What the doors of journeys take and give. Browser safe.
import { z } from "zod";
import { type DraftGraph, draftGraph, type NodeKind } from "@/server/journeys/graph/schema";
import type { Explanation } from "@/server/journeys/rules/evaluate";
import { ruleGroup } from "@/server/journeys/rules/schema";
import { publicId } from "@/server/public-ids";

const name = z.string().trim().min(1, "Give the journey a name.").max(120);
const journeyId = publicId("journey");

export const listJourneysInput = z.object({ archived: z.boolean().default(false) });
export const journeyInput = z.object({ journeyId });
export const createJourneyInput = z.object({
  name,
  /** A template's key, or the id of one of the workspace's own; a blank journey without. */
  template: z.string().max(64).optional(),
});
export const draftFromWordsInput = z.object({
  description: z.string().trim().min(10, "Say in a sentence what the journey should do.").max(4_000),
});
const templateName = z.string().trim().min(1, "Give the template a name.").max(120);
export const saveTemplateInput = z.object({ journeyId, name: templateName, summary: z.string().trim().max(300) });
export const templateInput = z.object({ templateId: publicId("journeyTemplate") });
export const renameJourneyInput = z.object({ journeyId, name });
export const saveDraftInput = z.object({
  journeyId,
  /** The revision that the edit started from. */
  draftRevision: z.number().int().min(1),
  draft: draftGraph,
});
export const publishJourneyInput = z.object({
  journeyId,
  draftRevision: z.number().int().min(1),
  note: z.string().trim().max(500).default(""),
});
const draftRevision = z.number().int().min(1);
export const draftInput = z.object({ journeyId, draftRevision });
export const restoreVersionInput = z.object({ journeyId, draftRevision, versionId: publicId("journeyVersion") });
export const listVersionsInput = z.object({
  journeyId,
  /** The number of the last version of the page before. */
  cursor: z.number().int().min(1).optional(),
});
export const listChangesInput = z.object({ journeyId, cursor: publicId("auditEntry").optional() });
export const versionInput = z.object({ versionId: publicId("journeyVersion") });
export const importJourneyInput = z.object({ json: z.string().max(2_000_000) });

export const tryRuleInput = z.object({ debtorId: publicId("debtor"), rule: ruleGroup });

export type CreateJourneyInput = z.output<typeof createJourneyInput>;
export type DraftFromWordsInput = z.output<typeof draftFromWordsInput>;
export type SaveTemplateInput = z.output<typeof saveTemplateInput>;
export type RenameJourneyInput = z.output<typeof renameJourneyInput>;
export type SaveDraftInput = z.output<typeof saveDraftInput>;
export type PublishJourneyInput = z.output<typeof publishJourneyInput>;
export type DraftInput = z.output<typeof draftInput>;
export type RestoreVersionInput = z.output<typeof restoreVersionInput>;
export type ListVersionsInput = z.output<typeof listVersionsInput>;
export type ListChangesInput = z.output<typeof listChangesInput>;

export type VersionSummary = {
  id: string;
  number: number;
  note: string | null;
  publishedAt: Date;
  publishedBy: string | null;
};

/** `changes`: steps since the version before; null for the first. */
export type VersionListItem = VersionSummary & {
  changes: { added: number; removed: number; changed: number } | null;
};

/** A draft that stands nowhere yet. */
export type DraftedJourney = { name: string; graph: DraftGraph; problems: number };

export type SavedDraft = { draft: DraftGraph; draftRevision: number };

export type JourneyChange = {
  id: string;
  at: Date;
  by: string | null;
  kind:
    | "created"
    | "draft"
    | "published"
    | "renamed"
    | "archived"
    | "restored"
    | "rolled_back"
    | "discarded"
    | "drafted";
  /** The version's, where one was published or rolled back to. */
  number: number | null;
  steps: { id: string; kind: NodeKind; change: "added" | "removed" | "changed" }[];
  /** Connections or what ends the journey changed as well. */
  others: boolean;
};

export type JourneySummary = {
  id: string;
  name: string;
  steps: number;
  latestVersion: { id: string; number: number; publishedAt: Date } | null;
  /** The draft is not what was published last. */
  changed: boolean;
  runningCampaigns: number;
  updatedAt: Date;
  updatedBy: string | null;
  archivedAt: Date | null;
};

export type JourneyDetail = {
  id: string;
  name: string;
  draft: DraftGraph;
  draftRevision: number;
  latestVersion: { id: string; number: number; publishedAt: Date } | null;
  changed: boolean;
  updatedAt: Date;
  updatedBy: string | null;
  archivedAt: Date | null;
};

export type VersionDetail = VersionSummary & { journeyId: string; journeyName: string; graph: DraftGraph };
/** Whether a rule holds for a debtor now, and why. */
export type RuleTrial = { debtorName: string; explanation: Explanation };
/** `own`: saved in this workspace; its key is its id. */
export type TemplateSummary = { key: string; name: string; summary: string; steps: number; own: boolean };
