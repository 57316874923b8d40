"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { typedValue, typeOf } from "@/components/settings/own-skills/skill-draft";
import { ValueInput } from "@/components/settings/own-skills/value-input";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import type { OwnSkillRow, TriedSkill } from "@/server/flows/own-skills/contract";

export function TrySkill({ skill, isLive }: { skill: OwnSkillRow; isLive: boolean }) {
  const t = useTranslations("settings.ownSkills");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="sm" aria-label={t("tryOf", { name: skill.name })} onClick={() => setOpen(true)}>
        {t("try")}
      </Button>
      {isOpen && <TryDialog skill={skill} isLive={isLive} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What it is to be given, and what it answered to that. */
function TryDialog({ skill, isLive, onClose }: { skill: OwnSkillRow; isLive: boolean; onClose: () => void }) {
  const t = useTranslations("settings.ownSkills");
  const text = useErrorText();
  const trpc = useTRPC();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const tried = useMutation(trpc.ownSkills.try.mutationOptions({ onError: () => {} }));
  const { properties, required } = skill.parameters;
  const args = Object.fromEntries(
    Object.entries(properties).flatMap(([name, of]) => {
      const value = typed[name] ?? "";
      return value === "" ? [] : [[name, typedValue(typeOf(of), value)]];
    }),
  );
  return (
    <ActionDialog
      title={t("tryTitle", { name: skill.name })}
      description={isLive ? t("tryLive") : t("trySandbox")}
      action={t("call")}
      ready={required.every((name) => name in args)}
      pending={tried.isPending}
      error={tried.error ? text(tried.error) : null}
      onSubmit={() => tried.mutate({ ownSkillId: skill.id, args })}
      onClose={onClose}
    >
      {Object.entries(properties).map(([name, of]) => (
        <FormField key={name} label={<span className="font-mono">{name}</span>} hint={of.description}>
          {({ id }) => (
            <ValueInput
              id={id}
              label={name}
              type={typeOf(of)}
              options={"enum" in of ? of.enum : []}
              value={typed[name] ?? ""}
              onChange={(value) => setTyped((before) => ({ ...before, [name]: value }))}
            />
          )}
        </FormField>
      ))}
      <div aria-live="polite">{tried.data && <Outcome of={tried.data} />}</div>
    </ActionDialog>
  );
}

function Outcome({ of }: { of: TriedSkill }) {
  const t = useTranslations("settings.ownSkills");
  if (!of.ok) {
    const code = of.code as "REFUSED";
    return <p className="text-sm text-destructive-strong">{t(`failures.${code}`, { detail: of.detail })}</p>;
  }
  const values = Object.entries(of.result);
  return (
    <div className="grid gap-2 rounded-md border p-3 text-sm">
      <p className="font-medium">{values.length === 0 ? t("answeredNothing") : t("answered")}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
        {values.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-muted-foreground">{name}</dt>
            <dd className="break-words">{typeof value === "boolean" ? t(value ? "true" : "false") : String(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-muted-foreground">{of.isCalled ? t("isCalled") : t("isNotCalled")}</p>
    </div>
  );
}
