import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Role, roleReaches, roles } from '../../contracts/roles.ts';
import { obstacleToMove } from './membership.rules.ts';
import { sessionTokenOf } from './session-cookie.rules.ts';
import { slugOf } from './slug.rules.ts';
import { isTrustedOrigin } from './trusted-origin.rules.ts';

const role = fc.constantFrom<Role>(...roles);

describe('obstacleToMove', () => {
  it('lets nobody lift anybody above themselves or reach above themselves', () => {
    const move = fc.record({
      actor: role,
      isSelf: fc.constant(false),
      from: role,
      to: fc.option(role),
      owners: fc.constant(2),
    });
    fc.assert(
      fc.property(move, (given) => {
        const inReach =
          roleReaches(given.actor, 'admin') &&
          roleReaches(given.actor, given.from) &&
          (given.to === null || roleReaches(given.actor, given.to));
        expect(obstacleToMove(given) === null).toBe(inReach);
      }),
    );
  });

  it('lets everybody step down or leave, except the last owner', () => {
    for (const from of roles) {
      const leaving = { actor: from, isSelf: true, from, to: null, owners: 2 };
      expect(obstacleToMove(leaving)).toBeNull();
      const last = obstacleToMove({ ...leaving, owners: from === 'owner' ? 1 : 2 });
      expect(last?.code).toBe(from === 'owner' ? 'conflict' : undefined);
    }
  });
});

describe('sessionTokenOf', () => {
  it('takes no cookie that was not signed with the secret', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const header = `theme=dark; s=${encodeURIComponent(text)}`;
        expect(sessionTokenOf(header, 's', 'secret')).toBeNull();
      }),
    );
    // printf token | openssl dgst -sha256 -hmac secret -binary | base64
    const signed = `s=${encodeURIComponent('token.6UERDj0r/oJiHw4+FDRzDXMF0QbF9oyHFl0LJ6RhGko=')}`;
    expect(sessionTokenOf(`a=1; ${signed}`, 's', 'secret')).toBe('token');
    expect(sessionTokenOf(signed, 's', 'other')).toBeNull();
    expect(sessionTokenOf('s=%E0%A4%A', 's', 'secret')).toBeNull();
  });
});

it('makes slugs that fit an address from any name', () => {
  expect(slugOf('Café Olé & Co')).toBe('cafe-ole-co');
  expect(slugOf('日本')).toBe('workspace');
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(slugOf(name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }),
  );
});

it('trusts the own host and the named origins alone', () => {
  const trusted = ['http://localhost:5173'];
  expect(isTrustedOrigin(undefined, 'crm.example', trusted)).toBe(true);
  expect(isTrustedOrigin('https://crm.example', 'crm.example', trusted)).toBe(true);
  expect(isTrustedOrigin('http://localhost:5173', 'crm.example', trusted)).toBe(true);
  expect(isTrustedOrigin('https://crm.example.evil.com', 'crm.example', trusted)).toBe(false);
  expect(isTrustedOrigin('null', 'crm.example', trusted)).toBe(false);
});
