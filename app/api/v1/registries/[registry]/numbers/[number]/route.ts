import { route } from "@/server/public-api/door/route";
import { getRegistryNumber } from "@/server/public-api/endpoints/registries";

export const dynamic = "force-dynamic";
export const { GET, POST, PUT, PATCH, DELETE } = route(getRegistryNumber);
