"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useRef } from "react";
import { CheckResult } from "@/components/imports/check-result";
import { ColumnsStep } from "@/components/imports/columns-step";
import { EndStep } from "@/components/imports/end-step";
import { type ImportStep, ImportSteps } from "@/components/imports/import-steps";
import { InterruptedStep } from "@/components/imports/interrupted-step";
import { QuestionsStep } from "@/components/imports/questions-step";
import { isRunning } from "@/components/imports/running";
import { WorkingStep } from "@/components/imports/working-step";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { ImportView } from "@/server/imports/contract";

export type Choice = { value: string; label: string };

/** One import from its columns to its result; which step shows is what the server says it is at. */
export function ImportWizard({ id, countries, currencies }: { id: string; countries: Choice[]; currencies: Choice[] }) {
  const t = useTranslations("imports");
  const trpc = useTRPC();
  const { slug } = useWorkspace();
  const view = useQuery({
    ...trpc.imports.get.queryOptions({ importId: id }),
    refetchInterval: (query) => (query.state.data && isRunning(query.state.data.status) ? 700 : false),
  });
  const [step, setStep] = useQueryState("step", parseAsStringLiteral(["columns", "questions"] as const));

  useRefreshWhenDone(view.data?.status);

  if (view.isPending) return <Skeleton className="h-96" aria-busy="true" />;
  if (view.isError) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />;
  const one = view.data;
  const editing = one.status === "uploaded" || (one.status === "ready" && step !== null);
  const at = step === "questions" ? "questions" : "columns";
  return (
    <div className="mx-auto grid w-full max-w-4xl gap-5">
      <PageHeader
        title={<span className="break-all">{one.fileName}</span>}
        description={one.rowsTotal === null ? undefined : t("rows", { count: one.rowsTotal })}
        actions={
          <Button asChild variant="ghost">
            <Link href={`/${slug}/imports`}>{t("back")}</Link>
          </Button>
        }
      />
      <ImportSteps current={editing ? at : stepOf(one)} />
      {editing && at === "columns" && <ColumnsStep view={one} onDone={() => void setStep("questions")} />}
      {editing && at === "questions" && (
        <QuestionsStep
          view={one}
          countries={countries}
          currencies={currencies}
          onBack={() => void setStep("columns")}
          onDone={() => void setStep(null)}
        />
      )}
      {one.status === "uploading" && <InterruptedStep id={one.id} />}
      {isRunning(one.status) && <WorkingStep view={one} />}
      {one.status === "ready" && !editing && <CheckResult view={one} onEdit={() => void setStep("columns")} />}
      {(one.status === "done" || one.status === "cancelled" || one.status === "failed") && <EndStep view={one} />}
    </div>
  );
}

/**
 * An import changes money everywhere, and one as of a day the workspace's clock as well. A small one is done before it
 * was ever seen applying.
 */
function useRefreshWhenDone(status: ImportView["status"] | undefined) {
  const queries = useQueryClient();
  const router = useRouter();
  const before = useRef(status);
  useEffect(() => {
    const isNews = status === "done" && before.current !== "done";
    before.current = status;
    if (!isNews) return;
    void queries.invalidateQueries();
    router.refresh();
  }, [status, queries, router]);
}

function stepOf(view: ImportView): ImportStep {
  if (view.status === "uploading") return "file";
  if (view.status === "checking" || view.status === "ready") return "check";
  return view.failure !== null && view.rowsTotal === null ? "file" : "done";
}
