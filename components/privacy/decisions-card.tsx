"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRightsMutation } from "@/components/privacy/use-rights-mutation";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Money } from "@/components/ui/money";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { textLink } from "@/components/ui/text-link";
import { Textarea } from "@/components/ui/textarea";
import { When } from "@/components/ui/when";
import type { AutomatedDecision, RequestDetail } from "@/server/rights/contract";

type Verdict = "upheld" | "overturned";

/** What machines decided about the person, in plain words; a person says of each whether it stands. */
export function DecisionsCard({ request }: { request: RequestDetail }) {
  const t = useTranslations("privacy.review");
  const trpc = useTRPC();
  const mayHandle = useMay("rights.handle") && request.status === "open";
  const decisions = useQuery(trpc.rights.decisions.queryOptions({ requestId: request.id }));
  const [asked, setAsked] = useState<{ decision: AutomatedDecision; verdict: Verdict } | null>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("lead")}</CardDescription>
      </CardHeader>
      <CardContent>
        <QueryBody query={decisions} skeleton={<Skeleton className="h-48" />}>
          {(data) =>
            data.length === 0 ? (
              <p className="text-sm text-muted-foreground">{t("none")}</p>
            ) : (
              <ul className="divide-y">
                {data.map((decision) => (
                  <li key={decision.id} className="grid gap-2 py-3 first:pt-0 last:pb-0">
                    <Decision decision={decision} />
                    {mayHandle && !decision.review && (
                      <div className="flex flex-wrap gap-2">
                        <Button variant="outline" size="sm" onClick={() => setAsked({ decision, verdict: "upheld" })}>
                          {t("uphold")}
                        </Button>
                        <Button
                          variant="outline"
                          size="sm"
                          onClick={() => setAsked({ decision, verdict: "overturned" })}
                        >
                          {t("overturn")}
                        </Button>
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </QueryBody>
      </CardContent>
      {asked && <ReviewDialog requestId={request.id} {...asked} onClose={() => setAsked(null)} />}
    </Card>
  );
}

function Decision({ decision }: { decision: AutomatedDecision }) {
  const t = useTranslations("privacy.review");
  const codes = useTranslations("policy.codes");
  const channels = useTranslations("ui.channel");
  const { slug } = useWorkspace();
  const { kind, id, at, channel, verdict, code, money, review } = decision;
  const words =
    kind === "fee" ? t("fee") : t(`verdicts.${verdict ?? "allow"}`, { channel: channel ? channels(channel) : "" });
  return (
    <div className="grid gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 font-medium">
        {kind === "touch" ? (
          <Link href={`/${slug}/touches/${id}`} className={textLink}>
            {words}
          </Link>
        ) : (
          words
        )}
        {money && <Money amountMinor={money.amountMinor} currency={money.currency} />}
        {review && (
          <Badge variant={review.verdict === "upheld" ? "success" : "warning"}>{t(`reviewed.${review.verdict}`)}</Badge>
        )}
      </p>
      {kind === "touch" && code && codes.has(code) && <p className="text-muted-foreground">{codes(code)}</p>}
      {review?.reason && (
        <p className="wrap-anywhere">
          {review.reason}
          {review.by && <span className="text-muted-foreground"> · {review.by}</span>}
        </p>
      )}
      <p className="text-xs text-muted-foreground">
        <When at={at} exact />
      </p>
    </div>
  );
}

function ReviewDialog({
  requestId,
  decision,
  verdict,
  onClose,
}: {
  requestId: string;
  decision: AutomatedDecision;
  verdict: Verdict;
  onClose: () => void;
}) {
  const t = useTranslations("privacy.review");
  const trpc = useTRPC();
  const text = useErrorText();
  const [reason, setReason] = useState("");
  const review = useRightsMutation(trpc.rights.review, t("saved"), onClose);
  return (
    <ActionDialog
      title={t(verdict === "upheld" ? "uphold" : "overturn")}
      description={t(verdict === "upheld" ? "upholdLead" : "overturnLead")}
      action={t("save")}
      ready={reason.trim().length >= 3}
      pending={review.isPending}
      error={review.error ? text(review.error) : null}
      onSubmit={() => review.mutate({ requestId, decision: { kind: decision.kind, id: decision.id }, verdict, reason })}
      onClose={onClose}
    >
      <FormField label={t("reason")} hint={t("reasonHint")}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2_000}
            value={reason}
            required
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </FormField>
    </ActionDialog>
  );
}
