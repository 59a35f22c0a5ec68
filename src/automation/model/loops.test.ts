import { describe, expect, it } from 'vitest';
import { findLoops, triggeredBy } from './loops.ts';

function node(automationId: string, keys: string[], raises: string[]) {
  return { automationId, name: automationId, keys, raises };
}

describe('findLoops', () => {
  it('finds an automation that starts itself', () => {
    const nodes = [node('a', ['contact.updated'], ['contact.updated:stageId'])];
    expect(findLoops(nodes)).toEqual([{ path: ['a'] }]);
  });

  it('finds the shortest chain and names it once', () => {
    const nodes = [
      node('a', ['x'], ['y']),
      node('b', ['y'], ['z', 'w']),
      node('c', ['z'], ['w']),
      node('d', ['w'], ['x']),
    ];
    expect(findLoops(nodes)).toEqual([{ path: ['a', 'b', 'd'] }, { path: ['c', 'd', 'a', 'b'] }]);
  });

  it('finds none where other fields or values are heard', () => {
    expect(findLoops([node('a', ['e:score'], ['e:stageId'])])).toEqual([]);
    expect(findLoops([node('a', ['e:stageId=1'], ['e:stageId=2'])])).toEqual([]);
    expect(findLoops([node('a', ['e:stage'], ['e:stageId'])])).toEqual([]);
  });
});

describe('triggeredBy', () => {
  const nodes = [
    node('any', ['e'], []),
    node('field', ['e:stageId'], []),
    node('value', ['e:stageId=1'], []),
    node('other', ['e:stageId=2'], []),
  ];
  const started = (raised: string) => triggeredBy([raised], nodes).map((one) => one.automationId);

  it('takes a value for its field and a field for its event', () => {
    expect(started('e:stageId=1')).toEqual(['any', 'field', 'value']);
  });

  it('expects every value where the value is not known', () => {
    expect(started('e:stageId')).toEqual(['any', 'field', 'value', 'other']);
    expect(started('e')).toEqual(['any', 'field', 'value', 'other']);
    expect(started('e:score')).toEqual(['any']);
  });
});
