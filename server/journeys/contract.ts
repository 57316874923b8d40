// What the doors of journeys take and give. Browser safe.
import { z } from "zod";
import { type DraftGraph, draftGraph } from "@/server/journeys/graph/schema";
import { publicId } from "@/server/public-ids";

const name = z.string().trim().min(1, "Give the journey a name.").max(120);
const journeyId = publicId("journey");

export const listJourneysInput = z.object({ archived: z.boolean().default(false) });
export const journeyInput = z.object({ journeyId });
export const createJourneyInput = z.object({
  name,
  /** A template's key; a blank journey without one. */
  template: z.string().optional(),
});
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
export const versionInput = z.object({ versionId: publicId("journeyVersion") });
export const importJourneyInput = z.object({ json: z.string().max(2_000_000) });

export type CreateJourneyInput = z.output<typeof createJourneyInput>;
export type RenameJourneyInput = z.output<typeof renameJourneyInput>;
export type SaveDraftInput = z.output<typeof saveDraftInput>;
export type PublishJourneyInput = z.output<typeof publishJourneyInput>;

export type VersionSummary = {
  id: string;
  number: number;
  note: string | null;
  publishedAt: Date;
  publishedBy: string | null;
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
export type TemplateSummary = { key: string; name: string; summary: string; steps: number };
