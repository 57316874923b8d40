"use client";

import Link from "next/link";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAuthError } from "@/components/auth/use-auth-error";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

/** A press, not the visit, uses the link up: mail scanners open addresses too. */
export function LinkSignInForm({ token }: { token: string }) {
  const t = useTranslations("auth");
  const sentence = useAuthError();
  const [state, setState] = useState<{ pending: boolean; refused: string | null }>({ pending: false, refused: null });
  return (
    <form
      className="space-y-4"
      onSubmit={async (event) => {
        event.preventDefault();
        setState({ pending: true, refused: null });
        const result = await signIn("link", { token, redirect: false });
        if (result?.ok) return window.location.assign("/workspaces/enter");
        const code = result?.error ?? "fallback";
        setState({ pending: false, refused: code === "UNAUTHENTICATED" ? t("linkGone") : sentence(code) });
      }}
    >
      {state.refused && (
        <Alert variant="destructive">
          <AlertDescription>
            {state.refused}
            <Link href="/magic-link" className="font-medium underline underline-offset-4">
              {t("magic.submit")}
            </Link>
          </AlertDescription>
        </Alert>
      )}
      <Button type="submit" size="lg" className="w-full" pending={state.pending}>
        {t("magic.confirm")}
      </Button>
    </form>
  );
}
