/** The task that money came which no open invoice asks for: somebody has to give it back or find out what it is for. */
export const overpaidKey = (paymentId: string) => `payment_over:${paymentId}`;
