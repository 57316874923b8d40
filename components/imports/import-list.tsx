"use client";

import { useQuery } from "@tanstack/react-query";
import { FileSpreadsheet, Upload } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { isRunning } from "@/components/imports/running";
import { useMay, useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { When } from "@/components/ui/when";
import type { ImportSummary } from "@/server/imports/contract";

/** Every import of the workspace, the latest first. */
export function ImportList() {
  const t = useTranslations("imports");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const mayRun = useMay("imports.run");
  const list = useQuery({
    ...trpc.imports.list.queryOptions({}),
    refetchInterval: (query) => (query.state.data?.some((one) => isRunning(one.status)) ? 2000 : false),
  });
  const start = mayRun && (
    <Button asChild>
      <Link href={`/${slug}/imports/new`}>
        <Upload />
        {t("new")}
      </Link>
    </Button>
  );
  return (
    <div className="grid gap-5">
      <PageHeader title={t("title")} description={t("description")} actions={start} />
      {list.isPending && (
        <div className="grid gap-2" aria-busy="true">
          {["a", "b", "c"].map((key) => (
            <Skeleton key={key} className="h-16" />
          ))}
        </div>
      )}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.length === 0 && (
        <EmptyState icon={FileSpreadsheet} title={t("none")} description={t("noneHint")} action={start || undefined} />
      )}
      {list.data && list.data.length > 0 && (
        <ul className="divide-y rounded-lg border bg-card">
          {list.data.map((one) => (
            <Row key={one.id} one={one} slug={slug} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ one, slug }: { one: ImportSummary; slug: string }) {
  const t = useTranslations("imports");
  const format = useFormatter();
  const total = one.rowsTotal;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-accent">
      <div className="min-w-0 flex-1">
        <Link
          href={`/${slug}/imports/${one.id}`}
          className="block truncate text-sm font-medium outline-none after:absolute after:inset-0 focus-visible:underline"
        >
          {one.fileName}
        </Link>
        <p className="text-xs text-muted-foreground">
          {total !== null && `${t("rows", { count: total })} · `}
          {one.asOf &&
            `${t("asOfDay", { day: format.dateTime(new Date(`${one.asOf}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" }) })} · `}
          <When at={one.createdAt} />
        </p>
      </div>
      {isRunning(one.status) && total !== null && (
        <span className="text-xs text-muted-foreground tabular-nums">
          {t("rowsOf", { done: format.number(one.rowsDone), total: format.number(total) })}
        </span>
      )}
      {one.status === "uploading" ? <Badge>{t("statusUploading")}</Badge> : <StatusBadge status={one.status} />}
    </li>
  );
}
