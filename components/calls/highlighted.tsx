/** A text with what was searched for marked in it; `needle` in lower case. */
export function Highlighted({ text, needle }: { text: string; needle: string }) {
  return <>{pieces(text, needle).map(({ at, piece, hit }) => (hit ? <mark key={at}>{piece}</mark> : piece))}</>;
}

function pieces(text: string, needle: string): { at: number; piece: string; hit: boolean }[] {
  const lower = text.toLowerCase();
  // Where lowering changes lengths, places would not agree: such a text is shown unmarked.
  if (needle === "" || lower.length !== text.length) return [{ at: 0, piece: text, hit: false }];
  const found: { at: number; piece: string; hit: boolean }[] = [];
  let from = 0;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    if (at > from) found.push({ at: from, piece: text.slice(from, at), hit: false });
    from = at + needle.length;
    found.push({ at, piece: text.slice(at, from), hit: true });
  }
  return from < text.length ? [...found, { at: from, piece: text.slice(from), hit: false }] : found;
}
