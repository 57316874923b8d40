import { accountDoorOf, personContextOf } from "@/server/api/person-door";
import { personProcedure, router, workspaceProcedure } from "@/server/api/trpc";
import { listLogInput } from "@/server/audit/contract";
import { listLog } from "@/server/audit/reading/list-log";
import { checkLog, getLogStatus } from "@/server/audit/reading/log-status";
import { listWorkspaces } from "@/server/auth/sessions/resolve-caller";
import { toPublicId } from "@/server/public-ids";
import { rateLimit } from "@/server/rate-limits/rate-limit";
import { acceptInvitation } from "@/server/tenancy/accept-invitation";
import { changeRole } from "@/server/tenancy/change-role";
import {
  changeRoleInput,
  companyChange,
  createWorkspaceInput,
  invitationIdInput,
  invitationTokenInput,
  inviteInput,
  memberIdInput,
} from "@/server/tenancy/contract";
import { createWorkspace } from "@/server/tenancy/create-workspace";
import { inviteMember } from "@/server/tenancy/invite-member";
import { listMembers } from "@/server/tenancy/list-members";
import { providerStatus } from "@/server/tenancy/provider-status";
import { readOnboarding } from "@/server/tenancy/read-onboarding";
import { readWorkspace } from "@/server/tenancy/read-workspace";
import { removeMember } from "@/server/tenancy/remove-member";
import { revokeInvitation } from "@/server/tenancy/revoke-invitation";
import { updateCompany } from "@/server/tenancy/update-company";
import { trustedKeys } from "@/server/wiring";

export const workspacesRouter = router({
  /** For the switcher. */
  list: personProcedure.query(async ({ ctx }) => {
    const workspaces = await listWorkspaces(ctx.person.userId);
    return workspaces.map(({ id, slug, name, mode, role }) => ({
      id: toPublicId("tenant", id),
      slug,
      name,
      mode,
      role,
    }));
  }),
  create: personProcedure.input(createWorkspaceInput).mutation(async ({ ctx, input }) => {
    await rateLimit("workspace.create", ctx.person.userId);
    const { slug } = await createWorkspace({ ...personContextOf(ctx), userId: ctx.person.userId }, input);
    return { slug };
  }),
  acceptInvitation: personProcedure
    .input(invitationTokenInput)
    .mutation(({ ctx, input }) => acceptInvitation(personContextOf(ctx), ctx.person.userId, input)),
  get: workspaceProcedure.query(({ ctx }) => readWorkspace(ctx.workspace)),
  onboarding: workspaceProcedure.query(({ ctx }) => readOnboarding(ctx.workspace)),
  providers: workspaceProcedure.query(({ ctx }) => providerStatus(ctx.workspace)),
  updateCompany: workspaceProcedure
    .input(companyChange)
    .mutation(({ ctx, input }) => updateCompany(ctx.workspace, input)),
});

export const membersRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listMembers(ctx.workspace, personContextOf(ctx).clock.now())),
  invite: workspaceProcedure.input(inviteInput).mutation(async ({ ctx, input }) => {
    const { invitationId } = await inviteMember(ctx.workspace, personContextOf(ctx), accountDoorOf(ctx), input);
    return { invitationId: toPublicId("invitation", invitationId) };
  }),
  revokeInvitation: workspaceProcedure
    .input(invitationIdInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.workspace, personContextOf(ctx), input)),
  changeRole: workspaceProcedure.input(changeRoleInput).mutation(({ ctx, input }) => changeRole(ctx.workspace, input)),
  remove: workspaceProcedure.input(memberIdInput).mutation(({ ctx, input }) => removeMember(ctx.workspace, input)),
});

export const auditRouter = router({
  list: workspaceProcedure.input(listLogInput).query(({ ctx, input }) => listLog(ctx.workspace, input)),
  status: workspaceProcedure.query(({ ctx }) => getLogStatus(ctx.workspace)),
  check: workspaceProcedure.query(({ ctx }) => checkLog(ctx.workspace, trustedKeys())),
});
