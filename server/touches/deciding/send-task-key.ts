/** Of the task by which a person is asked about a send that ended so: each touch asks once. Pure. */
export const sendTaskKey = (ended: "unknown" | "failed", touchId: string) => `${ended}:${touchId}`;
