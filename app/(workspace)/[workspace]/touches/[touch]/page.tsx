import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TouchPage } from "@/components/touches/touch-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { DomainError } from "@/server/errors";
import { fromPublicId } from "@/server/public-ids";
import { getTouch } from "@/server/touches/get-touch";

type Props = { params: Promise<{ workspace: string; touch: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("touches"))("title") };
}

export default async function Page({ params }: Props) {
  const { workspace, touch } = await params;
  const touchId = fromPublicId("touch", touch);
  if (!touchId) notFound();
  const { ctx } = await requireWorkspace(workspace);
  await getTouch(ctx, { touchId }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <TouchPage touchId={touch} />;
}
