"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { ChangeSkill } from "@/components/settings/own-skills/change-skill";
import { TrySkill } from "@/components/settings/own-skills/try-dialog";
import { ToldOnce } from "@/components/settings/told-once";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { OwnSkillRow } from "@/server/flows/own-skills/contract";

/** What can be done with one skill: try, change, give it another secret, take it away and bring it back. */
export function SkillActions({ skill, isLive }: { skill: OwnSkillRow; isLive: boolean }) {
  const t = useTranslations("settings.ownSkills");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const renewButton = useRef<HTMLButtonElement>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { name, id: ownSkillId } = skill;
  const onError = (error: unknown) => void toast.error(text(error));
  const told = (sentence: string) => () => {
    toast.success(sentence);
    router.refresh();
  };
  const archive = useMutation(
    trpc.ownSkills.archive.mutationOptions({ onSuccess: told(t("archivedToast", { name })), onError }),
  );
  const restore = useMutation(
    trpc.ownSkills.restore.mutationOptions({ onSuccess: told(t("restored", { name })), onError }),
  );
  const renew = useMutation(
    trpc.ownSkills.renewSecret.mutationOptions({ onSuccess: (made) => setSecret(made.secret), onError }),
  );
  if (skill.archivedAt) {
    return (
      <Button
        variant="ghost"
        size="sm"
        aria-label={t("restoreOf", { name })}
        pending={restore.isPending}
        onClick={() => restore.mutate({ ownSkillId })}
      >
        {t("restore")}
      </Button>
    );
  }
  return (
    <div className="flex flex-wrap justify-end gap-1">
      <TrySkill skill={skill} isLive={isLive} />
      <ChangeSkill skill={skill} />
      <ConfirmDialog
        button={
          <Button
            ref={renewButton}
            variant="ghost"
            size="sm"
            aria-label={t("renewOf", { name })}
            pending={renew.isPending}
          >
            {t("renew")}
          </Button>
        }
        title={t("renewTitle", { name })}
        description={t("renewBody")}
        actions={[{ label: t("renew"), act: () => renew.mutate({ ownSkillId }) }]}
      />
      <ConfirmDialog
        button={
          <Button variant="ghost" size="sm" aria-label={t("archiveOf", { name })} pending={archive.isPending}>
            {t("archive")}
          </Button>
        }
        title={t("archiveTitle", { name })}
        description={t("archiveBody")}
        actions={[{ label: t("archive"), act: () => archive.mutate({ ownSkillId }) }]}
      />
      {secret && (
        <ToldOnce
          title={t("secretTitle", { name })}
          description={t("secretBody")}
          label={t("secret")}
          text={secret}
          focusAfter={renewButton}
          onClose={() => setSecret(null)}
        />
      )}
    </div>
  );
}
