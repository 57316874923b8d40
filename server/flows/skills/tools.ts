// The skills as a vendor's tool list: name, description and JSON schema, for those that a step allows. Pure.
import { z } from "zod";
import { skillContracts } from "@/server/flows/skills/contracts";
import { skillName } from "@/server/flows/skills/names";

export type Tool = { name: string; description: string; parameters: Record<string, unknown> };

/** In the order they are named; what is no skill is left out. */
export function toolsFor(names: readonly string[]): Tool[] {
  return names.flatMap((name) => {
    const known = skillName.safeParse(name);
    if (!known.success) return [];
    const { description, input } = skillContracts[known.data];
    return [{ name, description, parameters: z.toJSONSchema(input, { io: "input" }) as Record<string, unknown> }];
  });
}
