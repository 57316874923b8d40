/** How a link looks that stands in text or in a table. */
export const textLink =
  "rounded-sm underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring";
