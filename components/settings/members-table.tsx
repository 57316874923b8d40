"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { errorFacts, useErrorText } from "@/components/ui/error-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { NativeSelect } from "@/components/ui/native-select";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { When } from "@/components/ui/when";
import { type Role, roles } from "@/server/tenancy/permissions";

type Member = { id: string; name: string; email: string; role: Role; since: Date; you: boolean };

/** Everyone here, with the role to change where the reader may. */
export function MembersTable({
  members,
  editable,
  asOwner,
}: {
  members: Member[];
  editable: boolean;
  asOwner: boolean;
}) {
  const t = useTranslations("settings.members");
  const text = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const settled = (done: string) => ({
    onSuccess: () => {
      toast.success(done);
      router.refresh();
    },
    onError: (error: unknown) => toast.error(errorFacts(error).code === "PRECONDITION" ? t("lastOwner") : text(error)),
  });
  const changeRole = useMutation(trpc.members.changeRole.mutationOptions(settled(t("roleChanged"))));
  const remove = useMutation(trpc.members.remove.mutationOptions(settled(t("removed"))));
  const changeable = (member: Member) => editable && (asOwner || member.role !== "owner");

  return (
    <div className="rounded-lg border bg-card">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("name")}</TableHead>
            <TableHead>{t("role")}</TableHead>
            <TableHead>{t("since")}</TableHead>
            {editable && (
              <TableHead>
                <span className="sr-only">{t("actions")}</span>
              </TableHead>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.id}>
              <TableCell>
                <div className="font-medium">
                  {member.name} {member.you && <Badge variant="secondary">{t("you")}</Badge>}
                </div>
                <div className="text-xs text-muted-foreground">{member.email}</div>
              </TableCell>
              <TableCell className="min-w-32">
                {changeable(member) ? (
                  <NativeSelect
                    aria-label={t("roleOf", { name: member.name })}
                    value={member.role}
                    disabled={changeRole.isPending}
                    onChange={(event) => changeRole.mutate({ memberId: member.id, role: event.target.value as Role })}
                  >
                    {roles
                      .filter((role) => asOwner || role !== "owner")
                      .map((role) => (
                        <option key={role} value={role}>
                          {t(`roles.${role}`)}
                        </option>
                      ))}
                  </NativeSelect>
                ) : (
                  t(`roles.${member.role}`)
                )}
              </TableCell>
              <TableCell>
                <When at={member.since} exact />
              </TableCell>
              {editable && (
                <TableCell className="text-right">
                  {changeable(member) && !member.you && (
                    <ConfirmDialog
                      button={
                        <Button variant="ghost" size="sm" aria-label={t("removeTitle", { name: member.name })}>
                          {t("remove")}
                        </Button>
                      }
                      title={t("removeTitle", { name: member.name })}
                      description={t("removeBody")}
                      actions={[{ label: t("remove"), act: () => remove.mutate({ memberId: member.id }) }]}
                    />
                  )}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
