"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMutationError } from "@/components/auth/use-auth-error";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

export function VerifyEmailForm({ token, target }: { token: string; target: string }) {
  const t = useTranslations("auth");
  const router = useRouter();
  const trpc = useTRPC();
  const sentence = useMutationError();
  const verify = useMutation(
    trpc.account.verifyEmail.mutationOptions({ meta: { quiet: true }, onSuccess: () => router.push(target) }),
  );
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        verify.mutate({ token });
      }}
    >
      {verify.error && (
        <Alert variant="destructive">
          <AlertDescription>{sentence(verify.error)}</AlertDescription>
        </Alert>
      )}
      <Button type="submit" size="lg" className="w-full" pending={verify.isPending || verify.isSuccess}>
        {t("verify.submit")}
      </Button>
    </form>
  );
}
