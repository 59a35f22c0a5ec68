/** How many more requests a host may get now; hosts that are not named are free. */
export type HostRoom = { host: string; free: number };

export type HostGate = {
  room(now: number): HostRoom[];
  enter(host: string): void;
  leave(host: string, succeeded: boolean, now: number): void;
};

export const mostPerHost = 4;
/** After so many failures in a row a host is left alone for a while: it has enough trouble. */
const failuresUntilRest = 5;
const restMs = 30_000;
/** Without news for so long a host is forgotten: the map stays as small as what is going on. */
const forgetMs = 600_000;

type HostState = { inFlight: number; failures: number; restsUntil: number; leftAt: number };

/** Keeps a slow or broken host from taking every sender of this process. */
export function createHostGate(): HostGate {
  const hosts = new Map<string, HostState>();
  const stateOf = (host: string): HostState =>
    hosts.get(host) ?? { inFlight: 0, failures: 0, restsUntil: 0, leftAt: 0 };

  return {
    room(now) {
      for (const [host, { inFlight, leftAt }] of hosts) {
        if (inFlight === 0 && leftAt < now - forgetMs) hosts.delete(host);
      }
      return [...hosts].map(([host, { inFlight, restsUntil }]) => ({
        host,
        free: restsUntil > now ? 0 : mostPerHost - inFlight,
      }));
    },
    enter(host) {
      const state = stateOf(host);
      hosts.set(host, { ...state, inFlight: state.inFlight + 1 });
    },
    leave(host, succeeded, now) {
      const { inFlight, failures: before } = stateOf(host);
      const failures = succeeded ? 0 : before + 1;
      const restsUntil = failures >= failuresUntilRest ? now + restMs : 0;
      hosts.set(host, { inFlight: inFlight - 1, failures, restsUntil, leftAt: now });
    },
  };
}
