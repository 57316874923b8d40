"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/when";
import type { FlowDetail } from "@/server/flows/contract";

/** What was published, with who and why; each can become the draft again. */
export function VersionsCard({ flow, mayEdit }: { flow: FlowDetail; mayEdit: boolean }) {
  const t = useTranslations("flows.versions");
  const trpc = useTRPC();
  const client = useQueryClient();
  const versions = useQuery(trpc.flows.versions.queryOptions({ flowId: flow.id }));
  const restore = useMutation(
    trpc.flows.restoreVersion.mutationOptions({
      onSuccess: async () => {
        toast.success(t("restored"));
        await client.invalidateQueries({ queryKey: trpc.flows.pathKey() });
      },
    }),
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
      </CardHeader>
      <CardContent>
        {versions.isError ? (
          <ErrorState error={versions.error} onRetry={() => versions.refetch()} />
        ) : versions.isPending ? (
          <Skeleton className="h-12" />
        ) : versions.data.items.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t("none")}</p>
        ) : (
          <ul className="grid gap-3">
            {versions.data.items.map((version) => (
              <li key={version.id} className="flex items-start gap-2 text-sm">
                <div className="mr-auto grid gap-0.5">
                  <span className="font-medium">{t("number", { number: version.number })}</span>
                  <span className="text-xs text-muted-foreground">
                    <When at={version.publishedAt} />
                    {version.publishedBy && ` · ${version.publishedBy}`}
                    {version.changes && ` · ${t("changes", version.changes)}`}
                  </span>
                  {version.note && <span className="text-xs">{version.note}</span>}
                </div>
                {mayEdit && (
                  <ConfirmDialog
                    button={
                      <Button variant="ghost" size="sm">
                        {t("restore")}
                        <span className="sr-only"> {t("number", { number: version.number })}</span>
                      </Button>
                    }
                    title={t("restoreTitle", { number: version.number })}
                    description={t("restoreBody")}
                    actions={[
                      {
                        label: t("restore"),
                        act: () =>
                          restore.mutate({
                            flowId: flow.id,
                            draftRevision: flow.draftRevision,
                            flowVersionId: version.id,
                          }),
                      },
                    ]}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
