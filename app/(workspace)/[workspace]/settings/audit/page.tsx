import { notFound } from "next/navigation";
import { AuditPage } from "@/components/audit/audit-page";
import { requireWorkspace } from "@/server/auth/sessions/current-person";
import { may } from "@/server/tenancy/permissions";

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await requireWorkspace((await params).workspace);
  if (!may(workspace.role, "audit.read")) notFound();
  return <AuditPage />;
}
