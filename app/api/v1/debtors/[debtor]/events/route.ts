import { route } from "@/server/public-api/door/route";
import { recordEvent } from "@/server/public-api/endpoints/events";

export const dynamic = "force-dynamic";
export const { GET, POST, PUT, PATCH, DELETE } = route(recordEvent);
