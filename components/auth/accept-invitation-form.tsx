"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMutationError } from "@/components/auth/use-auth-error";
import { useTRPC } from "@/components/trpc/provider";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

export function AcceptInvitationForm({ token }: { token: string }) {
  const t = useTranslations("auth");
  const trpc = useTRPC();
  const sentence = useMutationError();
  const accept = useMutation(
    trpc.workspaces.acceptInvitation.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ slug }) => window.location.assign(`/${slug}`),
    }),
  );
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate({ token });
      }}
    >
      {accept.error && (
        <Alert variant="destructive">
          <AlertDescription>{sentence(accept.error)}</AlertDescription>
        </Alert>
      )}
      <Button type="submit" size="lg" className="w-full" pending={accept.isPending || accept.isSuccess}>
        {t("invitation.accept")}
      </Button>
    </form>
  );
}
