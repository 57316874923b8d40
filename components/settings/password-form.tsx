"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { changePasswordInput } from "@/server/auth/contract";

/** Asks for the current password where there is one. */
export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations("settings.profile");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const form = useForm({ resolver: zodResolver(changePasswordInput), defaultValues: { current: "", password: "" } });
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: () => {
        toast.success(t("changed"));
        form.reset();
        router.refresh();
      },
      onError: (error) => {
        if (errorFacts(error).code !== "INVALID_INPUT") return toast.error(text(error));
        form.setError("current", { message: "wrong" }, { shouldFocus: true });
      },
    }),
  );
  const { errors } = form.formState;
  return (
    <form onSubmit={form.handleSubmit((values) => change.mutate(values))} className="grid max-w-sm gap-4" noValidate>
      {hasPassword && (
        <FormField label={t("current")} error={errors.current && t("wrong")}>
          {(control) => (
            <Input {...control} type="password" autoComplete="current-password" {...form.register("current")} />
          )}
        </FormField>
      )}
      <FormField
        label={t("new")}
        hint={errors.password ? undefined : t("newHint")}
        error={errors.password && t("newHint")}
      >
        {(control) => <Input {...control} type="password" autoComplete="new-password" {...form.register("password")} />}
      </FormField>
      <div>
        <Button type="submit" pending={change.isPending}>
          {t(hasPassword ? "change" : "set")}
        </Button>
      </div>
    </form>
  );
}
