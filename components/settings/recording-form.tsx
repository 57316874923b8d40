"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { useErrorText } from "@/components/ui/error-state";
import { Label } from "@/components/ui/label";
import type { RecordingSetting } from "@/server/calls/audio/contract";

/** Whether calls are recorded, or why that is nothing to decide here. */
export function RecordingForm({ setting, editable }: { setting: RecordingSetting; editable: boolean }) {
  const t = useTranslations("settings.recording");
  const saved = useTranslations("settings")("saved");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const id = useId();
  const [isOn, setOn] = useState(setting.isOn);
  const save = useMutation(
    trpc.calls.saveRecordingSetting.mutationOptions({
      onSuccess: () => {
        toast.success(saved);
        router.refresh();
      },
      onError: (error) => toast.error(text(error)),
    }),
  );
  if (setting.offered === "sandbox") return <p className="text-sm">{t("sandbox")}</p>;
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ isOn });
      }}
    >
      {setting.offered === "no_place" && <p className="text-sm">{t("noPlace")}</p>}
      <div className="flex items-start gap-2">
        <Checkbox
          id={id}
          className="mt-0.5"
          aria-describedby={`${id}-hint`}
          disabled={!editable || (setting.offered === "no_place" && !setting.isOn)}
          checked={isOn}
          onCheckedChange={(checked) => setOn(checked === true)}
        />
        <div className="grid gap-1">
          <Label htmlFor={id}>{t("on")}</Label>
          <p id={`${id}-hint`} className="text-xs text-muted-foreground">
            {t("hint")}
          </p>
        </div>
      </div>
      {editable && (
        <Button type="submit" className="justify-self-start" pending={save.isPending}>
          {t("apply")}
        </Button>
      )}
    </form>
  );
}
