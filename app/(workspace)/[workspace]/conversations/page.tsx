import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FlowList } from "@/components/flow-builder/catalogue/flow-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("flows"))("title") };
}

export default function Page() {
  return <FlowList />;
}
