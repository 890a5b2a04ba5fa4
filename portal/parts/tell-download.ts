import type { OpenedMessage } from '../../shared/api/index.ts';

/** Lets the author see that a reader has an attachment; no news of it must not stand in the way. */
export function tellDownload({ answer }: OpenedMessage): void {
  if (answer.youAre !== 'reader') return;
  import('./life.ts').then(({ life }) => life.downloaded(answer.id)).catch(() => undefined);
}
