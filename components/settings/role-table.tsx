import { Check, Minus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { type Action, may, permissions, roles } from "@/server/tenancy/permissions";

/** The table the server enforces, as it stands in the code. */
export async function RoleTable() {
  const t = await getTranslations("settings");
  return (
    <div className="rounded-lg border bg-card">
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t("members.action")}</TableHead>
            {roles.map((role) => (
              <TableHead key={role} className="text-center">
                {t(`members.roles.${role}`)}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {(Object.keys(permissions) as Action[]).map((action) => (
            <TableRow key={action}>
              <TableCell className="min-w-44">{t.has(`actions.${action}`) ? t(`actions.${action}`) : action}</TableCell>
              {roles.map((role) => (
                <TableCell key={role} className="text-center">
                  {may(role, action) ? (
                    <Check className="mx-auto size-4" role="img" aria-label={t("members.allowed")} />
                  ) : (
                    <Minus
                      className="mx-auto size-4 text-muted-foreground"
                      role="img"
                      aria-label={t("members.denied")}
                    />
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
