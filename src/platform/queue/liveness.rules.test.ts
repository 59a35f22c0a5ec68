import { describe, expect, it } from 'vitest';
import { isDead } from './liveness.rules.ts';

const idle = { waiting: 3, running: 0, started: 10 };

describe('a worker counts as dead', () => {
  it('when work waits twice, a hand is free and nothing started', () => {
    expect(isDead(idle, idle, 2)).toBe(true);
    expect(isDead({ ...idle, running: 1 }, { ...idle, running: 1 }, 2)).toBe(true);
  });

  it('never at the first look', () => expect(isDead(undefined, idle, 2)).toBe(false));

  it('not when it started something', () => {
    expect(isDead(idle, { ...idle, started: 11 }, 2)).toBe(false);
  });

  it('not when all hands are busy', () => {
    expect(isDead({ ...idle, running: 2 }, { ...idle, running: 2 }, 2)).toBe(false);
  });

  it('not when nothing waited at one of the looks', () => {
    expect(isDead({ ...idle, waiting: 0 }, idle, 2)).toBe(false);
    expect(isDead(idle, { ...idle, waiting: 0 }, 2)).toBe(false);
  });
});
