"use client";

import { useSyncExternalStore } from "react";

/** What this keyboard calls the key of our shortcuts: ⌘ on Apple's, Ctrl on the others. */
export function useModifierKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(never, () => modifierOf(navigator.platform), ctrl);
}

export const modifierOf = (platform: string) => (/^(Mac|iP)/.test(platform) ? "⌘" : "Ctrl");

const never = () => () => {};
const ctrl = () => "Ctrl" as const;
