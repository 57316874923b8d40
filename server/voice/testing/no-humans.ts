import type { HumanControl } from "@/server/voice/ports";

/** Nobody can be rung, and nobody is brought anywhere. */
export const noHumans: HumanControl = {
  ringHuman: async () => {
    throw new Error("Nobody is there.");
  },
  joinHuman: async () => {},
  takeBack: async () => {},
};
