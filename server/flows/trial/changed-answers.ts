// How a trial that is told again differs from what was heard before. Pure.

type Turns = readonly { by: "us" | "them"; text: string | null }[];

/** By the place of its last turn, each answer of ours that reads otherwise than before, and how it read then. */
export function changedAnswers(before: Turns, after: Turns): Map<number, string> {
  const earlier = answersOf(before);
  const changed = answersOf(after).flatMap(({ text, endsAt }, nth) => {
    const then = earlier[nth]?.text;
    return then === undefined || then === text ? [] : [[endsAt, then] as const];
  });
  return new Map(changed);
}

/** How many turns of theirs are not there any more; our answers to them went with them. */
export function turnsFallen(before: Turns, after: Turns): number {
  const theirs = (turns: Turns) => turns.filter(({ by }) => by === "them").length;
  return Math.max(0, theirs(before) - theirs(after));
}

/** What is said first, and then to each of their turns; nothing said is an answer too. */
function answersOf(turns: Turns): { text: string; endsAt: number }[] {
  const answers = [{ text: "", endsAt: 0 }];
  turns.forEach((turn, at) => {
    const open = answers.at(-1);
    if (turn.by === "them" || !open) answers.push({ text: "", endsAt: at });
    else Object.assign(open, { text: `${open.text} ${turn.text ?? ""}`.trim(), endsAt: at });
  });
  return answers;
}
