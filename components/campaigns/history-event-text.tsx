import { type HistoryWords, tell } from "@/server/journeys/history/tell";
import type { HistoryEvent } from "@/server/journeys/interpreter/state";

const looks: Partial<Record<HistoryEvent["kind"], string>> = {
  went: "text-muted-foreground",
  jumped: "text-muted-foreground",
  left: "font-medium",
  parked: "font-medium text-destructive-strong",
};

/** One thing that happened, as a sentence. What only leads to the next is left out. */
export function HistoryEventText({ event, words }: { event: HistoryEvent; words: HistoryWords }) {
  const said = tell(event, words);
  return said === null ? null : <li className={looks[event.kind]}>{said}</li>;
}
