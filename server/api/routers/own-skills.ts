import { personContextOf } from "@/server/api/person-door";
import { router, workspaceProcedure } from "@/server/api/trpc";
import { archiveOwnSkill, changeOwnSkill, renewSecret, restoreOwnSkill } from "@/server/flows/own-skills/change-skill";
import * as contract from "@/server/flows/own-skills/contract";
import { createOwnSkill } from "@/server/flows/own-skills/create-skill";
import { listOwnSkills } from "@/server/flows/own-skills/list-skills";
import { tryOwnSkill } from "@/server/flows/own-skills/try-skill";
import { errandPorts } from "@/server/wiring";

const one = workspaceProcedure.input(contract.ownSkillInput);

export const ownSkillsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listOwnSkills(ctx.workspace)),
  create: workspaceProcedure
    .input(contract.createOwnSkillInput)
    .mutation(({ ctx, input }) => createOwnSkill(ctx.workspace, input, personContextOf(ctx).chance)),
  change: workspaceProcedure
    .input(contract.changeOwnSkillInput)
    .mutation(({ ctx, input }) => changeOwnSkill(ctx.workspace, input)),
  renewSecret: one.mutation(({ ctx, input }) => renewSecret(ctx.workspace, input, personContextOf(ctx).chance)),
  archive: one.mutation(({ ctx, input }) => archiveOwnSkill(ctx.workspace, input)),
  restore: one.mutation(({ ctx, input }) => restoreOwnSkill(ctx.workspace, input)),
  try: workspaceProcedure
    .input(contract.tryOwnSkillInput)
    .mutation(({ ctx, input }) => tryOwnSkill(ctx.workspace, input, errandPorts(ctx.workspace.mode).webhook)),
});
