// Finding steps by what they are called and what they say. Pure.

export type Searchable = { id: string; title: string; text: string };

/** Those with every word of the query, hits in the title first; without a query all of them. */
export function findSteps<Entry extends Searchable>(entries: readonly Entry[], query: string): Entry[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const hits = entries.flatMap((entry) => {
    const [title, text] = [plain(entry.title), plain(`${entry.title} ${entry.text}`)];
    if (!words.every((word) => text.includes(word))) return [];
    return [{ entry, inTitle: words.every((word) => title.includes(word)) }];
  });
  return [...hits.filter((hit) => hit.inTitle), ...hits.filter((hit) => !hit.inTitle)].map((hit) => hit.entry);
}

/** Without case and accents; marks of scripts that are written with them stay. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}
