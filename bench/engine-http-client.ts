import { Agent, request } from 'undici';
import { quantile } from './bench.ts';

/**
 * The sender of bench/engine-http.ts, in a process of its own: posts `count` bodies over
 * `connections` connections, each the next one when the last was answered. Prints how long answers
 * took, and ends with 1 when one was not 202.
 */

const [url = '', count = '0', connections = '1'] = process.argv.slice(2);
const total = Number(count);
const dispatcher = new Agent({ connections: Number(connections), pipelining: 1 });
const took: number[] = [];
let next = 0;

async function send(): Promise<void> {
  while (next < total) {
    const number = next++;
    const startedAt = performance.now();
    const { statusCode, body } = await request(url, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `c${number}@example.com`, name: 'Rosa', amount: number % 100 }),
    });
    await body.dump();
    if (statusCode !== 202) throw new Error(`answered ${statusCode}`);
    took.push(performance.now() - startedAt);
  }
}

await Promise.all(Array.from({ length: Number(connections) }, send));
await dispatcher.close();
console.log(JSON.stringify({ p50: quantile(took, 0.5), p99: quantile(took, 0.99) }));
