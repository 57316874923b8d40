import {
  aboutRecording,
  type Params,
} from "@/app/(workspace)/[workspace]/calls/[call]/recordings/[recording]/asked-recording";
import { soundFile } from "@/app/sound-file";
import { playRecording } from "@/server/calls/audio/play-recording";

export function GET(request: Request, params: Params) {
  return aboutRecording(request, params, async (ctx, of, store) =>
    soundFile(request, await playRecording(ctx, of, store)),
  );
}
