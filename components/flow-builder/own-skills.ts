"use client";

import { createContext, useContext } from "react";
import type { DraftFlow } from "@/server/flows/graph/schema";
import type { OwnSkills } from "@/server/flows/skills/own-skill";

const Known = createContext<OwnSkills>({});
export const OwnSkillsProvider = Known.Provider;

/** The workspace's own skills: those that a published flow carries, else those of today. */
export function useOwnSkills({ ownSkills }: DraftFlow): OwnSkills {
  const known = useContext(Known);
  return ownSkills ?? known;
}
