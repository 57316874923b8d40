import { inngest } from "@/inngest/client";
import { checkedEvent } from "@/inngest/events";
import type { WorkQueue } from "@/server/work-queue";

/** The verbs' WorkQueue port over Inngest: an announcement is an event of the catalogue, checked before it is sent. */
export const inngestQueue: WorkQueue = {
  async announce({ name, data, id }) {
    await inngest.send({ name, data: checkedEvent(name, data), ...(id ? { id } : {}) });
  },
};
