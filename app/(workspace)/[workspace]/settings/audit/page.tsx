import { History } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuditTable } from "@/components/settings/audit-table";
import { SettingsSection } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { listAuditInput } from "@/server/audit/contract";
import { listAuditEntries, listAuditKinds } from "@/server/audit/list-entries";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { may } from "@/server/tenancy/permissions";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<{ before?: string; kind?: string }> };

export default async function AuditPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const { ctx, workspace } = await requireWorkspace(slug);
  if (!may(workspace.role, "audit.read")) notFound();
  const { before, kind } = await searchParams;
  const input = listAuditInput.safeParse({ before, kind: kind || undefined });
  if (!input.success) notFound();
  const [{ entries, next }, kinds, t] = await Promise.all([
    listAuditEntries(ctx, input.data),
    listAuditKinds(ctx),
    getTranslations("settings.audit"),
  ]);
  const here = `/${slug}/settings/audit`;
  const query = (values: Record<string, string | undefined>) =>
    `${here}?${new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      <form className="flex items-end gap-2">
        <div className="grid gap-1">
          <Label htmlFor="audit-kind">{t("kind")}</Label>
          <NativeSelect id="audit-kind" name="kind" defaultValue={kind ?? ""}>
            <option value="">{t("all")}</option>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {one.replaceAll("_", " ")}
              </option>
            ))}
          </NativeSelect>
        </div>
        <Button type="submit" variant="outline">
          {t("filter")}
        </Button>
      </form>
      {entries.length === 0 ? (
        <EmptyState icon={History} title={t("empty")} description={t("emptyBody")} />
      ) : (
        <AuditTable entries={entries} />
      )}
      <div className="flex gap-2">
        {before && (
          <Button asChild variant="ghost">
            <Link href={query({ kind })}>{t("newest")}</Link>
          </Button>
        )}
        {next && (
          <Button asChild variant="outline">
            <Link href={query({ kind, before: next })}>{t("older")}</Link>
          </Button>
        )}
      </div>
    </SettingsSection>
  );
}
