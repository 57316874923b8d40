"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The upload was left half way: the browser no longer has the file. */
export function InterruptedStep({ id }: { id: string }) {
  const t = useTranslations("imports.drop");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { slug } = useWorkspace();
  const cancel = useMutation(
    trpc.imports.cancel.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.imports.pathFilter());
        router.push(`/${slug}/imports/new`);
      },
    }),
  );
  return (
    <EmptyState
      icon={FileUp}
      title={t("interrupted")}
      description={t("interruptedHint")}
      action={
        <Button pending={cancel.isPending} onClick={() => cancel.mutate({ importId: id })}>
          {t("again")}
        </Button>
      }
    />
  );
}
