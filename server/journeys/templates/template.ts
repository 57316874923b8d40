// A journey to start from: names what it is for; its graph is a draft like any other.
import type { DraftGraph } from "@/server/journeys/graph/schema";

export type JourneyTemplate = { key: string; name: string; summary: string; graph: DraftGraph };
