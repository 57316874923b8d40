// Moving those inside a campaign to another version of its journey. Safe in the browser.
import { z } from "zod";
import { publicId } from "@/server/public-ids";

const nodeMap = z.record(z.string().min(1).max(64), z.string().min(1).max(64));

export const previewMoveInput = z.object({
  campaignId: publicId("campaign"),
  journeyVersionId: publicId("journeyVersion"),
});
export const startMoveInput = previewMoveInput.extend({ map: nodeMap });
export type StartMoveInput = z.output<typeof startMoveInput>;
export const moveInput = z.object({ campaignId: publicId("campaign") });

export type MovePreview = {
  /** Each step of the running version at which somebody stands, or could. */
  steps: { nodeId: string; here: number; proposed: string | null }[];
  /** Steps of the other version that debtors may go to. */
  targets: string[];
};

export type MoveState = {
  fromVersionId: string;
  toVersionId: string;
  startedAt: Date;
  doneAt: Date | null;
  undoneAt: Date | null;
  moved: number;
  /** Until then it can be taken back; null once it was, or when that time is over. */
  undoUntil: Date | null;
};
