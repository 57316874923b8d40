import type { DraftFlow } from "@/server/flows/graph/schema";
import type { Persona } from "@/server/flows/trial/persona";
import { personas } from "@/server/flows/trial/personas";

/** Who a conversation can be tried on: those whose languages it speaks. Pure. */
export function personasOf({ languages }: Pick<DraftFlow, "languages">): Persona[] {
  return personas.filter(({ language, expects }) =>
    [language, expects.language ?? language].every((one) => languages.includes(one)),
  );
}
