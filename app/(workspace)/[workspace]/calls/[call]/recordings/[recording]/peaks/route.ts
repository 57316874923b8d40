import {
  aboutRecording,
  type Params,
} from "@/app/(workspace)/[workspace]/calls/[call]/recordings/[recording]/asked-recording";
import { readPeaks } from "@/server/calls/audio/play-recording";

export function GET(request: Request, params: Params) {
  return aboutRecording(request, params, async (ctx, of, store) =>
    Response.json(await readPeaks(ctx, of, store), { headers: { "cache-control": "private, no-store" } }),
  );
}
