import { getTranslations } from "next-intl/server";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { SettingsSection } from "@/components/settings/section";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { readProfile } from "@/server/auth/update-profile";
import { found } from "@/server/errors";

export default async function ProfilePage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { person } = await requireWorkspace(slug);
  const profile = found(await readProfile(person.userId), "The account");
  const t = await getTranslations("settings.profile");
  return (
    <>
      <SettingsSection title={t("title")} lead={t("lead")}>
        <ProfileForm
          name={profile.name}
          email={profile.email}
          language={profile.language === "hi" ? "hi" : "en"}
          verified={profile.verifiedAt !== null}
        />
      </SettingsSection>
      <SettingsSection title={t("passwordTitle")} lead={t("passwordLead")}>
        <PasswordForm hasPassword={profile.hasPassword} />
      </SettingsSection>
    </>
  );
}
