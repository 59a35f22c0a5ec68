const usual = [5, 15, 30, 60, 180, 360, 720, 1440];

/** Choices of a sync interval, with `current` (minutes) among them whatever it is. */
export function intervalChoices(current: number): { value: string; label: string }[] {
  const minutes = usual.includes(current) ? usual : [...usual, current].toSorted((a, b) => a - b);
  return minutes.map((value) => ({ value: String(value), label: every(value) }));
}

function every(minutes: number): string {
  if (minutes === 60) return 'Every hour';
  if (minutes === 1440) return 'Once a day';
  if (minutes % 60 === 0) return `Every ${minutes / 60} hours`;
  return `Every ${minutes} minutes`;
}
