"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { PhoneIncoming } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActiveCall } from "@/components/sandbox/call-dialog";
import { useSandboxRefresh } from "@/components/sandbox/use-sandbox";
import { useMay } from "@/components/shell/workspace-context";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";

/** The debtor who is chosen above calls us. */
export function CallUs({ debtorId, onAnswered }: { debtorId: string | null; onAnswered: (call: ActiveCall) => void }) {
  const t = useTranslations("sandbox.calls");
  const trpc = useTRPC();
  const refresh = useSandboxRefresh();
  const mayAct = useMay("sandbox.act");
  const debtors = useQuery(trpc.sandbox.debtors.queryOptions());
  const name = debtors.data?.find((debtor) => debtor.id === debtorId)?.name;
  const call = useMutation({
    ...trpc.sandbox.callUs.mutationOptions(),
    onSuccess: async ({ deliveryId, from, turn }) => {
      onAnswered({ deliveryId, name: name ?? from, address: from, machine: false, turn });
      await refresh();
    },
  });
  if (!mayAct) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-3">
      <Button
        variant="outline"
        size="sm"
        disabled={!debtorId}
        pending={call.isPending}
        onClick={() => debtorId && call.mutate({ debtorId })}
      >
        <PhoneIncoming aria-hidden />
        {name ? t("callUsAs", { name }) : t("callUs")}
      </Button>
      {!debtorId && <p className="text-xs text-muted-foreground">{t("callUsHint")}</p>}
    </div>
  );
}
