// What sign-in mails need. The verb says what to tell whom; a template makes the words, a vendor sends them.

export type AccountMail =
  | { kind: "verify_email"; name: string; url: string }
  | { kind: "already_registered"; name: string; signInUrl: string; resetUrl: string }
  | { kind: "reset_password"; name: string; url: string; minutes: number }
  | { kind: "sign_in_link"; name: string; url: string; minutes: number }
  | { kind: "password_changed"; name: string; resetUrl: string }
  | { kind: "invitation"; inviter: string; workspace: string; role: string; url: string; days: number };

/** Sends one mail about an account; `key` is the same for every attempt of it. */
export type AccountMailer = {
  send(mail: { key: string; to: string; language: string; message: AccountMail }): Promise<void>;
};

/**
 * What a door gives to account verbs besides who calls: the mailer, our address, and a way to do the sending after
 * the answer has left, so that its time does not tell whether the address is known.
 */
export type AccountDoor = {
  mailer: AccountMailer;
  publicUrl: string;
  later(work: () => Promise<void>): void;
  /** False where the caller may read the local mailbox: nothing is given away to them, and they need not wait. */
  mailboxRequired: boolean;
};
