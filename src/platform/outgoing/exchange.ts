import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { OutgoingError } from './outgoing-error.ts';

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; bytes: Buffer };

type Limits = {
  origin: string;
  timeoutMs: number;
  maxBytes: number;
  /** What is beyond `maxBytes` is left unread instead of refused. */
  cut: boolean;
  signal: AbortSignal | undefined;
};

/**
 * One request and its answer on a dispatcher, bounded in time and size. It works below undici's
 * `request` because only there one sees whether the request began to be written (`sentBytes`).
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  limits: Limits,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const state = new ExchangeState(limits, resolve, reject);
    if (!state.settled) dispatcher.dispatch(request, state);
  });
}

class ExchangeState implements Dispatcher.DispatchHandler {
  settled = false;
  #sentBytes = false;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #chunks: Buffer[] = [];
  #size = 0;
  #controller: Dispatcher.DispatchController | null = null;
  readonly #limits: Limits;
  readonly #resolve: (answer: RawAnswer) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #timer: NodeJS.Timeout;

  constructor(
    limits: Limits,
    resolve: (answer: RawAnswer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#limits = limits;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#stop(this.#timedOut()), limits.timeoutMs);
    limits.signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (limits.signal?.aborted) this.#onAbort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A request given up while its connection was being opened must not be written any more.
    if (this.settled) {
      controller.abort(new Error('given up before it was sent'));
      return;
    }
    this.#controller = controller;
    this.#sentBytes = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    const announced = Number(headers['content-length'] ?? 0);
    if (announced > this.#limits.maxBytes && !this.#limits.cut) this.#stop(this.#tooLarge());
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    const excess = this.#size - this.#limits.maxBytes;
    if (excess <= 0) {
      this.#chunks.push(chunk);
    } else if (this.#limits.cut) {
      this.#chunks.push(chunk.subarray(0, chunk.length - excess));
      this.onResponseEnd();
      this.#controller?.abort(new Error('read enough'));
    } else {
      this.#stop(this.#tooLarge());
    }
  }

  onResponseEnd(): void {
    const bytes = Buffer.concat(this.#chunks);
    const answer = { status: this.#status, headers: this.#headers, bytes };
    this.#settle(() => this.#resolve(answer));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle(() => this.#reject(this.#translate(error)));
  }

  readonly #onAbort = (): void => this.#stop(this.#limits.signal?.reason);

  #stop(reason: unknown): void {
    this.#settle(() => this.#reject(reason));
    this.#controller?.abort(new Error('given up'));
  }

  #settle(finish: () => void): void {
    if (this.settled) return;
    this.settled = true;
    clearTimeout(this.#timer);
    this.#limits.signal?.removeEventListener('abort', this.#onAbort);
    finish();
  }

  #timedOut(): OutgoingError {
    const message = `${this.#limits.origin} gave no answer within ${this.#limits.timeoutMs} ms.`;
    return new OutgoingError('timeout', message, this.#sentBytes);
  }

  #tooLarge(): OutgoingError {
    const message = `${this.#limits.origin} answered with more than ${this.#limits.maxBytes} bytes.`;
    return new OutgoingError('too_large', message, true);
  }

  #translate(error: Error): OutgoingError {
    if (error instanceof OutgoingError) return error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    if (code === 'UND_ERR_CONNECT_TIMEOUT') {
      const message = `${this.#limits.origin} could not be connected to in time.`;
      return new OutgoingError('timeout', message, false);
    }
    const message = this.#sentBytes
      ? `The connection to ${this.#limits.origin} broke off (${code}).`
      : `${this.#limits.origin} could not be connected to (${code}).`;
    return new OutgoingError(this.#sentBytes ? 'reset' : 'connect', message, this.#sentBytes);
  }
}
