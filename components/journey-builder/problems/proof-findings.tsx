"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useStepWords } from "@/components/journey-builder/step-kinds";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { DraftGraph } from "@/server/journeys/graph/schema";
import type { Finding } from "@/server/journeys/proof/contract";

type Proof = {
  data?: { findings: Finding[] };
  error: unknown;
  isError: boolean;
  isFetching: boolean;
  refetch(): unknown;
};

/** What the walk of the draft found: each finding with its path and dates. */
export function ProofFindings({ graph, proof }: { graph: DraftGraph; proof: Proof }) {
  const t = useTranslations("journeys.proof");
  if (proof.isError) return <ErrorState error={proof.error} onRetry={() => proof.refetch()} />;
  if (!proof.data) {
    return proof.isFetching ? (
      <div className="grid gap-1.5">
        <p className="text-xs text-muted-foreground">{t("walking")}</p>
        <Skeleton className="h-10" />
      </div>
    ) : null;
  }
  const { findings } = proof.data;
  return (
    <section className="grid gap-2 pt-2" aria-labelledby="proof-title">
      <h3 id="proof-title" className="text-xs font-medium text-muted-foreground">
        {t("title")}
      </h3>
      {findings.length === 0 ? (
        <p className="flex items-center gap-2 text-sm">
          <CircleCheck className="size-4 text-success" aria-hidden /> {t("clean")}
        </p>
      ) : (
        <ul className="grid max-h-72 gap-2 overflow-y-auto">
          {findings.map((finding) => (
            <FindingItem
              key={[finding.nodeId, finding.because, finding.profile, finding.code].join(" ")}
              finding={finding}
              graph={graph}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function FindingItem({ finding, graph }: { finding: Finding; graph: DraftGraph }) {
  const t = useTranslations("journeys.proof");
  const codes = useTranslations("policy.codes");
  const format = useFormatter();
  const words = useStepWords();
  const isError = finding.level === "error";
  const Icon = isError ? CircleAlert : TriangleAlert;
  const title = (nodeId: string | null) => {
    const node = graph.nodes.find((candidate) => candidate.id === nodeId);
    return node ? words.title(node) : (nodeId ?? "");
  };
  const day = (at: Date | null) => (at ? format.dateTime(at, { dateStyle: "medium", timeStyle: "short" }) : "");
  const code = finding.code === "put_off" && !finding.nextAllowedAt ? "put_off_open" : finding.code;
  const began = finding.path[0]?.at.getTime() ?? 0;
  return (
    <li className="flex gap-2 rounded-md border p-2 text-xs">
      <Icon
        className={isError ? "size-4 shrink-0 text-destructive" : "size-4 shrink-0 text-warning-strong"}
        aria-hidden
      />
      <div className="grid min-w-0 gap-1">
        {finding.nodeId && <p className="font-medium">{title(finding.nodeId)}</p>}
        {finding.because && codes.has(finding.because) && <p>{codes(finding.because)}</p>}
        <p className={isError ? "text-destructive-strong" : "text-muted-foreground"}>
          {t(code, { profile: finding.profile, date: day(finding.at), next: day(finding.nextAllowedAt) })}
        </p>
        {finding.path.length > 1 && (
          <details>
            <summary className="cursor-pointer rounded-sm outline-none focus-visible:ring-2 focus-visible:ring-ring">
              {t("path")}
            </summary>
            <ol className="mt-1 grid gap-0.5 border-l pl-2">
              {finding.path.map((move, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a path may pass a step twice
                <li key={index}>
                  {title(move.nodeId)}{" "}
                  <span className="text-muted-foreground tabular-nums">
                    {t("days", { count: Math.floor((move.at.getTime() - began) / 86_400_000) })}
                  </span>
                </li>
              ))}
            </ol>
          </details>
        )}
      </div>
    </li>
  );
}
