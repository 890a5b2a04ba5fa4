/* Every word of the service's mails, in English. `{{x}}` is filled in by the mail; layout.ts makes it text in HTML. */

/** Words that every mail may need. */
export const frame = {
  /** A moment; English mails write day before month, as everywhere in Sealpost. */
  moment: '{{weekday}}, {{day}} {{month}} {{year}}, {{time}} {{zone}}',
  contact: 'Questions? Call {{phone}} or write to {{address}}.',
  contactPhone: 'Questions? Call {{phone}}.',
  contactAddress: 'Questions? Write to {{address}}.',
} as const;

/** The notice of one message, from a mailbox or from the service. */
export const notice = {
  subjectStaff: 'Secure message from {{name}}, {{organisation}}',
  subject: 'Secure message from {{name}}',
  heading: '{{name}} sent you a secure message',
  fromStaff:
    '{{author}} at {{organisation}} wrote to you. The message itself is not in this e-mail, so that only the people it was sent to can read it.',
  fromDelegate:
    '{{sender}} wrote to you on behalf of {{author}} at {{organisation}}. The message itself is not in this e-mail, so that only the people it was sent to can read it.',
  from: '{{author}} wrote to you. The message itself is not in this e-mail, so that only the people it was sent to can read it.',
  passphrase:
    'You will need the passphrase that {{name}} tells you by telephone. It is never sent by e-mail.',
  until: 'You can read it until {{moment}}.',
  file: 'The message is attached too, locked, as {{file}}. Opening it leads to the same place.',
  button: 'Read the message',
  firstTime:
    'First time here? You will choose a password once; it takes a minute. Staff of {{organisation}} sign in with their work account.',
  genuine:
    'Is this genuine? The address of the message begins with {{origin}}/ and staff of {{organisation}} will never ask for your password.',
} as const;

/** The file that carries a sealed message, opened from a disk or a phone. */
export const file = {
  title: 'Secure message from {{name}}',
  from: 'From',
  sender: 'Written by',
  organisation: 'Organisation',
  sent: 'Sent',
  until: 'Readable until',
  locked: 'The message is inside this file, locked. Only the people it was sent to can open it.',
  open: 'Open message',
  opening: 'A page of {{organisation}} opens. Sign in there, and the message appears.',
  waiting: 'Opening the page…',
  handed: 'The message is in the other window now. You can close this one.',
  offline: 'You are not connected to the internet. Connect, then press “Open message”.',
  blocked: 'Your browser did not open the page. Open it by hand, as below.',
  silent: 'The page did not answer. Open the message by hand, as below.',
  expired:
    'This message could be read until {{moment}}. Unless its sender has let it stay longer, it is gone for good and this file is of no more use.',
  ask: 'See whether it can still be read, or ask for it again',
  byHandTitle: 'Open it by hand',
  byHand: 'Where this file cannot open the page by itself, such as in a preview on a phone:',
  step1: 'Save this file: {{file}}.',
  step2: 'Go to {{page}}',
  step3: 'Choose the file there.',
  without: 'You can also read the message without this file:',
  copy: 'Is the file damaged? Request a new copy at',
  genuine:
    'Is this genuine? This file never asks for a password. Its button leads to an address that begins with {{origin}}/',
} as const;

/** The daily mail about messages that wait. */
export const digest = {
  heading_one: 'One secure message is waiting for you',
  heading_other: '{{count}} secure messages are waiting for you',
  text: 'The messages themselves are not in this e-mail, so that only you can read them.',
  line: '{{author}}: readable until {{moment}}.',
  more_one: 'And one more.',
  more_other: 'And {{count}} more.',
  button: 'Read your messages',
  why: 'You get this e-mail once a day because you chose so. Change it in your settings: {{settings}}',
} as const;

/** Mails about a request for enforced TLS. */
export const tls = {
  askedHeading: 'Enforced TLS is asked for with {{domain}}',
  askedText:
    '{{author}} asks that mail from {{organisation}} goes to {{domain}} over enforced TLS, without a sign-in.',
  acceptedHeading: 'Mail to {{domain}} will go over enforced TLS',
  acceptedText: '{{organisation}} has accepted your request for {{domain}}.',
  declinedHeading: 'Enforced TLS with {{domain}} was declined',
  declinedText:
    '{{organisation}} has declined your request for {{domain}}. Secure messages go on reaching you as before.',
  words: 'The administrator wrote:',
  answer: 'Answer the request',
  see: 'See the request',
} as const;

