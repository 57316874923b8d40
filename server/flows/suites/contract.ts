// What the doors of suites take and give. Browser safe.
import { z } from "zod";
import type { Failure } from "@/server/flows/trial/failures";
import { publicId } from "@/server/public-ids";

const flowId = publicId("flow");

export const runsMax = 20;
export const runsUsual = 3;

/** Who a conversation is tried on, by their keys, and how often each. */
export const suiteChoice = z.object({
  personas: z.array(z.string().max(60)).min(1).max(200),
  runs: z.number().int().min(1).max(runsMax).default(runsUsual),
});
export type SuiteChoice = z.output<typeof suiteChoice>;

export const suitesInput = z.object({ flowId });
export const startSuiteInput = suiteChoice.extend({ flowId, draftRevision: z.number().int().min(1) });
export const suiteInput = z.object({ suiteId: publicId("flowSuite") });
/** Null: nothing is required. */
export const requireSuiteInput = z.object({ flowId, required: suiteChoice.nullable() });
export type RequireSuiteInput = z.output<typeof requireSuiteInput>;
export type StartSuiteInput = z.output<typeof startSuiteInput>;

export type PersonaSummary = { key: string; title: string };

/** `caseId`: of one of the conversation's own, made of a trial. `isUsual`: a conversation like this must do with them. */
export type PersonaToChoose = PersonaSummary & { caseId: string | null; isUsual: boolean };

export type SuiteTurn = { by: "us" | "them"; text: string };

export type SuiteResult = PersonaSummary & {
  verdict: "passed" | "failed" | "flaky";
  runs: number;
  failedRuns: number;
  flakeRate: number;
  outcomes: Record<string, number>;
  failures: Failure[];
  /** What was said in the first run that failed, or else in the first. */
  turns: SuiteTurn[];
  /** The step where that one ended. */
  nodeId: string;
};

export type SuiteDetail = {
  id: string;
  status: "running" | "done" | "failed" | "cancelled";
  personas: PersonaSummary[];
  runs: number;
  runsDone: number;
  runsTotal: number;
  startedAt: Date;
  startedBy: string | null;
  finishedAt: Date | null;
  /** It was held by something else than the draft is now. */
  isFromBefore: boolean;
  results: SuiteResult[];
};

/** What publishing needs, and whether the draft as it is saved has passed. */
export type RequiredSuite = SuiteChoice & { isMet: boolean };

export type Suites = {
  /** Who the draft can be tried on. */
  personas: PersonaToChoose[];
  latest: SuiteDetail | null;
  /** Null: it may be published untested. */
  required: RequiredSuite | null;
};
