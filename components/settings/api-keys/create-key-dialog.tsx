"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { ToldOnce } from "@/components/settings/told-once";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { ActionDialog } from "@/components/ui/overlays/action-dialog";
import { lifetimesDays, scopeNames } from "@/server/api-keys/contract";
import type { Scope } from "@/server/tenancy/permissions";

/** Asks what a key is for and what it may do; then shows it, this once. */
export function CreateKeyDialog() {
  const t = useTranslations("settings.apiKeys");
  const router = useRouter();
  const [step, setStep] = useState<"closed" | "asking" | { key: string }>("closed");
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button ref={opener} variant="outline" onClick={() => setStep("asking")}>
        <Plus aria-hidden />
        {t("create")}
      </Button>
      {step === "asking" && <Asking onMade={(key) => setStep({ key })} onClose={() => setStep("closed")} />}
      {typeof step === "object" && (
        <ToldOnce
          title={t("madeTitle")}
          description={t("madeBody")}
          label={t("key")}
          text={step.key}
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

function Asking({ onMade, onClose }: { onMade: (key: string) => void; onClose: () => void }) {
  const t = useTranslations("settings.apiKeys");
  const text = useErrorText();
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [days, setDays] = useState("365");
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({ onSuccess: ({ key }) => onMade(key), onError: () => {} }),
  );
  const toggle = (scope: Scope, chosen: boolean) =>
    setScopes((all) => (chosen ? [...all, scope] : all.filter((each) => each !== scope)));
  return (
    <ActionDialog
      title={t("createTitle")}
      description={t("createBody")}
      action={t("submit")}
      ready={name.trim() !== "" && scopes.length > 0}
      pending={create.isPending}
      error={create.error ? text(create.error) : null}
      onSubmit={() =>
        create.mutate({ name, scopes, days: lifetimesDays.find((each) => String(each) === days) ?? null })
      }
      onClose={onClose}
    >
      <FormField label={t("name")} hint={t("nameHint")}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </FormField>
      <fieldset className="grid gap-2.5">
        <legend className="mb-2 text-sm font-medium">{t("scopes")}</legend>
        {scopeNames.map((scope) => (
          <div key={scope} className="flex items-start gap-2.5 text-sm">
            <Checkbox
              id={scope}
              className="mt-0.5"
              checked={scopes.includes(scope)}
              onCheckedChange={(chosen) => toggle(scope, chosen === true)}
            />
            <label htmlFor={scope}>
              {t(`scope.${scope.replace(":", ".")}` as `scope.consents.read`)}
              <span className="block font-mono text-xs text-muted-foreground">{scope}</span>
            </label>
          </div>
        ))}
        {scopes.length === 0 && <p className="text-xs text-muted-foreground">{t("scopesMissing")}</p>}
      </fieldset>
      <FormField label={t("lifetime")}>
        {(control) => (
          <NativeSelect {...control} value={days} onChange={(event) => setDays(event.target.value)}>
            {lifetimesDays.map((each) => (
              <option key={each} value={each}>
                {t("days", { count: each })}
              </option>
            ))}
            <option value="">{t("forever")}</option>
          </NativeSelect>
        )}
      </FormField>
    </ActionDialog>
  );
}
