import { appendFileSync, readFileSync } from 'node:fs';

/* Crash points for tests: a wrapper before and after every call of every port. Refused in Azure (config.ts). */

/** Where to crash: at the nth `records.commit.after`, or wherever a file says while the service runs. */
export type FailpointSetting = { kind: 'point'; point: string } | { kind: 'file'; path: string };

type Port = Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;
/** Called at each point, such as `records.commit.before`. */
type Pass = (point: string) => Promise<void>;

const POINT = /^([a-z]+\.[a-zA-Z]+\.(?:before|after))(?:#([1-9]\d*))?$/;

/** Reads `<port>.<call>.<before|after>[#n]`, the nth time being the first where none is named; null for anything else. */
export function parsePoint(text: string): { name: string; nth: number } | null {
  const [, name, nth = '1'] = POINT.exec(text) ?? [];
  return name === undefined ? null : { name, nth: Number(nth) };
}

/**
 * Wraps ports, so that the process is killed (SIGKILL) at the point of the setting; without one they stay as
 * they are. A file has a point or nothing in its first line, is read at each call, and counting begins anew
 * when its text changes; each point that is passed is added, with its count, to the file `{path}.passed`.
 */
export function withFailpoints<P extends Record<keyof P, object>>(
  ports: P,
  setting: FailpointSetting | null,
): P {
  if (setting === null) return ports;
  const pass = setting.kind === 'point' ? passFixed(setting.point) : passByFile(setting.path);
  const wrapped = Object.entries(ports).map(([name, port]) => [name, wrapPort(name, port as Port, pass)]);
  return Object.fromEntries(wrapped) as P;
}

function wrapPort(portName: string, port: Port, pass: Pass): Port {
  const calls = Object.entries(port).map(([name, call]) => [
    name,
    async (...args: never[]) => {
      await pass(`${portName}.${name}.before`);
      const answer = await call(...args);
      await pass(`${portName}.${name}.after`);
      return answer;
    },
  ]);
  return Object.fromEntries(calls) as Port;
}

function passFixed(point: string): Pass {
  const armed = parsePoint(point);
  let count = 0;
  return async (name) => {
    if (name === armed?.name && ++count === armed.nth) await die();
  };
}

function passByFile(path: string): Pass {
  let text = '';
  const counts = new Map<string, number>();
  return async (name) => {
    const now = readFileSync(path, 'utf8');
    if (now !== text) counts.clear();
    text = now;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    // Written at once: whoever gets an answer finds all that happened before it.
    appendFileSync(`${path}.passed`, `${name}#${count}\n`);
    const armed = parsePoint(text.split('\n', 1)[0] ?? '');
    if (name === armed?.name && count === armed.nth) await die();
  };
}

/** As a power cut does it: no handler runs, nothing is flushed, and the caller never goes on. */
function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}
