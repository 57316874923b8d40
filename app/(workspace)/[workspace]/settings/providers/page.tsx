import { getTranslations } from "next-intl/server";
import { SettingsSection } from "@/components/settings/section";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/lists/table";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { providerStatus } from "@/server/tenancy/provider-status";

export default async function ProvidersPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { ctx } = await requireWorkspace(slug);
  const t = await getTranslations("settings.providers");
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      <Alert variant={ctx.mode === "sandbox" ? "info" : "warning"} role="note">
        <AlertDescription>{t(ctx.mode === "sandbox" ? "sandboxWorkspace" : "liveWorkspace")}</AlertDescription>
      </Alert>
      <div className="rounded-lg border bg-card">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("capability")}</TableHead>
              <TableHead>{t("uses")}</TableHead>
              <TableHead>{t("keys")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {providerStatus(ctx).map(({ capability, configured, uses }) => (
              <TableRow key={capability}>
                <TableCell className="font-medium">{t(`names.${capability}`)}</TableCell>
                <TableCell>
                  <Badge variant={uses === "real" ? "default" : "secondary"}>
                    {t(capability === "inngest" && uses === "sandbox" ? "embedded" : uses)}
                  </Badge>
                </TableCell>
                <TableCell className="text-muted-foreground">{t(configured ? "configured" : "missing")}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </SettingsSection>
  );
}
