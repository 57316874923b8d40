// For tests: a skill that asks a freight system about a shipment.
import type { CreateOwnSkillInput } from "@/server/flows/own-skills/contract";

export function ownSkillInput(name: string, change: Partial<CreateOwnSkillInput> = {}): CreateOwnSkillInput {
  return {
    name,
    description: "Where the shipment is, and when it arrives.",
    parameters: {
      type: "object",
      properties: {
        reference: { type: "string", description: "The load's number" },
        unloaded: { type: "boolean" },
        arrivesBy: { type: "string", format: "date" },
        depot: { type: "string", enum: ["Dallas", "Laredo"] },
        pallets: { type: "number" },
      },
      required: ["reference"],
      additionalProperties: false,
    },
    results: { place: "string", arrives: "date", pallets: "number", held: "boolean" },
    sandboxAnswer: { place: "Laredo", arrives: "2026-03-05", pallets: 12, held: false },
    timeoutMs: 2_000,
    url: "https://hooks.example.com/shipments",
    ...change,
  };
}
