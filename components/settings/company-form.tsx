"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { followCountry, type LocalityField } from "@/components/settings/follow-country";
import type { LocalityOptions } from "@/components/settings/locality-options";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { localeNames, locales } from "@/server/i18n/locales";
import { companyInput } from "@/server/tenancy/contract";

export type Company = {
  name: string;
  country: string;
  timeZone: string;
  currency: string;
  language: "en" | "hi";
  phone: string | null;
  email: string | null;
  postalAddress: string | null;
};

/** Name, place, zone, currency and how to be reached. `returnTo`: where a newcomer came from. */
export function CompanyForm({
  company,
  options,
  editable,
  returnTo,
}: {
  company: Company;
  options: LocalityOptions;
  editable: boolean;
  returnTo?: string;
}) {
  const t = useTranslations("settings");
  const errorText = useErrorText();
  const fields = useTranslations("auth.fields");
  const router = useRouter();
  const trpc = useTRPC();
  const chosenByHand = useRef(new Set<LocalityField>());
  const form = useForm({
    resolver: zodResolver(companyInput),
    values: {
      ...company,
      phone: company.phone ?? "",
      email: company.email ?? "",
      postalAddress: company.postalAddress ?? "",
    },
    // What somebody else saved meanwhile comes in; what is being typed stays.
    resetOptions: { keepDirtyValues: true },
    disabled: !editable,
  });
  const { setFocus } = form;
  const { errors, dirtyFields } = form.formState;
  const isStart = returnTo !== undefined;
  useEffect(() => {
    if (isStart && !company.phone) setFocus("phone");
  }, [isStart, company.phone, setFocus]);
  const submit = form.handleSubmit((values) => {
    // The messages of the templates name it: whoever begins is asked for it.
    if (isStart && !values.phone?.trim()) form.setError("phone", { message: "missing" }, { shouldFocus: true });
    else save.mutate(Object.fromEntries(Object.entries(values).filter(([name]) => name in dirtyFields)));
  });
  const save = useMutation(
    trpc.workspaces.updateCompany.mutationOptions({
      onSuccess: () => {
        toast.success(t("saved"));
        form.reset(form.getValues());
        router.refresh();
        if (returnTo) router.push(returnTo);
      },
      onError: (error) => {
        const wrong = Object.keys(error.data?.fields ?? {});
        if (wrong.includes("phone")) form.setError("phone", { message: "invalid" }, { shouldFocus: true });
        else toast.error(errorText(error));
      },
    }),
  );
  const choose = (name: LocalityField) => {
    chosenByHand.current.add(name);
    if (name !== "country") return;
    for (const proposal of followCountry(form.getValues("country"), chosenByHand.current)) {
      form.setValue(proposal.name, proposal.value, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
    }
  };
  const select = (name: LocalityField, choices: { value: string; label: string }[]) => (
    <FormField label={t(`company.${name}`)} error={errors[name] && fields("invalid")}>
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

  return (
    <form onSubmit={submit} className="grid gap-4 sm:grid-cols-2" noValidate>
      <div className="sm:col-span-2">
        <FormField label={t("company.name")} error={errors.name && fields("required")}>
          {(control) => <Input {...control} autoComplete="organization" {...form.register("name")} />}
        </FormField>
      </div>
      {select("country", options.countries)}
      {select("timeZone", options.zones)}
      {select("currency", options.currencies)}
      <FormField label={t("company.language")}>
        {(control) => (
          <NativeSelect {...control} {...form.register("language")}>
            {locales.map((locale) => (
              <option key={locale} value={locale}>
                {localeNames[locale]}
              </option>
            ))}
          </NativeSelect>
        )}
      </FormField>
      <FormField
        label={t("company.phone")}
        hint={t("company.phoneHint")}
        error={errors.phone && (errors.phone.message === "missing" ? t("company.phoneMissing") : fields("invalid"))}
      >
        {(control) => <Input {...control} type="tel" autoComplete="tel" {...form.register("phone")} />}
      </FormField>
      <FormField label={t("company.email")} hint={t("company.emailHint")} error={errors.email && fields("email")}>
        {(control) => <Input {...control} type="email" autoComplete="email" {...form.register("email")} />}
      </FormField>
      <div className="sm:col-span-2">
        <FormField label={t("company.postalAddress")} hint={t("company.postalAddressHint")}>
          {(control) => (
            <Textarea {...control} rows={3} autoComplete="street-address" {...form.register("postalAddress")} />
          )}
        </FormField>
      </div>
      <div className="flex items-center gap-3 sm:col-span-2">
        {editable ? (
          <Button type="submit" pending={save.isPending}>
            {t("save")}
          </Button>
        ) : (
          <p className="text-sm text-muted-foreground">{t("readOnly")}</p>
        )}
      </div>
    </form>
  );
}
