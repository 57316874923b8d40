"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { AuthHeading } from "@/components/auth/auth-heading";
import { useMutationError } from "@/components/auth/use-auth-error";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { emailInput } from "@/server/auth/contract";

/** Asks for an address and says the same thing for every address. */
export function MailRequestForm({ purpose }: { purpose: "forgot" | "magic" }) {
  const t = useTranslations("auth");
  const trpc = useTRPC();
  const sentence = useMutationError();
  const reset = useMutation(trpc.account.requestPasswordReset.mutationOptions({ meta: { quiet: true } }));
  const link = useMutation(trpc.account.requestSignInLink.mutationOptions({ meta: { quiet: true } }));
  const request = purpose === "forgot" ? reset : link;
  const form = useForm({ resolver: zodResolver(emailInput), defaultValues: { email: "" } });
  const { setFocus } = form;
  useEffect(() => {
    setFocus("email");
  }, [setFocus]);

  if (request.isSuccess) {
    return (
      <div role="status" className="space-y-6">
        <AuthHeading title={t("checkEmail.title")} lead={t("checkEmail.body")} />
        <Link href="/sign-in" className="text-sm text-primary underline underline-offset-4">
          {t("checkEmail.back")}
        </Link>
      </div>
    );
  }
  return (
    <>
      <AuthHeading title={t(`${purpose}.title`)} lead={t(`${purpose}.lead`)} />
      <form onSubmit={form.handleSubmit((values) => request.mutate(values))} className="space-y-4" noValidate>
        {request.error && (
          <Alert variant="destructive">
            <AlertDescription>{sentence(request.error)}</AlertDescription>
          </Alert>
        )}
        <FormField label={t("signIn.email")} error={form.formState.errors.email && t("fields.email")}>
          {(control) => (
            <Input {...control} type="email" autoComplete="username" className="h-10" {...form.register("email")} />
          )}
        </FormField>
        <Button type="submit" size="lg" className="w-full" pending={request.isPending}>
          {t(`${purpose}.submit`)}
        </Button>
      </form>
      <Link href="/sign-in" className="text-sm text-primary underline underline-offset-4">
        {t("checkEmail.back")}
      </Link>
    </>
  );
}
