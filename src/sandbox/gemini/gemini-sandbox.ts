import type { Random } from '../random.ts';
import type { GeminiWorld } from './gemini-routes.ts';
import { GeminiKnobs, type GeminiKnobsPatch } from './knobs.ts';

/** The Gemini stand-in as tests and the control API use it. */
export type GeminiSandbox = {
  /** Address for the AI SDK's `baseURL`; `/v1beta` included. */
  readonly baseUrl: string;
  knobs(): GeminiKnobs;
  setKnobs(patch: GeminiKnobsPatch): GeminiKnobs;
  resetKnobs(): GeminiKnobs;
  /** How many calls each key made, refused ones included. */
  calls(): Record<string, number>;
  clearCalls(): void;
  state(): { knobs: GeminiKnobs; calls: Record<string, number> };
};

export type GeminiParts = { sandbox: GeminiSandbox; world: GeminiWorld };

export function createGeminiSandbox(options: {
  clock: () => Date;
  random: Random;
  url: () => string;
}): GeminiParts {
  const { clock, random, url } = options;
  const world: GeminiWorld = { clock, random, knobs: GeminiKnobs.parse({}), uses: new Map() };
  const calls = () => Object.fromEntries([...world.uses].map(([key, { total }]) => [key, total]));
  const sandbox: GeminiSandbox = {
    get baseUrl() {
      return `${url()}/gemini/v1beta`;
    },
    knobs: () => structuredClone(world.knobs),
    setKnobs(patch) {
      const keys = { ...world.knobs.keys, ...patch.keys };
      world.knobs = GeminiKnobs.parse({ ...world.knobs, ...patch, keys });
      return structuredClone(world.knobs);
    },
    resetKnobs() {
      world.knobs = GeminiKnobs.parse({});
      world.uses.clear();
      return structuredClone(world.knobs);
    },
    calls,
    clearCalls: () => world.uses.clear(),
    state: () => ({ knobs: world.knobs, calls: calls() }),
  };
  return { sandbox, world };
}
