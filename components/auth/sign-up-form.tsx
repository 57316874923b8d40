"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { afterSignIn } from "@/components/auth/after-sign-in";
import { useMutationError } from "@/components/auth/use-auth-error";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input } from "@/components/ui/input";
import { signUpInput } from "@/server/auth/contract";

/** Name, company, address and password; then straight into the workspace, or to the mailbox where there is one. */
export function SignUpForm({ next, email, invitation }: { next?: string; email?: string; invitation?: string }) {
  const t = useTranslations("auth");
  const sentence = useMutationError();
  const router = useRouter();
  const language = useLocale() === "hi" ? "hi" : "en";
  const trpc = useTRPC();
  const signUp = useMutation(trpc.account.signUp.mutationOptions({ meta: { quiet: true } }));
  const form = useForm({
    resolver: zodResolver(signUpInput),
    defaultValues: { name: "", company: "", email: email ?? "", password: "", language, invitation },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const { setFocus } = form;
  useEffect(() => {
    setFocus("name");
  }, [setFocus]);

  const submit = form.handleSubmit(async (values) => {
    const browser = {
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      region: new Intl.Locale(navigator.language).region,
    };
    const answer = await signUp.mutateAsync({ ...values, ...browser, language }).catch(() => null);
    if (!answer) {
      form.setError("root", { message: "refused" });
      return;
    }
    if (answer.next === "check_email") return router.push("/sign-up?done=1");
    const session = await signIn("password", { email: values.email, password: values.password, redirect: false });
    if (session?.ok) window.location.assign(afterSignIn(next));
    else router.push(`/sign-in?done=registered&email=${encodeURIComponent(values.email)}`);
  });

  return (
    <form onSubmit={submit} className="space-y-4" noValidate>
      {signUp.error && (
        <Alert variant="destructive">
          <AlertDescription>{sentence(signUp.error)}</AlertDescription>
        </Alert>
      )}
      <FormField label={t("signUp.name")} error={errors.name && t("fields.required")}>
        {(control) => <Input {...control} autoComplete="name" className="h-10" {...form.register("name")} />}
      </FormField>
      {!invitation && (
        <FormField label={t("signUp.company")} error={errors.company && t("fields.required")}>
          {(control) => (
            <Input {...control} autoComplete="organization" className="h-10" {...form.register("company")} />
          )}
        </FormField>
      )}
      <FormField label={t("signUp.email")} error={errors.email && t("fields.email")}>
        {(control) => (
          <Input {...control} type="email" autoComplete="username" className="h-10" {...form.register("email")} />
        )}
      </FormField>
      <FormField
        label={t("signUp.password")}
        hint={t("signUp.passwordHint")}
        error={errors.password && t("fields.passwordShort")}
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
      <Button type="submit" size="lg" className="w-full" pending={isSubmitting || isSubmitSuccessful}>
        {t("signUp.submit")}
      </Button>
    </form>
  );
}
