"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { chooseLocale } from "@/components/shell/preferences";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { profileInput } from "@/server/auth/contract";
import { localeNames, locales } from "@/server/i18n/locales";

/** Name and language; the address is shown with whether it is confirmed. */
export function ProfileForm({
  name,
  email,
  language,
  verified,
}: {
  name: string;
  email: string;
  language: "en" | "hi";
  verified: boolean;
}) {
  const t = useTranslations("settings");
  const fields = useTranslations("auth.fields");
  const router = useRouter();
  const trpc = useTRPC();
  const form = useForm({ resolver: zodResolver(profileInput), defaultValues: { name, language } });
  const save = useMutation(
    trpc.account.updateProfile.mutationOptions({
      onSuccess: (_, values) => {
        chooseLocale(values.language);
        toast.success(t("saved"));
        router.refresh();
      },
    }),
  );
  const resend = useMutation(
    trpc.account.resendVerification.mutationOptions({ onSuccess: () => toast.success(t("profile.resent")) }),
  );
  return (
    <form
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
      className="grid gap-4 sm:grid-cols-2"
      noValidate
    >
      <FormField label={t("profile.name")} error={form.formState.errors.name && fields("required")}>
        {(control) => <Input {...control} autoComplete="name" {...form.register("name")} />}
      </FormField>
      <FormField label={t("profile.language")}>
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
      <div className="flex flex-wrap items-center gap-2 text-sm sm:col-span-2">
        <span className="text-muted-foreground">{t("profile.email")}</span>
        <span>{email}</span>
        <Badge variant={verified ? "success" : "warning"}>
          {t(verified ? "profile.verified" : "profile.unverified")}
        </Badge>
        {!verified && (
          <Button variant="link" size="sm" pending={resend.isPending} onClick={() => resend.mutate()}>
            {t("profile.resend")}
          </Button>
        )}
      </div>
      <div>
        <Button type="submit" pending={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
