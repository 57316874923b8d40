import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CallList } from "@/components/calls/call-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("calls"))("title") };
}

export default function Page() {
  return <CallList />;
}
