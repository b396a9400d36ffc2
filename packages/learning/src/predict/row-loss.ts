/** −log of the probability that log-odds give to what happened (0 or 1): log(1 + e^x) without overflow. */
export function rowLoss(margin: number, label: number): number {
  const against = label === 1 ? -margin : margin;
  return Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
}
