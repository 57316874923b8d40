// The evidence for a system: one JSON object, written as it is read.
import type { EvidencePart } from "@/server/evidence/contract";

export async function* evidenceJson(parts: AsyncIterable<EvidencePart>): AsyncGenerator<string> {
  let open: "touches" | "replies" | null = null;
  for await (const each of parts) {
    if (each.part === "head") {
      yield `${JSON.stringify(each.head).slice(0, -1)},\n"touches":[`;
      open = "touches";
    } else if (each.part === "touch") {
      yield `${open === "touches" ? "" : ","}\n${JSON.stringify(each.touch)}`;
      open = null;
    } else if (each.part === "reply") {
      if (open !== "replies") yield `],\n"replies":[`;
      yield `${open === "replies" ? "," : ""}\n${JSON.stringify(each.reply)}`;
      open = "replies";
    } else {
      yield open === "replies" ? "],\n" : `],\n"replies":[],\n`;
      yield `${JSON.stringify(each.tail).slice(1)}\n`;
    }
  }
}