/** The report to an author that a notice may not have left. */
export const unreleased = {
  subject: 'A secure message may not have been announced',
  sealed_one:
    'On {{moment}} you sealed a secure message to one person. Nobody has opened it yet, and Outlook did not report that its notice left.',
  sealed_other:
    'On {{moment}} you sealed a secure message to {{count}} people. Nobody has opened it yet, and Outlook did not report that its notice left.',
  todo: 'Look in your Drafts folder. If the notice is still there, open it and press Send. If it stands under Sent Items, there is nothing to do.',
  until: 'The message stays readable until {{moment}}.',
} as const;

/** Mails about the life of a message that was sent. */
export const life = {
  until: 'It can be read until {{moment}}.',
  status: 'See its status',
  read: 'Read the message',
  more_one: 'and one more',
  more_other: 'and {{count}} more',
  sentHeading: 'Your message was sent securely',
  sent: 'It was sent on {{moment}}.',
  to: 'To: {{names}}',
  cc: 'Copy to: {{names}}',
  bcc: 'Hidden copy to: {{names}}',
  reason: 'Why it was sent securely: {{reasons}}',
  because: {
    sensitive: 'sensitive information was found',
    subject_marker: 'its subject asked for it',
    confidential: 'it is marked Confidential',
    unreadable_attachment: 'an attachment could not be checked',
  },
  subject: 'Subject: {{subject}}',
  attachments: 'Attachments: {{names}}',
  openedHeading: '{{name}} opened your secure message',
  opened: '{{reader}} opened on {{moment}} the secure message that you sent on {{sent}}.',
  askedHeading: '{{name}} asks you to send a secure message again',
  asked: '{{reader}} can no longer read the secure message that you sent on {{sent}}, and asks for it.',
  askedTodo: 'Your own copy has ended as well. If you want to, write to them again.',
  stoppedHeading: '{{name}} typed ten wrong passphrases',
  stopped:
    '{{reader}} has tried ten passphrases for the secure message that you sent on {{sent}}, and all were wrong. No more tries are taken.',
  stoppedTodo:
    'Call them. If it was them, tell them the passphrase and allow ten more tries on the page of the message. If it was not, end their access there.',
  failedHeading: 'The notice of your secure message did not arrive',
  failed:
    'The mail system did not take the notice of the secure message that you sent on {{sent}}. These people do not know of it:',
  failedTodo: 'Check the address, or call them. The message itself is safe.',
  unopenedHeading_one: 'One person has not opened your secure message',
  unopenedHeading_other: '{{count}} people have not opened your secure message',
  unopened_one:
    'You sent it on {{sent}}. It ends on {{moment}}. We have reminded this person, unless they wish for no mail. You can also change the date.',
  unopened_other:
    'You sent it on {{sent}}. It ends on {{moment}}. We have reminded these people, unless they wish for no mail. You can also change the date.',
  endingHeading: 'A secure message from {{name}} ends soon',
  ending: '{{author}} sent you a secure message on {{sent}}. You have not opened it yet.',
} as const;

