import { createHash, randomBytes } from 'node:crypto';
import {
  debugToken,
  dialogUrl,
  exchangeCode,
  exchangeForLongLived,
  type GraphClient,
  GraphError,
} from '../../channels/meta/index.ts';
import type { Actor, Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import type { SecretBox } from '../../platform/secrets/index.ts';
import {
  type ConnectKey,
  insertConnect,
  redeemState,
  removeExpiredConnects,
  storeGrant,
} from './meta-connects.store.ts';

/** The app at Meta, as far as the dialog needs it. */
export type DialogApp = { appId: string; dialogUrl: string; version: string };

export type DialogDeps = {
  database: Database;
  secrets: SecretBox;
  graph: GraphClient;
  metaApp: DialogApp;
  log: Logger;
  /** Address of this installation, without a slash at the end. */
  publicUrl: string;
};

export type Member = { workspaceId: string; actor: Actor };

/** Why somebody came back from Facebook without a connection; stands in the address. */
export type ConnectFailure = 'denied' | 'unknown_state' | 'refused';

/** The address of the consent dialog. Its state works once, for this member, for 15 minutes. */
export async function startConnect(deps: DialogDeps, member: Member): Promise<string> {
  const { workspaceId, actor } = member;
  const state = randomBytes(32).toString('base64url');
  await deps.database.withWorkspace(workspaceId, actor, async (tx) => {
    await removeExpiredConnects(tx);
    await insertConnect(tx, { workspaceId, startedBy: actor, stateHash: hash(state) });
  });
  return dialogUrl({
    dialogBaseUrl: deps.metaApp.dialogUrl,
    version: deps.metaApp.version,
    appId: deps.metaApp.appId,
    redirectUri: callbackUrl(deps.publicUrl),
    state,
  });
}

export type DialogAnswer = {
  state?: string | undefined;
  code?: string | undefined;
  error?: string | undefined;
};

/**
 * Takes what Facebook sent the person back with. The state must have been started by the very
 * member whose browser this is: else somebody could send another the dialog's address and get
 * their Pages.
 */
export async function finishConnect(
  deps: DialogDeps,
  member: Member | null,
  answer: DialogAnswer,
): Promise<{ connectId: string } | { failure: ConnectFailure }> {
  const connectId = member && answer.state ? await redeem(deps, member, answer.state) : undefined;
  if (!member || connectId === undefined) return { failure: 'unknown_state' };
  if (answer.code === undefined) return { failure: answer.error ? 'denied' : 'refused' };
  try {
    await keepGrant(deps, member, connectId, answer.code);
    return { connectId };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    deps.log.warn(
      { code: error.code, subcode: error.subcode, kind: error.kind, trace: error.fbtraceId },
      'Facebook refused a connection',
    );
    return { failure: 'refused' };
  }
}

function redeem(deps: DialogDeps, member: Member, state: string): Promise<string | undefined> {
  const { workspaceId, actor } = member;
  return deps.database.withWorkspace(workspaceId, actor, (tx) =>
    redeemState(tx, { workspaceId, startedBy: actor, stateHash: hash(state) }),
  );
}

async function keepGrant(
  deps: DialogDeps,
  { workspaceId, actor }: Member,
  connectId: string,
  code: string,
): Promise<void> {
  const { graph: client } = deps;
  const redirectUri = callbackUrl(deps.publicUrl);
  const short = await exchangeCode({ client, redirectUri, code });
  const { token } = await exchangeForLongLived({ client, token: short.token });
  const { scopes } = await debugToken({ client, token });
  const key = { workspaceId, connectId };
  const sealedToken = deps.secrets.seal(token, connectPlace(key));
  await deps.database.withWorkspace(workspaceId, actor, (tx) =>
    storeGrant(tx, key, { sealedToken, scopes }),
  );
}

/** Where Facebook sends people back to; must stand in the app's settings word for word. */
export function callbackUrl(publicUrl: string): string {
  return `${publicUrl}/api/v1/meta/callback`;
}

/** The place a person's token is sealed for while Pages are chosen. */
export function connectPlace({ workspaceId, connectId }: ConnectKey) {
  return { workspaceId, table: 'meta_connects', rowId: connectId };
}

function hash(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
