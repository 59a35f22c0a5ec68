import type { StoredAnalysis } from '../../../src/contracts/placements.ts';
import { money } from '../../ui/money.ts';
import classes from './analysis-card.module.css';

type Props = { analysis: StoredAnalysis };

const priceStates = {
  agreed: 'agreed',
  offered_by_business: 'offered by you',
  offered_by_customer: 'offered by the customer',
} as const;

const languageNames = new Intl.DisplayNames(undefined, { type: 'language', fallback: 'code' });

/** The short answers of an analysis: price, mood, urgency, topics. */
export function AnalysisFacts({ analysis }: Props) {
  const { price, topics } = analysis;
  const facts: [string, string][] = [
    [
      'Price',
      price ? `${money(price.amount, price.currency)}, ${priceStates[price.state]}` : 'None named',
    ],
    ['Likely to buy', `${analysis.intentScore}%`],
    ['Mood', capital(analysis.sentiment)],
    ['Urgency', capital(analysis.urgency)],
    ['Priority', capital(analysis.priority)],
    ['Language', languageName(analysis.language)],
  ];
  if (topics.length > 0) facts.push(['Topics', topics.join(', ')]);
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function languageName(tag: string): string {
  if (tag === 'und') return 'Not clear';
  try {
    return languageNames.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
