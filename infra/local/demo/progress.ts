import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';

/** What the steps hand on to each other. */
export type Progress = {
  outlook: Page;
  pat: Page;
  staff: Page;
  messageId: string;
  replyId: string;
  link: string;
};
/** What a step has seen, as JSON. */
export type Evidence = Record<string, unknown>;

export const PAT = 'pat@example.net';
export const TAMMY = 'tammy.gould@example.gov';
export const DAY_MS = 24 * 3_600_000;

/** The connection string of the stack's storage, for looking at it from outside. */
export async function connection(stage: Stage): Promise<string> {
  const stack = JSON.parse(await readFile(join(stage.stack.folder, 'stack.json'), 'utf8')) as {
    storageConnection: string;
  };
  return stack.storageConnection;
}

/** A text with each run of white space as one space. */
export function normal(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Throws where something is not so. */
export function expect(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}

/** What an earlier step has left; throws where it did not get that far. */
export function need<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('an earlier step did not get this far');
  return value;
}
