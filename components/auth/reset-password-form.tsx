"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useMutationError } from "@/components/auth/use-auth-error";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { resetPasswordInput } from "@/server/auth/contract";

export function ResetPasswordForm({ token }: { token: string }) {
  const t = useTranslations("auth");
  const router = useRouter();
  const trpc = useTRPC();
  const sentence = useMutationError();
  const reset = useMutation(
    trpc.account.resetPassword.mutationOptions({
      meta: { quiet: true },
      onSuccess: () => router.push("/sign-in?done=reset"),
    }),
  );
  const form = useForm({ resolver: zodResolver(resetPasswordInput), defaultValues: { token, password: "" } });
  return (
    <form onSubmit={form.handleSubmit((values) => reset.mutate(values))} className="space-y-4" noValidate>
      {reset.error && (
        <Alert variant="destructive">
          <AlertDescription>
            {sentence(reset.error)}
            <Link href="/forgot-password" className="font-medium underline underline-offset-4">
              {t("forgot.submit")}
            </Link>
          </AlertDescription>
        </Alert>
      )}
      <FormField
        label={t("reset.password")}
        hint={t("signUp.passwordHint")}
        error={form.formState.errors.password && t("fields.passwordShort")}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            className="h-10"
            {...form.register("password")}
          />
        )}
      </FormField>
      <Button type="submit" size="lg" className="w-full" pending={reset.isPending || reset.isSuccess}>
        {t("reset.submit")}
      </Button>
    </form>
  );
}
