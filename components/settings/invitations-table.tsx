"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { When } from "@/components/ui/when";
import type { Role } from "@/server/tenancy/permissions";

type Invitation = { id: string; email: string; role: Role; expiresAt: Date };

export function InvitationsTable({ invitations, editable }: { invitations: Invitation[]; editable: boolean }) {
  const t = useTranslations("settings.members");
  const router = useRouter();
  const trpc = useTRPC();
  const revoke = useMutation(
    trpc.members.revokeInvitation.mutationOptions({
      onSuccess: () => {
        toast.success(t("revoked"));
        router.refresh();
      },
    }),
  );
  if (invitations.length === 0) return <p className="text-sm text-muted-foreground">{t("noInvitations")}</p>;
  return (
    <div className="rounded-lg border bg-card">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("email")}</TableHead>
            <TableHead>{t("role")}</TableHead>
            <TableHead>{t("expires")}</TableHead>
            {editable && (
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {invitations.map((invitation) => (
            <TableRow key={invitation.id}>
              <TableCell>{invitation.email}</TableCell>
              <TableCell>{t(`roles.${invitation.role}`)}</TableCell>
              <TableCell>
                <When at={invitation.expiresAt} />
              </TableCell>
              {editable && (
                <TableCell className="text-right">
                  <Button
                    variant="ghost"
                    size="sm"
                    aria-label={t("revokeOf", { email: invitation.email })}
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate({ invitationId: invitation.id })}
                  >
                    {t("revoke")}
                  </Button>
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
