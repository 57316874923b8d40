// Under `npm start` a channel leads to the supervisor. When that is killed outright the channel closes, and nobody else
// would end this process: it would go on sending, and hold its port, until the next start.
const GRACE_MS = 10_000;
let gone = false;

/** Ends this process as a SIGTERM would when its supervisor is gone. Does nothing where none started it. */
export function endWithSupervisor() {
  if (!process.channel) return;
  const end = () => {
    if (gone) return;
    gone = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, "SIGTERM");
  };
  process.once("disconnect", end);
  if (!process.connected) end();
}

export const supervisorIsGone = () => gone;
