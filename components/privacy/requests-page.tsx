"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { DueText } from "@/components/privacy/due-text";
import { OpenRequestDialog } from "@/components/privacy/open-request-dialog";
import { PrivacyFrame } from "@/components/privacy/privacy-frame";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/lists/filter-select";
import { QueryBody } from "@/components/ui/query-body";
import { Skeleton } from "@/components/ui/skeleton";
import { Day } from "@/components/ui/when";
import { type RequestRow, requestKinds } from "@/server/rights/contract";

const filters = {
  status: parseAsStringLiteral(["open", "closed"] as const),
  kind: parseAsStringLiteral(requestKinds),
};

/** What people asked about their data: the soonest due first, so that a privacy officer works from the top. */
export function RequestsPage() {
  const t = useTranslations("privacy");
  const trpc = useTRPC();
  const mayHandle = useMay("rights.handle");
  const [{ status, kind }, setFilters] = useQueryStates(filters);
  const [opening, setOpening] = useState(false);
  const requests = useQuery(
    trpc.rights.list.queryOptions(
      { status: status ?? undefined, kind: kind ?? undefined },
      { placeholderData: keepPreviousData },
    ),
  );
  const open = mayHandle && (
    <Button onClick={() => setOpening(true)}>
      <Plus aria-hidden /> {t("new")}
    </Button>
  );
  return (
    <PrivacyFrame actions={open}>
      <div className="flex flex-wrap items-center gap-2">
        <FilterSelect
          label={t("filters.status")}
          any={t("filters.anyStatus")}
          value={status}
          options={(["open", "closed"] as const).map((value) => ({ value, label: t(`filters.${value}`) }))}
          onChange={(value) => setFilters({ status: value })}
        />
        <FilterSelect
          label={t("filters.kind")}
          any={t("filters.anyKind")}
          value={kind}
          options={requestKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={(value) => setFilters({ kind: value })}
        />
        {requests.data && (
          <p className="ml-auto text-sm text-muted-foreground tabular-nums">
            {t("counts", { open: requests.data.open, overdue: requests.data.overdue })}
          </p>
        )}
      </div>
      <QueryBody query={requests} skeleton={<Skeleton className="h-64" />}>
        {(data) =>
          data.rows.length === 0 ? (
            <EmptyState
              icon={ShieldCheck}
              title={t(status || kind ? "noMatch" : "empty.title")}
              description={status || kind ? undefined : t("empty.body")}
              action={
                status || kind ? (
                  <Button variant="outline" onClick={() => setFilters({ status: null, kind: null })}>
                    {t("filters.clear")}
                  </Button>
                ) : (
                  open
                )
              }
            />
          ) : (
            <ul className="divide-y rounded-lg border bg-card">
              {data.rows.map((request) => (
                <Request key={request.id} request={request} />
              ))}
            </ul>
          )
        }
      </QueryBody>
      {opening && <OpenRequestDialog debtorId={null} onClose={() => setOpening(false)} />}
    </PrivacyFrame>
  );
}

function Request({ request }: { request: RequestRow }) {
  const t = useTranslations("privacy");
  const { slug } = useWorkspace();
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <Link
          href={`/${slug}/privacy/${request.id}`}
          className="rounded-sm font-medium underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
        >
          {t(`kinds.${request.kind}`)}
          <span className="font-normal text-muted-foreground"> · </span>
          {request.debtorName}
        </Link>
        <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted-foreground">
          <span>
            {t("received")} <Day day={request.receivedOn} />
          </span>
          <span>{t(`laws.${request.law}`)}</span>
          {request.status === "open" && request.identity === "not_yet" && (
            <Badge variant="warning">{t("identities.not_yet")}</Badge>
          )}
          {request.refusal && <span>{t(`refusals.${request.refusal}`)}</span>}
        </p>
      </div>
      <DueText request={request} />
    </li>
  );
}
