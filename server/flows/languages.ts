// The languages that conversations are held in. One more is an entry here, a catalogue of sentences and its numbers. Pure.
import { z } from "zod";

export const languages = ["en", "hi"] as const;
export const language = z.enum(languages);
export type Language = z.infer<typeof language>;
