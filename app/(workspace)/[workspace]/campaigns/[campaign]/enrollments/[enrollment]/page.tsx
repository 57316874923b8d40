import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EnrollmentPage } from "@/components/campaigns/enrollment-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { getEnrollmentHistory } from "@/server/campaigns/list-enrollments";
import { DomainError } from "@/server/errors";
import { fromPublicId } from "@/server/public-ids";

type Props = { params: Promise<{ workspace: string; enrollment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("campaigns"))("title") };
}

export default async function Page({ params }: Props) {
  const { workspace, enrollment } = await params;
  const enrollmentId = fromPublicId("enrollment", enrollment);
  if (!enrollmentId) notFound();
  const { ctx } = await requireWorkspace(workspace);
  await getEnrollmentHistory(ctx, { enrollmentId }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <EnrollmentPage enrollmentId={enrollment} />;
}
