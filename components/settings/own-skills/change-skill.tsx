"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { SkillDialog } from "@/components/settings/own-skills/skill-dialog";
import { draftOf } from "@/components/settings/own-skills/skill-draft";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import type { OwnSkillRow } from "@/server/flows/own-skills/contract";

export function ChangeSkill({ skill }: { skill: OwnSkillRow }) {
  const t = useTranslations("settings.ownSkills");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const { name } = skill;
  const change = useMutation(
    trpc.ownSkills.change.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast.success(t("changed", { name }));
        router.refresh();
      },
      onError: () => {},
    }),
  );
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        aria-label={t("changeOf", { name })}
        onClick={() => {
          change.reset();
          setOpen(true);
        }}
      >
        {t("change")}
      </Button>
      {isOpen && (
        <SkillDialog
          draft={draftOf(skill)}
          named
          pending={change.isPending}
          error={change.error ? text(change.error) : null}
          onSubmit={({ name: _, ...input }) => change.mutate({ ownSkillId: skill.id, ...input })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
