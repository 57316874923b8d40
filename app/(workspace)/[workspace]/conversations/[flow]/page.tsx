import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FlowBuilder } from "@/components/flow-builder/builder";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { DomainError } from "@/server/errors";
import { getFlow } from "@/server/flows/get-flow";
import { fromPublicId } from "@/server/public-ids";

type Props = { params: Promise<{ workspace: string; flow: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("flows"))("one") };
}

export default async function Page({ params }: Props) {
  const { workspace, flow } = await params;
  const flowId = fromPublicId("flow", flow);
  if (!flowId) notFound();
  const { person, ctx } = await requireWorkspace(workspace);
  const read = await getFlow(ctx, { flowId }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <FlowBuilder read={{ flow: read, at: new Date() }} personId={person.userId} />;
}
