/** Names of headers, parameters and fields whose values let somebody in; not `author` nor `keyword`. */
const secretName =
  /auth(?![a-z])|authori[sz]|cookie|(?:^|[-_.])(?:key|sig|session)$|(?:access|api|app|auth|client|functions|license|master|private|shared|signing|subscription)[-_]?key|token|secret|passw|pwd|signature|sess(?:ion)?[-_]?id|credential/i;

/** What people read in place of a secret. */
export const hidden = '•••';

/** Whether what stands under this name is shown to nobody: 'Authorization', 'x-api-key', 'token'. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}
