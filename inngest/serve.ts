import { serve } from "inngest/edge";
import { functions } from "@/inngest";
import { inngest } from "@/inngest/client";

/** The functions behind Inngest's own protocol; the SDK checks the signature of every call. */
export const handleInngest = serve({ client: inngest, functions });
