/** Area under the ROC curve; ties count half. */
export function areaUnderCurve(scores: readonly number[], won: readonly boolean[]): number {
  const order = scores.map((_, index) => index).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let rankSum = 0;
  let wins = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && scores[order[to + 1] ?? 0] === scores[order[from] ?? 0]) to++;
    for (let at = from; at <= to; at++) {
      if (won[order[at] ?? 0] !== true) continue;
      rankSum += (from + to) / 2 + 1;
      wins++;
    }
    from = to + 1;
  }
  return (rankSum - (wins * (wins + 1)) / 2) / (wins * (won.length - wins));
}

/** Mean squared distance between probability and outcome; 0.25 is a coin, 0 is perfect. */
export const brierOf = (probabilities: readonly number[], won: readonly boolean[]): number =>
  probabilities.reduce((total, p, index) => total + (p - Number(won[index])) ** 2, 0) / won.length;

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
