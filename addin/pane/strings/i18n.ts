import {
  createTranslator,
  type MessageKey as KeyOf,
  type MessageValues,
} from '../../../shared/strings/index.ts';
import { en } from './en.ts';

/** A key of the catalogue, without its plural ending. */
export type MessageKey = KeyOf<typeof en>;

const translate = createTranslator('en', en);

/** The words for a key, with its values filled in. React escapes them, so they hold no HTML. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  return translate(key, values);
}
