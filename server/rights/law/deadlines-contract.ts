// Whose deadlines there are; safe in the browser.
export const lawIds = ["gdpr", "uk_gdpr", "ccpa", "dpdp", "pipeda", "au_privacy", "own"] as const;
export type LawId = (typeof lawIds)[number];
