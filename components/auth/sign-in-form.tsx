"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { afterSignIn } from "@/components/auth/after-sign-in";
import { useAuthError } from "@/components/auth/use-auth-error";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { signInInput } from "@/server/auth/contract";

/** E-mail and password, with the other ways below. */
export function SignInForm({
  next,
  email,
  errorCode,
  googleOffered,
}: {
  next?: string;
  email?: string;
  errorCode?: string;
  googleOffered: boolean;
}) {
  const t = useTranslations("auth");
  const sentence = useAuthError();
  const [refusal, setRefusal] = useState(errorCode);
  const form = useForm({ resolver: zodResolver(signInInput), defaultValues: { email: email ?? "", password: "" } });
  const target = afterSignIn(next);
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const { setFocus } = form;
  useEffect(() => {
    setFocus(email ? "password" : "email");
  }, [setFocus, email]);

  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    const result = await signIn("password", { ...values, redirect: false });
    if (!result?.ok) {
      setRefusal(result?.error ?? "fallback");
      form.setError("root", { message: "refused" });
      form.setFocus("password");
      return;
    }
    // A full load, so that nothing rendered for a stranger is kept.
    window.location.assign(target);
  });

  return (
    <form onSubmit={submit} className="space-y-4" noValidate>
      {refusal && (
        <Alert variant="destructive">
          <AlertDescription>{sentence(refusal)}</AlertDescription>
        </Alert>
      )}
      <FormField label={t("signIn.email")} error={errors.email && t("fields.email")}>
        {(control) => (
          <Input {...control} type="email" autoComplete="username" className="h-10" {...form.register("email")} />
        )}
      </FormField>
      <FormField label={t("signIn.password")} error={errors.password && t("fields.required")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            className="h-10"
            {...form.register("password")}
          />
        )}
      </FormField>
      <Button type="submit" size="lg" className="w-full" pending={isSubmitting || isSubmitSuccessful}>
        {t("signIn.submit")}
      </Button>
      <div className="flex flex-wrap justify-between gap-2 text-sm">
        <Link href="/forgot-password" className="text-primary underline underline-offset-4">
          {t("signIn.forgot")}
        </Link>
        <Link href="/magic-link" className="text-primary underline underline-offset-4">
          {t("signIn.magicLink")}
        </Link>
      </div>
      {googleOffered && (
        <>
          <p className="text-center text-xs text-muted-foreground">{t("signIn.or")}</p>
          <Button
            variant="outline"
            size="lg"
            className="w-full"
            onClick={() => signIn("google", { callbackUrl: target })}
          >
            {t("signIn.google")}
          </Button>
        </>
      )}
    </form>
  );
}
