/** Reads each of the first thousand texts once: the same few words and marks stand in every row. */
export function remembering<V>(read: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as V;
    const value = read(text);
    if (known.size < 1000) known.set(text, value);
    return value;
  };
}
