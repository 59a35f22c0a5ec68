import { describe, expect, it } from 'vitest';
import weights from './weights.json' with { type: 'json' };

describe('the committed weights', () => {
  it('carry cross-validated figures above what we promise', () => {
    const figures = weights.validation.figures;
    expect(figures['first 100 %'].auc).toBeGreaterThan(0.85);
    expect(figures['first 70 %'].auc).toBeGreaterThan(0.7);
  });
});
