"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { LogCheckAnswer, LogStatus } from "@/server/audit/contract";

/** How far the log is proven to be as it was written, and the button that proves it again. */
export function ChainStatus() {
  const t = useTranslations("audit.chain");
  const trpc = useTRPC();
  const status = useQuery(trpc.audit.status.queryOptions(undefined, { refetchInterval: 60_000 }));
  const check = useQuery(trpc.audit.check.queryOptions(undefined, { enabled: false, gcTime: 0 }));
  if (status.isPending) return <Skeleton className="h-12 w-full" />;
  if (status.isError) return null;
  const found = check.data;
  const bad = found ? !found.intact : (status.data.lastSeal?.problems ?? 0) > 0;
  const Icon = bad ? ShieldAlert : ShieldCheck;
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-card px-3 py-2 text-sm",
        bad && "border-destructive/40 bg-destructive-soft text-destructive-strong",
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", !bad && "text-success-strong")} />
      <div className="min-w-0 flex-1 basis-60" role="status">
        {found ? <Checked found={found} /> : <Known status={status.data} />}
        {check.isError && <p className="text-destructive-strong">{t("failed")}</p>}
      </div>
      {status.data.sealed && (
        <Button variant="outline" size="sm" pending={check.isFetching} onClick={() => check.refetch()}>
          {t("check")}
        </Button>
      )}
    </div>
  );
}

function Known({ status: { sealed, lastSeal, waiting } }: { status: LogStatus }) {
  const t = useTranslations("audit.chain");
  if (!sealed) return <p>{t("none")}</p>;
  return (
    <>
      <p className="font-medium">
        {lastSeal
          ? t.rich(lastSeal.problems > 0 ? "broken" : "verified", {
              count: lastSeal.problems,
              at: () => <When key="at" at={lastSeal.at} exact />,
            })
          : t("unsealed")}
      </p>
      <p className="text-xs text-muted-foreground">
        {t.rich("sealed", { entries: sealed.entries, at: () => <When key="at" at={sealed.until} exact /> })}
        {waiting && <> {t("waiting")}</>}
      </p>
    </>
  );
}

function Checked({ found }: { found: LogCheckAnswer }) {
  const t = useTranslations("audit.chain");
  const until = found.verifiedUntil;
  if (found.intact) {
    return (
      <>
        <p className="font-medium">
          {until ? t.rich("verified", { count: 0, at: () => <When key="at" at={until} exact /> }) : t("none")}
        </p>
        <p className="text-xs text-muted-foreground">
          {t(found.whole ? "checkedWhole" : "checkedPart", { entries: found.entries, links: found.links })}
        </p>
      </>
    );
  }
  return (
    <>
      <p className="font-medium">{t("brokenNow", { count: found.problems.length })}</p>
      <ul className="mt-1 list-disc space-y-0.5 pl-4 text-xs">
        {found.problems.map(({ code, sealedAt, count }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer that is shown as it came
          <li key={at}>
            {t(`problems.${code}`, { count })}
            {sealedAt && (
              <>
                {" "}
                (<When at={sealedAt} exact />)
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-xs">{t("whatNow")}</p>
    </>
  );
}
