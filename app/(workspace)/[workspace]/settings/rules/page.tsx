import { getTranslations } from "next-intl/server";
import { HousePolicyForm } from "@/components/settings/house-policy-form";
import { SettingsSection } from "@/components/settings/section";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { defaultHousePolicy } from "@/server/policy/house-policy";
import { may } from "@/server/tenancy/permissions";
import { readWorkspace } from "@/server/tenancy/read-workspace";

export default async function ContactRulesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { ctx, workspace } = await requireWorkspace(slug);
  const { housePolicy } = await readWorkspace(ctx);
  const t = await getTranslations("settings.rules");
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      <HousePolicyForm
        policy={housePolicy}
        defaults={defaultHousePolicy}
        editable={may(workspace.role, "workspace.update")}
      />
    </SettingsSection>
  );
}
