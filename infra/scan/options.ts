import { parseArgs } from 'node:util';
import { words } from './words.ts';

/** What the command line asks for. */
export type Options = {
  paths: string[];
  isJson: boolean;
  minConfidence: number;
  allowsUnreadable: boolean;
  showsValues: boolean;
  wantsHelp: boolean;
};

/** What most types need in the policy that holds where an organisation has none. */
const MIN_CONFIDENCE = 0.75;

/** Reads the command line. Throws an Error in words for its user where it makes no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'min-confidence': { type: 'string' },
      'allow-unreadable': { type: 'boolean', default: false },
      'show-values': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const given = values['min-confidence'];
  const minConfidence = given === undefined ? MIN_CONFIDENCE : Number(given);
  if (given?.trim() === '' || !(minConfidence >= 0 && minConfidence <= 1))
    throw new Error(words.badConfidence);
  if (positionals.length === 0 && !values.help) throw new Error(words.noFiles);
  return {
    paths: positionals,
    isJson: values.json,
    minConfidence,
    allowsUnreadable: values['allow-unreadable'],
    showsValues: values['show-values'],
    wantsHelp: values.help,
  };
}
