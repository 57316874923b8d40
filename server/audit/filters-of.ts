const layout = new Set(["sort", "dir", "limit", "cursor"]);

/** Which filters narrowed what was taken out; what they were set to may be a name. Pure. */
export function filtersOf(filters: object): string[] {
  return Object.entries(filters).flatMap(([name, value]) => (value === undefined || layout.has(name) ? [] : [name]));
}
