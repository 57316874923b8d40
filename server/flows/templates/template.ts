// A conversation to start from: names what it is for; its flow is a draft like any other.
import type { DraftFlow } from "@/server/flows/graph/schema";

export type FlowTemplate = { key: string; name: string; summary: string; flow: DraftFlow };
