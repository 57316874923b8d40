// Who said what, in the order it was said and not in the order it was told: transcripts come late, and the vendor chains
// its items. Of what we said, only what was heard stands here. Pure.

import type { ModelEvent } from "@/server/voice/ports";

export type TranscriptRow = {
  itemId: string;
  speaker: "person" | "agent";
  text: string;
  /** Ours, and they cut in. */
  wasCut: boolean;
  isFinal: boolean;
};

type Entry = { itemId: string; speaker: "person" | "agent" | null; text: string; wasCut: boolean; isFinal: boolean };

export class Transcript {
  readonly #entries: Entry[] = [];

  /** What a model tells of who said what. */
  follow(event: ModelEvent) {
    switch (event.kind) {
      case "turn_ended":
        return this.place(event.itemId, event.previousItemId, "person");
      case "item_placed":
        return this.place(event.itemId, event.previousItemId, event.speaker);
      case "person_said":
        return this.said("person", event.itemId, event.text, event.isFinal);
      case "agent_said":
        return this.said("agent", event.itemId, event.text, event.isFinal);
    }
  }

  /** Where the item stands. An item that follows none, or one that we do not know, is the newest. */
  place(itemId: string, previousItemId: string | null, speaker: "person" | "agent" | null) {
    const known = this.#entries.findIndex((entry) => entry.itemId === itemId);
    const entry = known >= 0 ? this.#entries[known] : undefined;
    if (entry) {
      entry.speaker ??= speaker;
      return;
    }
    const before = this.#entries.findIndex((each) => each.itemId === previousItemId);
    const at = previousItemId === null || before < 0 ? this.#entries.length : before + 1;
    this.#entries.splice(at, 0, { itemId, speaker, text: "", wasCut: false, isFinal: false });
  }

  said(speaker: "person" | "agent", itemId: string, text: string, isFinal: boolean) {
    this.place(itemId, null, speaker);
    const entry = this.#entries.find((each) => each.itemId === itemId);
    if (!entry || entry.wasCut || entry.isFinal) return;
    entry.speaker = speaker;
    entry.text = isFinal ? text : entry.text + text;
    entry.isFinal = isFinal;
  }

  /** They cut in: the rest was never heard. */
  cut(itemId: string, heardText: string) {
    const entry = this.#entries.find((each) => each.itemId === itemId);
    if (!entry) return;
    Object.assign(entry, { text: heardText, wasCut: true, isFinal: true });
  }

  /** Rows that have words. */
  rows(): TranscriptRow[] {
    return this.#entries.flatMap(({ speaker, text, ...entry }) =>
      speaker && text.trim() !== "" ? [{ ...entry, speaker, text: text.trim() }] : [],
    );
  }
}
