import { route } from "@/server/public-api/door/route";

export const dynamic = "force-dynamic";
export const { GET, POST, PUT, PATCH, DELETE } = route();
