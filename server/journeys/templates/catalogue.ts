import { standardFreightEscalation } from "@/server/journeys/templates/standard-freight-escalation";
import type { JourneyTemplate } from "@/server/journeys/templates/template";

/** The journeys a workspace can start from, in the order they are offered. */
export const journeyTemplates: readonly JourneyTemplate[] = [standardFreightEscalation];
