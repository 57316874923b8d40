import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CallPage } from "@/components/calls/call-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { getCall } from "@/server/calls/get-call";
import { DomainError } from "@/server/errors";
import { fromPublicId } from "@/server/public-ids";

type Props = { params: Promise<{ workspace: string; call: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("calls"))("one") };
}

export default async function Page({ params }: Props) {
  const { workspace, call } = await params;
  const callId = fromPublicId("call", call);
  if (!callId) notFound();
  const { ctx } = await requireWorkspace(workspace);
  await getCall(ctx, { callId }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <CallPage callId={call} />;
}
