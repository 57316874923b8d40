import { refusedOr } from "@/app/sound-file";
import { apiContext } from "@/server/auth/sessions/current-person";
import { readPeaks } from "@/server/calls/audio/play-recording";
import { found } from "@/server/errors";
import { fromPublicId } from "@/server/public-ids";
import { fileStore } from "@/server/wiring";

type Params = { params: Promise<{ workspace: string; call: string; recording: string }> };

export async function GET(request: Request, { params }: Params) {
  const { workspace: slug, call, recording } = await params;
  const answer = async () => {
    const { workspace } = await apiContext(request, slug);
    const ctx = found(workspace, "The workspace");
    const callId = found(fromPublicId("call", call), "The call");
    const recordingId = found(fromPublicId("callRecording", recording), "The recording");
    const store = found(fileStore(), "The recording");
    const peaks = await readPeaks(ctx, { callId, recordingId }, store);
    return Response.json(peaks, { headers: { "cache-control": "private, no-store" } });
  };
  return refusedOr(answer());
}
