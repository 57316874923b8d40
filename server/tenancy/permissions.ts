// One table: what each role may do. Enforced by `mutate` and `read`, shown in the settings. Pure.

export const roles = ["owner", "admin", "manager", "agent", "viewer"] as const;
export type Role = (typeof roles)[number];

const everyone = [...roles];
const agents: Role[] = ["owner", "admin", "manager", "agent"];
const managers: Role[] = ["owner", "admin", "manager"];
const admins: Role[] = ["owner", "admin"];

/** Action → roles. An action is `<noun>.<verb>`; every procedure names exactly one. */
export const permissions = {
  "workspace.read": everyone,
  "workspace.update": admins,
  "workspace.delete": ["owner"],
  "contactRules.read": everyone,
  "contactRules.update": admins,
  "consents.read": everyone,
  "consents.update": agents,
  "registries.read": everyone,
  "registries.update": managers,
  "members.read": everyone,
  "members.invite": admins,
  "members.update": admins,
  "apiKeys.read": admins,
  "apiKeys.update": admins,
  "apiEvents.record": managers,
  "audit.read": managers,
  "audit.export": managers,
  "evidence.read": managers,
  "rights.read": managers,
  "rights.handle": managers,
  "rights.export": managers,
  /** Cannot be undone. */
  "rights.erase": admins,
  /** What the law makes us keep of people who were erased. */
  "rights.restricted": admins,
  "retention.read": managers,
  "retention.update": admins,
  "retention.run": admins,
  "debtors.read": everyone,
  "debtors.update": agents,
  "debtors.stop": agents,
  "notes.create": agents,
  "tasks.update": agents,
  /** A yes to late fees is a charge. */
  "tasks.answer": managers,
  "invoices.read": everyone,
  "invoices.update": managers,
  "invoices.export": managers,
  "disputes.update": agents,
  "promises.create": agents,
  "imports.read": everyone,
  "imports.run": managers,
  "journeys.read": everyone,
  "journeys.update": managers,
  "journeys.publish": managers,
  "flows.read": everyone,
  "flows.update": managers,
  "flows.test": managers,
  "flows.publish": managers,
  /** What must pass before it is published. */
  "flows.requireSuite": managers,
  "ownSkills.read": managers,
  /** What it answers is said to debtors. */
  "ownSkills.update": admins,
  /** Calls the address, for nobody. */
  "ownSkills.try": admins,
  "numbers.read": everyone,
  "numbers.update": admins,
  "webhooks.secret": admins,
  "campaigns.read": everyone,
  "campaigns.launch": managers,
  "campaigns.update": managers,
  "touches.read": everyone,
  "touches.settle": agents,
  "calls.read": everyone,
  "calls.note": agents,
  "calls.supervise": agents,
  "calls.followUp": agents,
  "calls.export": managers,
  "calls.listen": everyone,
  /** Whether calls are recorded; what was answered to it stands in the log as the same. */
  "calls.record": admins,
  "payments.read": everyone,
  "payments.record": agents,
  "payments.refund": managers,
  "payLinks.create": agents,
  "payLinks.revoke": agents,
  "overview.read": everyone,
  "sandbox.read": everyone,
  "sandbox.act": agents,
  "clock.move": managers,
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof permissions;

/** Whether the role may perform the action. */
export function may(role: Role, action: Action): boolean {
  return (permissions[action] as readonly Role[]).includes(role);
}

/** What a key of the partner API may be given, and the actions that each scope opens: one noun, to read or to write. */
export const scopes = {
  "consents:read": ["consents.read"],
  "consents:write": ["consents.update"],
  "events:write": ["apiEvents.record"],
  "registries:read": ["registries.read"],
  "registries:write": ["registries.update"],
} as const satisfies Record<string, readonly Action[]>;

export type Scope = keyof typeof scopes;

/** The scope that opens an action; undefined: none does, and no key may perform it. */
export function scopeOf(action: Action): Scope | undefined {
  return (Object.keys(scopes) as Scope[]).find((scope) => (scopes[scope] as readonly Action[]).includes(action));
}
