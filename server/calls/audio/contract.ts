// What is asked of recordings and what is told of them; safe in the browser.
import { z } from "zod";

export const recordingSettingInput = z.object({ isOn: z.boolean() });

/** `offered`: whether it can be turned on here, or why not. */
export type RecordingSetting = { isOn: boolean; offered: "yes" | "sandbox" | "no_place" };

export type CallRecording = {
  id: string;
  /** `open`: it is being made. `dropped`: nothing of it is kept. */
  state: "open" | "kept" | "dropped";
  /** Why it was dropped, or ends early. */
  code: "slow" | "failed" | "process_gone" | null;
  startedAt: Date;
  lengthMs: number | null;
};

/** Of equal stretches of it, from 0 to 100. */
export type RecordingPeaks = { ours: number[]; theirs: number[] };
