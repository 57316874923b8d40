// What is asked of recordings and what is told of them; safe in the browser.
import { z } from "zod";

export const recordingSettingInput = z.object({ isOn: z.boolean() });

/** `offered`: whether it can be turned on here, or why not. */
export type RecordingSetting = { isOn: boolean; offered: "yes" | "sandbox" | "no_place" };
