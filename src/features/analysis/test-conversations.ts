import type { Analysis } from '../../contracts/analysis.ts';
import type { ReadingContext, StageOption, Transcript } from '../../contracts/transcript.ts';

/** Builders for this folder's tests. Lines are "c: text" for the customer, "b: text" else. */
export function transcript(...lines: string[]): Transcript {
  const messages = lines.map((line, index) => ({
    id: `mid-${index + 1}`,
    author: line.startsWith('c: ') ? ('customer' as const) : ('business' as const),
    sentAt: new Date(Date.UTC(2026, 0, 2, 10, index)),
    text: line.slice(3),
    attachments: 0,
  }));
  return { customerName: 'Ana', businessName: 'Tide Tiles', platform: 'messenger', messages };
}

function stage(name: string, type: StageOption['type'], scoreMin: number, scoreMax: number) {
  return { name, type, description: `${name} of the shop`, scoreMin, scoreMax };
}

export const context: ReadingContext = {
  now: new Date('2026-01-05T12:00:00Z'),
  stages: [
    stage('New lead', 'LEAD', 0, 30),
    stage('Quoted', 'IN_PROGRESS', 31, 80),
    stage('Won', 'WON', 81, 100),
    stage('Lost', 'LOST', 0, 20),
  ],
};

/** A complete answer as a well-behaved model gives it for a transcript with a customer's m1. */
export const goodAnswer = {
  summary: 'Ana wants 20 m² of blue tiles. She asked for the price.',
  evidence: [{ messageId: 'm1', quote: 'I need 20 m² of blue tiles' }],
  reasoning: 'She named a quantity.',
  status: 'QUALIFIED',
  score: 55,
  intentScore: 60,
  confidence: 80,
  sentiment: 'positive',
  urgency: 'low',
  priority: 'medium',
  topics: ['tiles'],
  painPoints: [],
  buyingSignals: ['named a quantity'],
  objections: [],
  price: { amount: 450, currency: 'EUR', state: 'offered_by_business' },
  nextBestAction: 'Send the quote.',
  followUpOn: '2026-01-07',
  language: 'en',
  recommendedStage: 'Quoted',
  stageProbabilities: [
    { stage: 'Quoted', probability: 0.7 },
    { stage: 'New lead', probability: 0.2 },
  ],
};

/** Stands where the local scorer stands, for tests about who answers. */
export function localAnalysis(): Analysis {
  return {
    source: 'local',
    model: 'test-weights',
    isFallback: false,
    summary: 'Read locally.',
    score: 20,
    status: 'NEW',
    confidence: 35,
    reasoning: '',
    recommendedStage: null,
    stageProbabilities: [],
    evidence: [],
    sentiment: 'neutral',
    urgency: 'low',
    intentScore: 20,
    topics: [],
    painPoints: [],
    buyingSignals: [],
    objections: [],
    price: null,
    nextBestAction: '',
    followUpOn: null,
    priority: 'low',
    language: 'und',
  };
}
