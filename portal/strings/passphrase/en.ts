/** The words of a message's passphrase, in English; see portal/strings/en.ts. */
export const en = {
  title: 'This message asks for a passphrase',
  told: '{{author}} tells you the passphrase by telephone. It is never sent by e-mail.',
  sender: 'The sender',
  field: 'Passphrase',
  hint: 'Capitals, spaces and hyphens do not matter.',
  open: 'Open the message',
  working: 'Checking. This can take some seconds.',
  missing: 'Type the passphrase.',
  wrong_one: 'That is not it. You have one more try.',
  wrong_other: 'That is not it. You have {{count}} more tries.',
  stoppedTitle: 'The passphrase was wrong ten times',
  stopped:
    'For your safety no more tries are taken. Call {{author}}: they can tell you the passphrase again and allow ten more tries.',
  again: 'Try again',

  ask: 'Ask for a passphrase',
  askHint:
    'Tell it to everybody who gets the message by telephone, never by e-mail. You need it yourself to open your copy.',
  choose: 'Passphrase for this message',
  suggest: 'Suggest one',
  short_one: 'Use at least one character.',
  short_other: 'Use at least {{count}} letters or digits. Spaces and hyphens do not count.',
  remember: 'Now tell the passphrase by telephone. We cannot tell it to anybody, since we do not know it.',
} as const;
