/** Whether the telephone provider's account has a number, so that calls can come to it and be placed from it. */
export type NumberOwner = { has(e164: string, signal: AbortSignal): Promise<boolean> };
