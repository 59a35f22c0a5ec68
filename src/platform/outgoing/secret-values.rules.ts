import type { z } from 'zod';
import type { JsonValue } from '../../contracts/json.ts';
import { isSecretName } from './secret-names.rules.ts';

type Json = z.infer<typeof JsonValue>;
type JsonObject = { [key: string]: Json };

/** Where a secret stands: names from the outermost inwards, and which part of an address it is. */
export type SecretPlace = { path: string; part: '' | '@' | `?${string}` };
/** What takes the place of a secret. */
export type SecretChange = (value: string | number, place: SecretPlace) => Json;

/**
 * The same object with every secret changed. Secrets are known by the name they stand under, or as
 * login and parameters of a `url`; one in the middle of a text is none. Empty ones are left alone.
 *
 * @param path of the object: 'steps.call.input'
 */
export function changeSecrets(object: JsonObject, path: string, change: SecretChange): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      const place = `${path}.${name}`;
      if (isSecretName(name)) return [name, changeAll(value, place, change)];
      if (name === 'url' && typeof value === 'string') {
        return [name, changeAddress(value, place, change)];
      }
      return [name, changeWithin(value, place, change)];
    }),
  );
}

function changeWithin(value: Json, path: string, change: SecretChange): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return changeSecrets(value, path, change);
  return value.map((inner, index) => changeWithin(inner, `${path}.${index}`, change));
}

/** All that stands under a secret name is secret: `{"token": {"value": "…"}}`. */
function changeAll(value: Json, path: string, change: SecretChange): Json {
  if (value === '' || value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'object') return change(value, { path, part: '' });
  if (Array.isArray(value)) {
    return value.map((inner, index) => changeAll(inner, `${path}.${index}`, change));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      changeAll(inner, `${path}.${name}`, change),
    ]),
  );
}

/** Of `https://user:password@host/path?token=…` the login and the value of the parameter. */
function changeAddress(address: string, path: string, change: SecretChange): string {
  const withLogin = /^(\s*[a-z][a-z\d+.-]*:\/\/)([^/?#\\]+)@/i;
  return address
    .replace(withLogin, (_, before: string, login: string) => {
      const changed = change(login, { path, part: '@' });
      return changed === '' ? before : `${before}${changed}@`;
    })
    .replace(/([?&])([^=&#]+)=([^&#]+)/g, (all, before: string, name: string, value: string) =>
      isSecretName(name) || name.toLowerCase() === 'code'
        ? `${before}${name}=${change(value, { path, part: `?${name}` })}`
        : all,
    );
}
