/** Words of sign-in, in English; see portal/strings/en.ts. */
export const signIn = {
  // Ways in
  or: 'or',
  showPassword: 'Show what I type',
  hidePassword: 'Hide what I type',
  remember_one: 'Stay signed in on this device for {{count}} day',
  remember_other: 'Stay signed in on this device for {{count}} days',
  rememberWarning:
    'Only on a device of your own. On a shared computer, whoever uses it next could read your messages.',
  forgot: 'Forgot your password?',
  mailHint: 'Mail me my password hint',
  hintMailed:
    'If {{address}} has an account with a hint, the hint is on its way. It can take a minute to arrive.',
  mailCode: 'Mail me a one-time code instead',

  // Codes
  codeSent:
    'If {{address}} has an account here, we have mailed a code to it. It can take a minute to arrive, and it is good for ten minutes.',
  codeResent: 'If {{address}} has an account here, we have mailed another code.',
  codeNothing: 'Nothing arrived? Look in the junk folder. If this is your first time here, register instead.',
  codeUnused:
    'Your account has not been used for a long time. To open it again, enter the code that we have mailed to {{address}}.',
  codeUnusedAnywhere:
    'Your account has not been used for a long time. To open it again, enter your address and the code that we have mailed to it.',

  // Too many tries
  waitMinute: 'about a minute',
  waitMinutes_one: 'about {{count}} minute',
  waitMinutes_other: 'about {{count}} minutes',
  waitHours_one: 'about {{count}} hour',
  waitHours_other: 'about {{count}} hours',
  tooMany: 'Too many tries. You can try again in {{wait}}.',
  tooManyMail: 'If we have sent you a mail about it, its button lets you try again at once.',
  tooManyPasskey: 'A passkey works all the same.',
  tooManyProvider: '{{name}} works all the same.',

  // Registering
  firstNameMissing: 'Enter your first name.',
  lastNameMissing: 'Enter your last name.',
  registerInside:
    'This address belongs to {{organisation}}. You need not register: sign in with your work account.',
  termsChanged: 'The terms of use have changed just now. Please read them and accept them once more.',
  linkTitle: 'Confirm your address',
  linkText:
    'One step is left: confirm that this mail reached you, and you can read secure messages from {{organisation}}.',
  linkConfirm: 'Confirm my address',
  linkElsewhere:
    'You registered in another browser. Enter the password that you chose there, so that we know it was you. If you did not register, close this page: nothing happens.',
  linkPasswordWrong: 'This is not the password that you chose.',
  linkUsedTitle: 'This link has done its work',
  linkUsed:
    'It works once, for ten minutes. If you have confirmed your address already, sign in. If not, register again: it takes a minute.',
  registerAgain: 'Register again',

  // Unlocking
  unlockTitle: 'Unlock your account',
  unlockText:
    'Somebody has typed many wrong passwords for your account. If it was you, unlock it and try again. If it was not, you need do nothing: your account is safe.',
  unlock: 'Unlock my account',
  unlockedTitle: 'You can sign in again',
  unlocked: 'Your account takes passwords again. If you are not sure of yours, choose a new one.',
  unlockUsedTitle: 'This link does not unlock anything',
  unlockUsed:
    'It works once, for a day. Use the newest mail, or choose a new password. A lock also ends by itself after a while.',

  // The session's end
  endingTitle: 'Are you still there?',
  endingTwo: 'You will be signed out in about two minutes.',
  endingOne: 'You will be signed out in about one minute.',
  endingHalf: 'You will be signed out in less than half a minute.',
  endingText:
    'For your safety, we sign you out when nothing happens for a while. What you have written is kept.',
  endingForGood:
    'For your safety, nobody stays signed in longer than this. It cannot be put off, but you can sign in again at once. What you have written is kept.',
  endingStay: 'Stay signed in',
  endingGoOn: 'Go on for now',
  signedOutTitle: 'You are signed out',
  signedOutShared: 'Close this window on a shared computer.',
  signedOutSharedDraft: 'On a shared computer, close this window: what you have written is then gone.',
  endedTitle: 'Your session has ended',
  endedText: 'For your safety, we have signed you out. Sign in again to go on where you were.',
  endedDraft: 'The reply that you were writing is kept in this window until you close it.',
  again: 'Sign in again',

  // Help
  help: {
    title: 'How this works',
    steps: [
      [
        'You get a notice',
        'It comes by ordinary mail and says who wrote to you. The message itself is not in it.',
      ],
      [
        'You open the link',
        'It leads to this site. The first time you choose a password and prove your address with a code.',
      ],
      [
        'You read and answer here',
        'The message is unlocked in your browser, for you alone. Your answer goes back the same way.',
      ],
      [
        'It ends by itself',
        'Each message says until when it can be read. After that it is gone for good, so save what you need.',
      ],
    ],
    genuineTitle: 'Is this genuine?',
    genuine: [
      'The address of this site begins with {{origin}}.',
      'Staff of {{organisation}} will never ask for your password or your code.',
      'If you did not expect a message, call the person who wrote it on a number you know.',
    ],
    waysTitle: 'Getting in',
    ways: [
      [
        'I am here for the first time',
        'Choose “Register” and enter the address that the notice came to. You choose a password, and we mail a code to your address to prove that it is yours.',
      ],
      [
        'I forgot my password',
        'Enter your address, then choose “Forgot your password?”. We mail you a code and a link; with either you choose a new password. You need not call anybody.',
      ],
      [
        'No code arrives',
        'It can take a minute. Look in the junk folder. The address must be the one that the notice came to. Then ask for another code: only the newest one counts.',
      ],
      [
        'I am asked for a second factor',
        'That is a code from an app on your phone, which you set up under Settings. Without the phone, use one of the recovery codes that you wrote down. Each works once.',
      ],
      [
        'My account is locked',
        'Somebody typed many wrong passwords. The button in the mail that we sent you unlocks it, and the lock also ends by itself.',
      ],
      [
        'My address has changed',
        'Sign in with the old one and change it under Settings. We mail a code to both addresses.',
      ],
    ],
    questionsTitle: 'Other questions',
    questions: [
      [
        'Can I forward a message?',
        'Only the people it names can open it. Save a file and send it yourself if you must.',
      ],
      [
        'Why was I signed out?',
        'When nothing happens for a while, we sign you out, so that nobody else reads your messages. A reply that you were writing stays in the window.',
      ],
      [
        'I use a shared computer',
        'Sign out when you are done and close the window. Never tick “Stay signed in” there.',
      ],
    ],
    callTitle: 'Whom to call',
    call: '{{organisation}} helps you at {{phone}} or',
  },
} as const;
