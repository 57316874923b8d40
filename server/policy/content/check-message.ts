// The last look at a text before it goes out: does it carry what it must, and does it say nothing that it must not? For
// templates and for what a model wrote alike. Pure.
import { type MessageReading, readMessage } from "@/server/policy/content/read-message";

/** Who hears it: the debtor alone, a machine that others may hear, or somebody else. */
type Hearer = "debtor" | "voicemail" | "third_party";

export type ContentProblem =
  | "CONTENT_OPTOUT_MISSING"
  | "AI_DISCLOSURE_MISSING"
  | "RECORDING_NOTICE"
  | "CALLER_MISSING"
  | "COLLECTOR_NOTICE_MISSING"
  | "CONTENT_PROMOTION"
  | "CONTENT_FALSE_THREAT"
  | "CONTENT_TIME_BARRED"
  | "CONTENT_DEBT_DISCLOSED";

export type MessageToCheck = {
  text: string;
  /** Who writes, as the text must name them. */
  company: string;
  hearer: Hearer;
  /** What the decision demands of it. */
  obligations: readonly string[];
  isPromotional: boolean;
  /** Whether a suit may still be threatened: it is meant, and the law allows it. */
  suitAllowed: boolean;
};

/** Everything that is wrong with it; empty: it may go out. */
export function checkMessage(message: MessageToCheck): ContentProblem[] {
  const reading = readMessage(message.text);
  return [...missing(message, reading), ...forbidden(message, reading)];
}

function missing({ text, company, obligations, hearer }: MessageToCheck, reading: MessageReading): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const must = (obligation: string, isThere: () => boolean, problem: ContentProblem) => {
    if (obligations.includes(obligation) && !isThere()) problems.push(problem);
  };
  must("OPT_OUT_MECHANISM", () => reading.hasOptOut, "CONTENT_OPTOUT_MISSING");
  must("AI_DISCLOSURE", () => reading.hasAiNotice, "AI_DISCLOSURE_MISSING");
  must("RECORDING_ANNOUNCEMENT", () => reading.hasRecordingNotice, "RECORDING_NOTICE");
  must("IDENTIFY_CALLER", () => text.toLowerCase().includes(company.toLowerCase()), "CALLER_MISSING");
  // A limited-content message says nothing of collecting: there the notice would itself disclose the debt.
  if (hearer === "debtor") {
    must("MINI_MIRANDA", () => reading.hasMiniMiranda, "COLLECTOR_NOTICE_MISSING");
    must("DEBT_COLLECTOR_NOTICE", () => reading.namesCollector, "COLLECTOR_NOTICE_MISSING");
  }
  return problems;
}

function forbidden({ hearer, isPromotional, suitAllowed }: MessageToCheck, reading: MessageReading): ContentProblem[] {
  const problems: ContentProblem[] = [];
  if (!isPromotional && reading.hasPromotion) problems.push("CONTENT_PROMOTION");
  if (reading.hasFalseThreat) problems.push("CONTENT_FALSE_THREAT");
  if (!suitAllowed && reading.threatensSuit) problems.push("CONTENT_TIME_BARRED");
  if (hearer !== "debtor" && (reading.namesDebt || reading.namesCollector || reading.threatensSuit)) {
    problems.push("CONTENT_DEBT_DISCLOSED");
  }
  return problems;
}
