import { route } from "@/server/public-api/door/route";
import { revokeConsentOf } from "@/server/public-api/endpoints/consents";

export const dynamic = "force-dynamic";
export const { GET, POST, PUT, PATCH, DELETE } = route(revokeConsentOf);
