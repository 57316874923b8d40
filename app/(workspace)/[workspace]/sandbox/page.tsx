import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SandboxPage } from "@/components/sandbox/sandbox-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sandbox"))("title") };
}

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { workspace } = await requireWorkspace(slug);
  if (workspace.mode !== "sandbox") notFound();
  return <SandboxPage />;
}
