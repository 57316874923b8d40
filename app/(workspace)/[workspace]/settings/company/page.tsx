import { getLocale, getTranslations } from "next-intl/server";
import { CompanyForm } from "@/components/settings/company-form";
import { localityOptions } from "@/components/settings/locality-options";
import { SettingsSection } from "@/components/settings/section";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { may } from "@/server/tenancy/permissions";
import { readWorkspace } from "@/server/tenancy/read-workspace";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<{ from?: string }> };

export default async function CompanyPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const { from } = await searchParams;
  const { ctx, workspace } = await requireWorkspace(slug);
  const { company } = await readWorkspace(ctx);
  const t = await getTranslations("settings.company");
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      <CompanyForm
        company={company}
        options={localityOptions(await getLocale())}
        returnTo={from === "start" ? `/${slug}` : undefined}
        editable={may(workspace.role, "workspace.update")}
      />
    </SettingsSection>
  );
}
