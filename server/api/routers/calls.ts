import { router, workspaceProcedure } from "@/server/api/trpc";
import { recordingSettingInput } from "@/server/calls/audio/contract";
import { saveRecordingSetting } from "@/server/calls/audio/recording-setting";
import * as contract from "@/server/calls/contract";
import { followupInput, followupSettingsInput } from "@/server/calls/followups/contract";
import { listFollowups } from "@/server/calls/followups/list-followups";
import { retryFollowup } from "@/server/calls/followups/retry-followup";
import { getFollowupSettings, saveFollowupSettings } from "@/server/calls/followups/settings";
import { getCall } from "@/server/calls/get-call";
import { listCalls } from "@/server/calls/list-calls";
import { getLiveConversation } from "@/server/calls/live/get-live-conversation";
import { listLiveCalls } from "@/server/calls/live/list-live-calls";
import { superviseCall } from "@/server/calls/live/supervise-call";
import { addCallNote } from "@/server/calls/notes/add-note";
import { editCallNote } from "@/server/calls/notes/edit-note";
import { listNotes } from "@/server/calls/notes/list-notes";
import { removeCallNote } from "@/server/calls/notes/remove-note";
import { lendBrowserPhone } from "@/server/voice/handing-over/browser-phone";
import { browserPhones, callControl, workQueue } from "@/server/wiring";
import { conversationModel } from "@/server/wiring/models";

export const callsRouter = router({
  list: workspaceProcedure.input(contract.listCallsInput).query(({ ctx, input }) => listCalls(ctx.workspace, input)),
  get: workspaceProcedure.input(contract.getCallInput).query(({ ctx, input }) => getCall(ctx.workspace, input)),
  live: workspaceProcedure.query(({ ctx }) => listLiveCalls(ctx.workspace)),
  conversation: workspaceProcedure
    .input(contract.getCallInput)
    .query(({ ctx, input }) => getLiveConversation(ctx.workspace, input)),
  supervise: workspaceProcedure
    .input(contract.superviseInput)
    .mutation(({ ctx, input }) =>
      superviseCall(ctx.workspace, input, { model: conversationModel("sandbox"), control: callControl() }),
    ),
  browserPhoneOffered: workspaceProcedure.query(({ ctx }) => browserPhones(ctx.workspace.mode) !== null),
  browserPhone: workspaceProcedure.mutation(({ ctx }) =>
    lendBrowserPhone(ctx.workspace, browserPhones(ctx.workspace.mode)),
  ),
  followups: workspaceProcedure
    .input(contract.getCallInput)
    .query(({ ctx, input }) => listFollowups(ctx.workspace, input)),
  retryFollowup: workspaceProcedure
    .input(followupInput)
    .mutation(({ ctx, input }) => retryFollowup(ctx.workspace, input, workQueue())),
  followupSettings: workspaceProcedure.query(({ ctx }) => getFollowupSettings(ctx.workspace)),
  saveFollowupSettings: workspaceProcedure
    .input(followupSettingsInput)
    .mutation(({ ctx, input }) => saveFollowupSettings(ctx.workspace, input)),
  saveRecordingSetting: workspaceProcedure
    .input(recordingSettingInput)
    .mutation(({ ctx, input }) => saveRecordingSetting(ctx.workspace, input)),
  notes: workspaceProcedure
    .input(contract.listCallNotesInput)
    .query(({ ctx, input }) => listNotes(ctx.workspace, input)),
  addNote: workspaceProcedure
    .input(contract.addCallNoteInput)
    .mutation(({ ctx, input }) => addCallNote(ctx.workspace, input)),
  editNote: workspaceProcedure
    .input(contract.editCallNoteInput)
    .mutation(({ ctx, input }) => editCallNote(ctx.workspace, input)),
  removeNote: workspaceProcedure
    .input(contract.removeCallNoteInput)
    .mutation(({ ctx, input }) => removeCallNote(ctx.workspace, input)),
});
