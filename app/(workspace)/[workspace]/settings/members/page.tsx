import { getTranslations } from "next-intl/server";
import { InvitationsTable } from "@/components/settings/invitations-table";
import { InviteDialog } from "@/components/settings/invite-dialog";
import { MembersTable } from "@/components/settings/members-table";
import { RoleTable } from "@/components/settings/role-table";
import { SettingsSection } from "@/components/settings/section";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { realClock } from "@/server/clock";
import { listMembers } from "@/server/tenancy/list-members";
import { may } from "@/server/tenancy/permissions";

export default async function MembersPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { ctx, workspace } = await requireWorkspace(slug);
  const { members, invitations } = await listMembers(ctx, realClock.now());
  const t = await getTranslations("settings.members");
  const mayInvite = may(workspace.role, "members.invite");
  return (
    <>
      <SettingsSection title={t("title")} lead={t("lead")}>
        <MembersTable
          members={members}
          editable={may(workspace.role, "members.update")}
          asOwner={workspace.role === "owner"}
        />
      </SettingsSection>
      <SettingsSection title={t("invitations")}>
        {mayInvite && <InviteDialog />}
        <InvitationsTable invitations={invitations} editable={mayInvite} />
      </SettingsSection>
      <SettingsSection title={t("tableTitle")} lead={t("tableLead")}>
        <RoleTable />
      </SettingsSection>
    </>
  );
}
