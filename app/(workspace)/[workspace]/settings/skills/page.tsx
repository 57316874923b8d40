import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CreateSkill } from "@/components/settings/own-skills/create-skill";
import { SkillsTable } from "@/components/settings/own-skills/skills-table";
import { SettingsSection } from "@/components/settings/section";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { listOwnSkills } from "@/server/flows/own-skills/list-skills";
import { may } from "@/server/tenancy/permissions";

export default async function SkillsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { ctx, workspace } = await requireWorkspace((await params).workspace);
  if (!may(workspace.role, "ownSkills.read")) notFound();
  const skills = await listOwnSkills(ctx);
  const editable = may(workspace.role, "ownSkills.update");
  const t = await getTranslations("settings.ownSkills");
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      {editable && (
        <div data-wide>
          <CreateSkill />
        </div>
      )}
      <SkillsTable skills={skills} editable={editable} isLive={ctx.mode === "live"} />
    </SettingsSection>
  );
}
