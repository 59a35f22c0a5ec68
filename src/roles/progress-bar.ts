/** A line that grows in a terminal; in a log, a line now and then. */
export type ProgressBar = { show(done: number, note: string): void; end(text: string): void };

const logEveryMs = 2_000;

/** Writes to standard error, so that standard output stays for results. */
export function progressBar(title: string): ProgressBar {
  const out = process.stderr;
  const started = Date.now();
  let shownAt = 0;
  return {
    show(done, note) {
      const line = `${title} … ${done}${note ? `  (${note})` : ''}`;
      if (out.isTTY) out.write(`\r\u001b[2K${line}`);
      else if (Date.now() - shownAt > logEveryMs) out.write(`${line}\n`);
      else return;
      shownAt = Date.now();
    },
    end(text) {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      out.write(`${out.isTTY ? '\r\u001b[2K' : ''}✔ ${text} (${seconds} s)\n`);
    },
  };
}
