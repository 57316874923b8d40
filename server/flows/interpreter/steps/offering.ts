// Offers: put forward one after another or as asked for, each within the policy, each told whole by us. The model may point
// at one; it can make none. Pure.
import type { Behaviour } from "@/server/flows/interpreter/behaviours";
import { openAmounts, tellDay, tellMoney, tellNumber } from "@/server/flows/interpreter/known";
import { fill, yesNoChoices } from "@/server/flows/interpreter/steps/confirming";
import type { Moved, Of, Talk } from "@/server/flows/interpreter/talk";
import { headlines, legalOffers, type Offer } from "@/server/flows/offers/legal";
import { nearestOffer, type Wish, wishIn } from "@/server/flows/offers/wish";
import { yesOrNo } from "@/server/flows/reading/intents";

type OfferNode = Of<"offer">;

export const offer: Behaviour<"offer"> = {
  enter(talk, node) {
    const offers = legal(talk, node);
    // Who already said what they want is answered with that.
    const said = talk.state.turns.findLast((turn) => turn.by === "them")?.text ?? "";
    const wish = wishIn(said, talk.today);
    const wished = wish && nearestOffer(wish, offers);
    if (wish && wished) answerWish(talk, node, wish, offers);
    else present(talk, node, offers, headlines(offers)[0], 1);
  },
  again(talk, node) {
    const { phase } = talk.state;
    if (phase.kind === "offering") tell(talk, node, phase.offer);
  },
  hears(talk, node, text) {
    const { phase } = talk.state;
    if (phase.kind !== "offering") return false;
    const answer = yesOrNo(text);
    const wish = answer === true ? undefined : wishIn(text, talk.today);
    if (wish) return answerWish(talk, node, wish, phase.offers);
    if (answer === undefined) return false;
    return answer ? accept(talk, phase.offer) : decline(talk, node);
  },
  takes(talk, node, proposal) {
    const { phase } = talk.state;
    if (phase.kind !== "offering") return false;
    if (proposal.kind === "slot") {
      const wish = wishIn(proposal.value, talk.today);
      return wish ? answerWish(talk, node, wish, phase.offers) : false;
    }
    if (proposal.exit === "yes") return accept(talk, phase.offer);
    if (proposal.exit === "no") return decline(talk, node);
    const wanted = phase.offers.find((candidate) => candidate.id === proposal.exit);
    if (!wanted) return false;
    present(talk, node, phase.offers, wanted, phase.next);
    return true;
  },
  unclear(talk, node) {
    const { phase } = talk.state;
    if (phase.kind !== "offering") return talk.go("declined");
    if (!talk.mayAsk(node)) return give(talk, node);
    talk.say(talk.words.notUnderstood);
    tell(talk, node, phase.offer);
  },
  silent: (talk, node) => give(talk, node),
  /** What is open is another amount now: what was offered does not stand any more. */
  learns(talk, node) {
    const offers = legal(talk, node);
    present(talk, node, offers, headlines(offers)[0], 1);
    return true;
  },
};

function legal(talk: Talk, node: OfferNode): Offer[] {
  return talk.state.isVerified ? legalOffers(node.policy, talk.state.facts.money.balances, talk.today) : [];
}

function present(
  talk: Talk,
  node: OfferNode,
  offers: Offer[],
  one: Offer | undefined,
  next: number,
  before?: string,
): Moved {
  if (!one || !talk.mayAsk(node)) return give(talk, node);
  talk.phase({ kind: "offering", offers, offer: one, next });
  talk.record({ what: "offered", offerId: one.id });
  if (before) talk.say(before, "plain", false);
  tell(talk, node, one);
}

function tell(talk: Talk, node: OfferNode, one: Offer): Moved {
  talk.say(`${wordsOf(talk, one)} ${talk.words.agree}`, "plain", true);
  const { phase } = talk.state;
  const others = phase.kind === "offering" ? phase.offers.filter((other) => other.id !== one.id) : [];
  talk.listen({
    choices: [...yesNoChoices, ...others.map((other) => ({ id: other.id, description: outline(other) }))],
    slot: { name: "offer", type: "free" },
    instruction: "Hear whether the person agrees, or which other of these offers they ask for. Offer nothing yourself.",
    silenceMs: node.silenceMs,
  });
}

/** As asked for where that is within the policy; otherwise the nearest that is, and that it is no more than that. */
function answerWish(talk: Talk, node: OfferNode, wish: Wish, offers: Offer[]): true {
  const { phase } = talk.state;
  const next = phase.kind === "offering" ? phase.next : 1;
  const nearest = nearestOffer(wish, offers);
  if (!nearest?.isExact) {
    talk.record({ what: "refused", of: "offer", detail: wish.kind });
    const fallback = nearest?.offer ?? headlines(offers)[0];
    present(talk, node, offers, fallback, next, talk.words.notMoreThanThis);
  } else present(talk, node, offers, nearest.offer, next);
  return true;
}

function accept(talk: Talk, one: Offer): true {
  fill(talk, "offer", { type: "offer", offer: one });
  talk.record({ what: "offer_accepted", offerId: one.id });
  talk.go("accepted");
  return true;
}

function decline(talk: Talk, node: OfferNode): true {
  const { phase } = talk.state;
  if (phase.kind !== "offering") return true;
  present(talk, node, phase.offers, headlines(phase.offers)[phase.next], phase.next + 1);
  return true;
}

function give(talk: Talk, node: OfferNode): Moved {
  talk.record({ what: "offer_declined", nodeId: node.id });
  talk.go("declined");
}

function wordsOf(talk: Talk, one: Offer): string {
  const { state, words, today } = talk;
  const amount = (amountMinor: number) => tellMoney(state, { amountMinor, currency: one.currency });
  const day = (dueOn: string) => tellDay(state, dueOn, today);
  const [first] = one.payments;
  if (!first) return "";
  if (one.kind === "instalments") {
    const payments = one.payments.map((payment) => words.payment(amount(payment.amountMinor), day(payment.dueOn)));
    return words.offerInstalments(tellNumber(state, one.count), payments.join(", "));
  }
  if (one.kind === "discount") {
    return words.offerDiscount(tellNumber(state, one.percent), amount(first.amountMinor), day(first.dueOn));
  }
  return words.offerExtension(amount(openAmounts(state)[0]?.amountMinor ?? first.amountMinor), day(first.dueOn));
}

/** For the model, which is told of no amounts. */
function outline(one: Offer): string {
  if (one.kind === "extension") return `all of it within ${one.days} days`;
  return one.kind === "instalments" ? `${one.count} instalments` : `${one.percent} percent off`;
}
