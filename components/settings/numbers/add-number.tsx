"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { NumberDialog } from "@/components/settings/numbers/number-dialog";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";

export function AddNumber() {
  const t = useTranslations("settings.numbers");
  const router = useRouter();
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const add = useMutation(
    trpc.numbers.add.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast.success(t("added"));
        router.refresh();
      },
      onError: () => {},
    }),
  );
  return (
    <>
      <Button
        variant="outline"
        onClick={() => {
          add.reset();
          setOpen(true);
        }}
      >
        <Plus aria-hidden />
        {t("add")}
      </Button>
      {isOpen && (
        <NumberDialog
          draft={{ number: "", label: "", outbound: true, flowId: null, hours: null }}
          named={false}
          pending={add.isPending}
          failure={add.error}
          onSubmit={(input) => add.mutate(input)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
