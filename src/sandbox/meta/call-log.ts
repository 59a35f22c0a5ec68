/** One call as it is remembered; never with parameters, which hold tokens. */
export type CallRecord = {
  at: string;
  method: string;
  path: string;
  pageId: string | null;
  /** Null when the connection was cut. */
  status: number | null;
  /** Graph error code, null when it went well. */
  code: number | null;
  ms: number;
};

export type CallLog = { add(record: CallRecord): void; records: CallRecord[] };

const logLength = 50_000;

/** The newest calls, oldest first. */
export function createCallLog(): CallLog {
  const records: CallRecord[] = [];
  return {
    records,
    add(record) {
      records.push(record);
      if (records.length > logLength) records.splice(0, logLength / 10);
    },
  };
}
