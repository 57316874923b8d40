import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RequestPage } from "@/components/privacy/request-page";
import { fromPublicId } from "@/server/public-ids";

type Props = { params: Promise<{ workspace: string; request: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("privacy"))("title") };
}

export default async function Page({ params }: Props) {
  const { request } = await params;
  if (!fromPublicId("rightsRequest", request)) notFound();
  return <RequestPage requestId={request} />;
}
