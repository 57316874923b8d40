// Where a registry's numbers are, and how old its answer may be where a rule asks. Pure.
import { currentPack } from "@/server/policy/rules/pack";
import type { RegistryId } from "@/server/registries/contract";

export const countryOf = (registry: RegistryId) => registry.slice(0, 2);

/** The shortest age that a rule of the registry's country asks for; null: no rule of the pack asks for it. */
export function maxAgeDays(registry: RegistryId): number | null {
  const ages = currentPack.rules.flatMap((rule) =>
    rule.kind === "registry" && rule.scope.places?.includes(countryOf(registry)) ? [rule.params.maxAgeDays] : [],
  );
  return ages.length > 0 ? Math.min(...ages) : null;
}

/** How numbers of the country begin. */
export const callingCode: Record<RegistryId, string> = {
  "IN-DND": "+91",
  "US-DNC": "+1",
  "CA-DNCL": "+1",
  "GB-TPS": "+44",
  "AU-DNCR": "+61",
};
