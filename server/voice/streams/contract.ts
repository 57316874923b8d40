// How a call is to be led, as it is kept with its stream. Names nobody: who is called stands with the touch.
import { z } from "zod";
import { language } from "@/server/flows/languages";

export const callPlan = z.object({
  direction: z.enum(["outbound", "inbound"]),
  language,
  languages: z.array(language).min(1),
  instructions: z.string().max(8_000),
});
export type CallPlan = z.infer<typeof callPlan>;