/** Mails about an account. */
export const account = {
  codeSubject: '{{code}} is your code for secure messages from {{organisation}}',
  codeHeading: 'Your code is {{code}}',
  toldSubject: '{{heading}} (secure messages from {{organisation}})',
  type: 'Type it on the page where you asked for it. {{once}}',
  typeOrPress: 'Type it on the page where you asked for it, or press the button. {{once}}',
  once_one: 'It works once, for one minute.',
  once_other: 'It works once, for {{count}} minutes.',
  notYou: 'If it was not you, you can ignore this e-mail; nothing happens without the code or the link.',
  ifNotYou: 'If it was not you, choose a new password at once and call {{organisation}}.',
  askedFor: 'Asked for on {{moment}}, with {{device}}, from the network {{network}}.',
  happened: 'This happened on {{moment}}, with {{device}}, from the network {{network}}.',
  noted: 'Noted on {{moment}}.',
  device: '{{browser}} on {{system}}',
  unknownDevice: 'an unknown device',
  unknownNetwork: 'unknown',
  neverTell: 'Never tell a code to anyone. Staff of {{organisation}} will not ask for it.',
  confirmRegistration: { button: 'Confirm my address' },
  leaveAddress: 'It lets your account move to {{address}}.',
  confirmNewAddress: 'Type it on the page where you asked to change your address. {{once}}',
  resetPassword: {
    text: 'With it you can choose a new password: type it on the page where you asked for it, or press the button. {{once}}',
    notYou: 'If it was not you, you can ignore this e-mail: your password stays as it is.',
    button: 'Choose a new password',
  },
  locked: {
    subject: 'Somebody tried to sign in to your account for secure messages from {{organisation}}',
    heading: 'Too many wrong passwords',
    texts: [
      'Somebody has tried many passwords for your account. We take no more tries from there for a day. On devices where you have signed in before, everything works as usual.',
      'If it was you, press the button to try again at once. If it was not, you need do nothing.',
    ],
    button: 'Unlock my account',
  },
  alreadyRegistered: {
    subject: 'You already have an account for secure messages from {{organisation}}',
    heading: 'You already have an account',
    texts: [
      'Somebody, probably you, asked to register this address for secure messages from {{organisation}}. It is registered already, so nothing was changed.',
      'Sign in with the password that you chose.',
    ],
    button: 'Sign in',
  },
  addressNotFree: {
    subject: 'This address cannot be used for another account for secure messages from {{organisation}}',
    heading: 'This address has messages of its own',
    texts: [
      'Somebody, probably you, asked to move an account for secure messages from {{organisation}} to this address. That is not possible now: the address has an account already, or messages wait for it that can still be read.',
      'To read them, open the link in their notice and register or sign in with this address. Or ask again once they have ended.',
    ],
  },
  notRegistered: {
    subject: 'You have no account yet for secure messages from {{organisation}}',
    heading: 'You have no account yet',
    texts: [
      'Somebody, probably you, asked for a way to sign in with this address. Register first: it takes a minute.',
    ],
    button: 'Register',
  },
  passwordChanged: { heading: 'Your password was changed', text: 'You are signed out everywhere else.' },
  passwordHint: {
    heading: 'Your password hint',
    text: 'You wrote yourself this hint: {{hint}}',
    ignore: 'If you did not ask for it, you can ignore this e-mail.',
  },
  noHint: {
    heading: 'You have no password hint',
    text: 'Somebody, probably you, asked for the hint to your password. You have not written one. You can choose a new password on the sign-in page.',
  },
  recoveryCodesChanged: { heading: 'You have new recovery codes', text: 'The old ones no longer work.' },
  addressChanged: {
    heading: 'Your address was changed',
    text: 'Your account now has the address {{address}}.',
  },
  secondFactorAdded: {
    heading: 'A second factor was added',
    text: 'From now on signing in asks for a code of your app as well.',
  },
  secondFactorRemoved: {
    heading: 'Your second factor was removed',
    text: 'Signing in no longer asks for a code of your app.',
  },
  recoveryCodeUsed: {
    heading: 'A recovery code was used',
    text: 'Somebody signed in with one of your recovery codes.',
  },
  passkeyAdded: {
    heading: 'A passkey was added',
    text: 'It opens your account without a password.',
  },
  passkeyRemoved: {
    heading: 'A passkey was removed',
    text: 'It no longer opens your account.',
  },
  providerLinked: {
    heading: 'Another way to sign in was added',
    text: 'It opens your account without a password.',
  },
  accountClosed: {
    heading: 'Your account is closed',
    text: 'Your name, your password and your settings are deleted.',
  },
  disableSoon: {
    heading: 'Your account has not been used for long',
    text: 'It will be closed to sign-ins on {{moment}}. Sign in once before, and it stays.',
  },
  disabled: {
    heading: 'Your account is closed to sign-ins',
    text: 'It has not been used for long. Sign in as usual: a code by mail opens it again.',
  },
  deleteSoon: {
    heading: 'Your account will be deleted',
    text: 'It has not been used for long and will be deleted on {{moment}}. Sign in once before, and it stays.',
  },
} as const;
