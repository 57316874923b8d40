import { refusedOr } from "@/app/sound-file";
import { apiContext } from "@/server/auth/sessions/current-person";
import { found } from "@/server/errors";
import type { FileStore } from "@/server/files/ports";
import { fromPublicId } from "@/server/public-ids";
import type { TenantContext } from "@/server/tenant-context";
import { fileStore } from "@/server/wiring";

export type Params = { params: Promise<{ workspace: string; call: string; recording: string }> };
type Of = { callId: string; recordingId: string };

/** Answers about the recording that the address names, to a member of its workspace. */
export async function aboutRecording(
  request: Request,
  { params }: Params,
  answer: (ctx: TenantContext, of: Of, store: FileStore) => Promise<Response>,
): Promise<Response> {
  const { workspace: slug, call, recording } = await params;
  const answered = async () => {
    const { workspace } = await apiContext(request, slug);
    const ctx = found(workspace, "The workspace");
    const callId = found(fromPublicId("call", call), "The call");
    const recordingId = found(fromPublicId("callRecording", recording), "The recording");
    return answer(ctx, { callId, recordingId }, found(fileStore(), "The recording"));
  };
  return refusedOr(answered());
}
