import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { compareNewestFirst, conversationsNewestFirst } from './inbox.ts';
import { createMetaSandbox } from './meta-sandbox.ts';

describe('an inbox', () => {
  it('stays sorted newest first while people write', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(8), fc.nat(5)), { maxLength: 60 }), (writes) => {
        let now = 1_700_000_000_000;
        const clock = () => new Date(now);
        const { sandbox, context } = createMetaSandbox({ clock, random: seededRandom(1) });
        for (const [person, seconds] of writes) {
          now += seconds * 1000;
          sandbox.customerWrites({ name: `Person ${person}`, text: 'hi' });
          const list = conversationsNewestFirst(context.world, '104600000000001', 'messenger');
          expect(list[0]?.updatedAt).toBe(now);
          expect(list).toEqual([...list].sort(compareNewestFirst));
          expect(new Set(list).size).toBe(list.length);
        }
      }),
      { numRuns: 50 },
    );
  });
});
