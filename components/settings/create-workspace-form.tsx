"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useForm } from "react-hook-form";
import { followCountry, type LocalityField } from "@/components/settings/follow-country";
import type { LocalityOptions } from "@/components/settings/locality-options";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { createWorkspaceInput } from "@/server/tenancy/contract";

/** Name, place and kind; live is offered only where the channels' keys are set, and says which are missing. */
export function CreateWorkspaceForm({
  options,
  defaults,
  missingForLive,
}: {
  options: LocalityOptions;
  defaults: { country: string; timeZone: string; currency: string; language: "en" | "hi" };
  missingForLive: string[];
}) {
  const t = useTranslations("settings");
  const fields = useTranslations("auth.fields");
  const trpc = useTRPC();
  const chosenByHand = useRef(new Set<LocalityField>());
  const form = useForm({
    resolver: zodResolver(createWorkspaceInput),
    defaultValues: { ...defaults, name: "", mode: "sandbox" as const },
  });
  const create = useMutation(
    trpc.workspaces.create.mutationOptions({ onSuccess: ({ slug }) => window.location.assign(`/${slug}`) }),
  );
  const choose = (name: LocalityField) => {
    chosenByHand.current.add(name);
    if (name !== "country") return;
    for (const proposal of followCountry(form.getValues("country"), chosenByHand.current)) {
      form.setValue(proposal.name, proposal.value, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
    }
  };
  const select = (name: LocalityField, choices: { value: string; label: string }[]) => (
    <FormField label={t(`company.${name}`)}>
      {(control) => (
        <NativeSelect {...control} {...form.register(name, { onChange: () => choose(name) })}>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      )}
    </FormField>
  );
  const liveOffered = missingForLive.length === 0;
  return (
    <form
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
      className="grid gap-4 sm:grid-cols-2"
      noValidate
    >
      <FormField label={t("company.name")} error={form.formState.errors.name && fields("required")}>
        {(control) => <Input {...control} autoComplete="organization" {...form.register("name")} />}
      </FormField>
      {select("country", options.countries)}
      {select("timeZone", options.zones)}
      {select("currency", options.currencies)}
      <fieldset className="space-y-2 sm:col-span-2">
        <legend className="text-sm font-medium">{t("workspaces.mode")}</legend>
        {(["sandbox", "live"] as const).map((mode) => (
          <label key={mode} className="flex items-start gap-2 text-sm has-disabled:opacity-60">
            <input
              type="radio"
              value={mode}
              disabled={mode === "live" && !liveOffered}
              className="mt-0.5 accent-primary"
              {...form.register("mode")}
            />
            <span>
              <span className="font-medium">{t(`workspaces.${mode}`)}</span>{" "}
              <span className="text-muted-foreground">
                {t(`workspaces.${mode}Hint`)}
                {mode === "live" &&
                  !liveOffered &&
                  ` ${t("workspaces.liveMissing", {
                    missing: missingForLive.map((name) => t(`providers.names.${name}`)).join(", "),
                  })}`}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div>
        <Button type="submit" pending={create.isPending || create.isSuccess}>
          {t("workspaces.submit")}
        </Button>
      </div>
    </form>
  );
}
