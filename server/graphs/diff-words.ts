// What changed between two texts, word by word. Pure.

export type TextPart = { kind: "same" | "added" | "removed"; text: string };

/** Beyond this many pairs of words that differ, the whole stretch is shown as replaced. */
const cellsMax = 1_000_000;

/** The parts in reading order: without the added ones they are the first text, without the removed ones the second. */
export function diffWords(before: string, after: string): TextPart[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < fresh.length - start &&
    old[old.length - 1 - end] === fresh[fresh.length - 1 - end]
  )
    end += 1;
  return joined([
    ...old.slice(0, start).map((text): TextPart => ({ kind: "same", text })),
    ...middle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...old.slice(old.length - end).map((text): TextPart => ({ kind: "same", text })),
  ]);
}

/** Words, {{variables}}, spaces and signs, nothing lost. */
function wordsOf(text: string): string[] {
  return text.match(/\{\{[^}]*\}\}|[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

/** By the longest common run of words, removed before added. */
function middle(old: string[], fresh: string[]): TextPart[] {
  if (old.length * fresh.length > cellsMax) {
    return [
      { kind: "removed", text: old.join("") },
      { kind: "added", text: fresh.join("") },
    ];
  }
  const width = fresh.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: TextPart[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [was, is] = [old[i], fresh[j]];
    if (was !== undefined && was === is) {
      parts.push({ kind: "same", text: was });
      [i, j] = [i + 1, j + 1];
    } else if (was !== undefined && (is === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: "removed", text: was });
      i += 1;
    } else if (is !== undefined) {
      parts.push({ kind: "added", text: is });
      j += 1;
    }
  }
  return parts;
}

function joined(parts: TextPart[]): TextPart[] {
  const out: TextPart[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) last.text += part.text;
    else out.push({ ...part });
  }
  return out;
}
