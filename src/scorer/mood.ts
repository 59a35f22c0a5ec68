import type { Analysis } from '../contracts/analysis.ts';
import type { Cue } from './cue-names.ts';
import type { Findings } from './findings.ts';
import { cueCount, type Line, type Reading } from './read-lines.ts';
import { isComplaint, type Stance } from './stance.ts';

const own = ({ lines }: Reading): Line[] => lines.filter((line) => line.byCustomer);

const linesWith = (lines: readonly Line[], cue: Cue): number =>
  lines.reduce((total, line) => total + Number(cueCount(line, cue) > 0), 0);

/** How the customer sounds, from praise, thanks and agreement against anger and complaint. */
export function sentimentOf(reading: Reading, stance: Stance): Analysis['sentiment'] {
  if (isComplaint(stance)) return stance === 'mended' ? 'mixed' : 'negative';
  const lines = own(reading);
  const count = (cue: Cue) => linesWith(lines, cue);
  const good = count('praise') + count('accept') + 0.5 * count('thanks');
  const bad =
    1.5 * count('anger') + 1.5 * count('complaint') + 0.5 * count('refuse') + 0.5 * count('pricey');
  if (good >= 1.5 && bad >= 1.5 && good < bad * 2.5 && bad < good * 2.5) return 'mixed';
  if (bad > good && bad >= 1) return 'negative';
  return good >= 1.5 ? 'positive' : 'neutral';
}

/** How soon the customer needs it; a complaint nobody answered cannot wait. */
export function urgencyOf(reading: Reading, stance: Stance): Analysis['urgency'] {
  if (stance === 'upset') return 'high';
  const lines = own(reading);
  const urgent = linesWith(lines, 'urgent');
  if (urgent >= 2 || linesWith(lines.slice(-3), 'urgent') > 0) return 'high';
  return urgent > 0 || stance === 'mending' || linesWith(lines.slice(-4), 'meet') > 0
    ? 'medium'
    : 'low';
}

/** What each cue of the customer adds to the wish to buy, in points of 100. */
const intentPoints: readonly (readonly [Cue, number])[] = [
  ['interest', 14],
  ['accept', 18],
  ['offer', 9],
  ['meet', 9],
  ['pay', 7],
  ['confirmAsk', 8],
  ['urgent', 6],
  ['discount', 3],
  ['deliver', 4],
  ['askChange', 5],
  ['later', -8],
  ['pricey', -5],
  ['refuse', -18],
  ['anger', -8],
  ['spam', -60],
];
const startingIntent = 25;
const mostLines = 2;

/** How likely the customer is to buy at all, 0–100: a full hotel does not lower it. */
export function intentOf(reading: Reading, probability: number): number {
  const lines = own(reading);
  let points = startingIntent;
  for (const [cue, worth] of intentPoints) {
    points +=
      (worth * Math.min(mostLines, linesWith(lines, cue))) / mostLines +
      (linesWith(lines, cue) > 0 ? worth / 2 : 0);
  }
  if (lines.some((line) => line.hasNumber)) points += 5;
  points += Math.min(8, 2 * lines.reduce((total, line) => total + line.questions, 0));
  return Math.round(Math.min(100, Math.max(0, 0.7 * points + 30 * probability)));
}

const topicNames: readonly (readonly [string, readonly Cue[]])[] = [
  ['price', ['pricey', 'offer', 'firm', 'discount']],
  ['complaint', ['complaint']],
  ['delivery', ['deliver']],
  ['pickup or visit', ['meet']],
  ['payment', ['pay']],
  ['condition and warranty', ['doubt']],
  ['availability', ['unavailable', 'available']],
  ['change of plans', ['askChange', 'changeMind']],
];

/** What the talk is about: the thing wanted, then the themes that came up, up to eight. */
export function topicsOf({ reading, subject, price, stance }: Findings): string[] {
  const themes = topicNames.filter(([name, cues]) => {
    if (name === 'price') return price !== null;
    if (name === 'complaint' && isComplaint(stance)) return true;
    return cues.some((cue) => reading.lines.some((line) => cueCount(line, cue) > 0));
  });
  const names = themes.map(([name]) => name);
  return (subject === null ? names : [subject.slice(0, 80).toWellFormed(), ...names]).slice(0, 8);
}
