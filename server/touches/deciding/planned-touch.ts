// A touch that was just decided, with the decision. Pure.
import type { Channel } from "@/server/journeys/graph/schema";
import type { Decision } from "@/server/policy/contract";
import type { TouchContent, TouchPurpose } from "@/server/touches/contract";

export type PlannedTouch = {
  id: string;
  key: string;
  purpose: TouchPurpose;
  /** The step of a journey that asked for it; null for what no journey asked for. */
  campaignId: string | null;
  enrollmentId: string | null;
  nodeId: string | null;
  debtorId: string;
  contactPointId: string | null;
  address: string | null;
  channel: Channel;
  content: TouchContent;
  /** `refused` touches are kept for their receipt and never leave. */
  status: "queued" | "refused";
  dispatchAt: Date;
  decision: Decision;
};
