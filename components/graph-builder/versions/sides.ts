/** The draft stands among the versions under this id. */
export const draftSide = "draft";

/** What is compared: ids of versions, or the draft. */
export type Sides = { from: string; to: string };
