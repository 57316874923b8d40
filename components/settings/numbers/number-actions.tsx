"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { NumberDialog } from "@/components/settings/numbers/number-dialog";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { NumberRow } from "@/server/numbers/contract";

/** What can be done with a number: change what it is for, and give it up. */
export function NumberActions({ number }: { number: NumberRow }) {
  const t = useTranslations("settings.numbers");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const { id: numberId, e164, label, outbound, flow, hours } = number;
  const change = useMutation(
    trpc.numbers.change.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast.success(t("changed", { number: e164 }));
        router.refresh();
      },
      onError: () => {},
    }),
  );
  const archive = useMutation(
    trpc.numbers.archive.mutationOptions({
      onSuccess: () => {
        toast.success(t("archivedToast", { number: e164 }));
        router.refresh();
      },
      onError: (error) => toast.error(text(error)),
    }),
  );
  return (
    <div className="flex flex-wrap justify-end gap-1">
      <Button
        variant="ghost"
        size="sm"
        aria-label={t("changeOf", { number: e164 })}
        onClick={() => {
          change.reset();
          setOpen(true);
        }}
      >
        {t("change")}
      </Button>
      <ConfirmDialog
        button={
          <Button variant="ghost" size="sm" aria-label={t("archiveOf", { number: e164 })} pending={archive.isPending}>
            {t("archive")}
          </Button>
        }
        title={t("archiveTitle", { number: e164 })}
        description={t("archiveBody")}
        actions={[{ label: t("archive"), act: () => archive.mutate({ numberId }) }]}
      />
      {isOpen && (
        <NumberDialog
          draft={{ number: e164, label, outbound, flowId: flow?.id ?? null, hours }}
          named
          pending={change.isPending}
          failure={change.error}
          onSubmit={({ number: _, ...input }) => change.mutate({ numberId, ...input })}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
