// The evidence for a system: one JSON object, written as it is read.
import type { EvidencePart } from "@/server/evidence/contract";

/** The lists, in the order in which their parts come. */
const lists = ["touches", "replies", "changes"] as const;

export async function* evidenceJson(parts: AsyncIterable<EvidencePart>): AsyncGenerator<string> {
  let at = 0;
  let isFirst = true;
  /** Ends the list that is written and begins those up to this one. */
  function* begin(list: number): Generator<string> {
    for (; at < list; at += 1) {
      yield `],\n"${lists[at + 1]}":[`;
      isFirst = true;
    }
  }
  function* item(list: (typeof lists)[number], value: unknown): Generator<string> {
    yield* begin(lists.indexOf(list));
    yield `${isFirst ? "" : ","}\n${JSON.stringify(value)}`;
    isFirst = false;
  }
  for await (const each of parts) {
    if (each.part === "head") yield `${JSON.stringify(each.head).slice(0, -1)},\n"touches":[`;
    else if (each.part === "touch") yield* item("touches", each.touch);
    else if (each.part === "reply") yield* item("replies", each.reply);
    else if (each.part === "change") yield* item("changes", each.change);
    else {
      yield* begin(lists.length - 1);
      yield `],\n${JSON.stringify(each.tail).slice(1)}\n`;
    }
  }
}
