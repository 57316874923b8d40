/** Whether a text holds every word that is searched for. A letter of Hindi is the same with its dot as a part or beside it. */
export function holdsWords(text: string, search: string): boolean {
  const all = folded(text);
  return folded(search)
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
