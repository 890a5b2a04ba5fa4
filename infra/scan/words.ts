/** What the command line says. */
export const words = {
  usage: [
    'npm run scan -- [options] FILE…',
    '',
    'Looks for what the alert in Outlook would stop: in files, in the files of folders (hidden ones left out),',
    'and for "-" in what comes over standard input. Values are masked.',
    '',
    '  --json                     one JSON object as the last line instead of a table',
    '  --min-confidence NUMBER    from which confidence on something fires, 0 to 1; 0.75 where nothing is said',
    '  --allow-unreadable         files that cannot be looked into do not fire',
    '  --show-values              do not mask what was found',
    '  --help                     this text',
    '',
    'Exit status: 0 nothing fires, 1 something fires, 2 wrong use or a file that cannot be opened.',
  ].join('\n'),
  noFiles: 'No file is named. With --help: how this is used.',
  badConfidence: '--min-confidence takes a number from 0 to 1.',
  cannotOpen: (path: string, why: string) => `${path}: ${why}`,
  columns: ['FILE', 'PLACE', 'WHAT', 'FOUND', 'SURE', 'WHY'],
  inName: 'its name',
  unreadable: {
    encrypted: 'has a password',
    empty: 'is empty',
    too_large: 'is too large to be looked into',
    bomb: 'unpacks to far more than it should',
    unknown_format: 'is of a kind that cannot be looked into',
    broken: 'is damaged',
    in_cloud: 'is a link to a file in the cloud',
  },
  cannotRead: (path: string, why: string) => `${path} ${why}.`,
  partlyRead: (path: string, why: string) => `${path}: something in it ${why}.`,
  truncated: (path: string) => `${path}: only its beginning was looked into, it is too long.`,
  summary: (files: number, firing: number, unread: number) =>
    `${counted(files, 'file')} looked at: ${counted(firing, 'finding')}, ${unread} not or not wholly looked into.`,
};

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
