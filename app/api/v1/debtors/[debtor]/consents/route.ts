import { route } from "@/server/public-api/door/route";
import { listConsents, recordConsentOf } from "@/server/public-api/endpoints/consents";

export const dynamic = "force-dynamic";
export const { GET, POST, PUT, PATCH, DELETE } = route(listConsents, recordConsentOf);
