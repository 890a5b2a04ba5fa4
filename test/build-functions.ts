import { resolve } from 'node:path';
import { buildWhatIsOld } from '../infra/local/built.ts';

/** Before any test: the stacks run the Functions app as it is built, so that must be today's. */
export default function setup(): Promise<void> {
  return buildWhatIsOld(resolve(import.meta.dirname, '..'), ['functions']);
}
