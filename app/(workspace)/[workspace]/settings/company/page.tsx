import { getLocale, getTranslations } from "next-intl/server";
import { CompanyForm } from "@/components/settings/company-form";
import { FollowupsForm } from "@/components/settings/followups-form";
import { localityOptions } from "@/components/settings/locality-options";
import { RecordingForm } from "@/components/settings/recording-form";
import { SettingsSection } from "@/components/settings/section";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { getRecordingSetting } from "@/server/calls/audio/recording-setting";
import { getFollowupSettings } from "@/server/calls/followups/settings";
import { may } from "@/server/tenancy/permissions";
import { readWorkspace } from "@/server/tenancy/read-workspace";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<{ from?: string }> };

export default async function CompanyPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const { from } = await searchParams;
  const { ctx, workspace } = await requireWorkspace(slug);
  const { company } = await readWorkspace(ctx);
  const followups = await getFollowupSettings(ctx);
  const recording = await getRecordingSetting(ctx);
  const t = await getTranslations("settings");
  const isStart = from === "start";
  const editable = may(workspace.role, "workspace.update");
  return (
    <div className="space-y-10">
      <SettingsSection title={t("company.title")} lead={t("company.lead")}>
        <CompanyForm
          company={company}
          options={localityOptions(await getLocale())}
          returnTo={isStart ? `/${slug}` : undefined}
          editable={editable}
        />
      </SettingsSection>
      {!isStart && (
        <SettingsSection title={t("followups.title")} lead={t("followups.lead")}>
          <FollowupsForm settings={followups} editable={editable} />
        </SettingsSection>
      )}
      {!isStart && (
        <SettingsSection title={t("recording.title")} lead={t("recording.lead")}>
          <RecordingForm setting={recording} editable={may(workspace.role, "calls.record")} />
        </SettingsSection>
      )}
    </div>
  );
}
