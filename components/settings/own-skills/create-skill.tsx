"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { SkillDialog } from "@/components/settings/own-skills/skill-dialog";
import { emptySkill } from "@/components/settings/own-skills/skill-draft";
import { ToldOnce } from "@/components/settings/told-once";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";

/** Asks what a new skill is; then shows its secret, this once. */
export function CreateSkill() {
  const t = useTranslations("settings.ownSkills");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [step, setStep] = useState<"closed" | "asking" | { name: string; secret: string }>("closed");
  const opener = useRef<HTMLButtonElement>(null);
  const create = useMutation(
    trpc.ownSkills.create.mutationOptions({
      onSuccess: ({ secret }, { name }) => setStep({ name, secret }),
      onError: () => {},
    }),
  );
  return (
    <>
      <Button
        ref={opener}
        variant="outline"
        onClick={() => {
          create.reset();
          setStep("asking");
        }}
      >
        <Plus aria-hidden />
        {t("new")}
      </Button>
      {step === "asking" && (
        <SkillDialog
          draft={emptySkill}
          named={false}
          pending={create.isPending}
          error={create.error ? text(create.error) : null}
          onSubmit={(skill) => create.mutate(skill)}
          onClose={() => setStep("closed")}
        />
      )}
      {typeof step === "object" && (
        <ToldOnce
          title={t("secretTitle", { name: step.name })}
          description={t("secretBody")}
          label={t("secret")}
          text={step.secret}
          focusAfter={opener}
          onClose={() => {
            setStep("closed");
            router.refresh();
          }}
        />
      )}
    </>
  );
}
