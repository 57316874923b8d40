import { route } from "@/server/public-api/door/route";
import { uploadRegistryAnswers } from "@/server/public-api/endpoints/registries";

export const dynamic = "force-dynamic";
export const { GET, POST, PUT, PATCH, DELETE } = route(uploadRegistryAnswers);
