// Every operation of the partner API. The reference is made of this list; a test holds it against the routes of app/api/v1.
import type { Endpoint } from "@/server/public-api/endpoint";
import { listConsents, recordConsentOf, revokeConsentOf } from "@/server/public-api/endpoints/consents";
import { recordEvent } from "@/server/public-api/endpoints/events";
import { getRegistryNumber, uploadRegistryAnswers } from "@/server/public-api/endpoints/registries";

export const endpoints: readonly Endpoint[] = [
  listConsents,
  recordConsentOf,
  revokeConsentOf,
  recordEvent,
  uploadRegistryAnswers,
  getRegistryNumber,
];
