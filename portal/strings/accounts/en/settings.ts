/** Words of settings, in English; see portal/strings/en.ts. */
export const settings = {
  title: 'Settings',
  all: 'All settings',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved',
  notSaved: 'This was not saved, and what you entered is still here.',

  // Name and address
  profile: 'Name and address',
  profileWork: 'Your name and your address come from your work account.',

  // Preferences
  preferences: 'Preferences',
  language: 'Language',
  languageHint: 'Of these pages and of the e-mails that we send you.',
  languageBrowser: 'As my browser says',
  zone: 'Time zone',
  zoneHint: 'Type a city, such as “New York”.',
  zoneNone: 'No such city. Try a large one in the same zone.',
  zoneDevice: 'As this device says: {{zone}}',
  notices: 'E-mails about new messages',
  noticesHint: 'E-mails about the safety of your account always come.',
  notice: {
    each: 'One for each message',
    eachText: 'You hear of a new message at once.',
    digest: 'One a day',
    digestText: 'A single e-mail says what has come since the day before, so you may hear late of a message.',
    none: 'None',
    noneText: 'You look here yourself. Messages end on the date that they show, read or not.',
  },
  messageFile: 'The message as a file',
  messageFileChoice: 'Put the message into the e-mail too, locked',
  messageFileText:
    'The file SecureMessage.html comes with each e-mail about a message. Only you can open it, and only until the date of the message.',
  pageSize: 'Messages on a page',
  signature: 'Signature',
  signatureHint: 'It stands under each reply that you begin, and you can change it there.',

  // Devices
  devices: 'Devices',
  devicesText:
    'These devices are signed in to your account. If you do not know one, sign it out and choose a new password.',
  deviceUnknown: 'Unknown device',
  deviceThis: 'This device',
  deviceNetwork: 'From the network {{network}}',
  deviceUsed: 'Last used {{moment}}',
  deviceSince: 'Signed in {{moment}}',
  deviceRemembered: 'Signed in {{moment}}, and stays signed in',
  deviceEnd: 'Sign out there',
  deviceEndNamed: 'Sign out there: {{device}}',
  deviceEnded: '{{device}} is signed out.',
  everywhere: 'Sign out everywhere',
  everywhereText: 'Left yourself signed in somewhere? This signs out every device, this one too.',

  // History
  history: 'History',
  historyText:
    'What happened to your account in the last 90 days. If something was not you, choose a new password and sign out everywhere.',
  historyEmpty: 'Nothing has happened to your account in the last 90 days.',
  historyFrom: '{{device}}, from the network {{network}}',
  event: {
    registered: 'You registered',
    signed_in: 'Signed in',
    sign_in_failed: 'A sign-in failed',
    locked: 'The account was locked after too many tries',
    unlocked: 'The account was unlocked',
    signed_out_everywhere: 'Signed out everywhere',
    password_changed: 'The password was changed',
    password_reset: 'A new password was chosen after “Forgot your password?”',
    name_changed: 'The name was changed',
    address_changed: 'The address was changed',
    second_factor_added: 'A second factor was added',
    second_factor_removed: 'The second factor was removed',
    recovery_code_used: 'A recovery code was used',
    recovery_codes_changed: 'New recovery codes were made',
    passkey_added: 'A passkey was added',
    passkey_removed: 'A passkey was removed',
    provider_linked: 'Another sign-in was connected',
    provider_unlinked: 'Another sign-in was disconnected',
    answer_wrong: 'A wrong answer to the security question',
    hint_mailed: 'The password hint was mailed',
    hint_changed: 'The password hint was changed',
    question_changed: 'The security question was changed',
    terms_accepted: 'The terms of use were accepted',
    disabled: 'The account was closed to sign-ins for want of use',
    enabled: 'The account was opened again',
  },
  how: {
    password: 'with the password',
    code: 'with a one-time code',
    passkey: 'with a passkey',
    microsoft: 'with Microsoft',
    google: 'with Google',
    work: 'with the work account',
    registration: 'after registering',
    reset: 'after choosing a new password',
  },
  factor: {
    totp: 'and a code of the app',
    recovery_code: 'and a recovery code',
    passkey: 'and a passkey',
  },

  // Password
  password: 'Password',
  passwordSince: 'Your password is from {{moment}}.',
  passwordUntil: 'A new one is asked for after {{moment}}.',
  passwordSaved: 'Your password is changed. You are signed out on every other device.',

  // Address
  address: 'E-mail address',
  addressText:
    'Your account and all its messages move to another address. We mail a code to both, the old one and the new one.',
  addressNow: 'Your address now',
  addressNew: 'New address',
  addressSame: 'This is your address already.',
  addressInside:
    'An address of {{organisation}} cannot be used here: people there sign in with their work account.',
  addressSubmit: 'Mail both codes',
  addressSubmitting: 'Mailing…',
  addressMailed: 'We have mailed a code to {{old}} and another to {{fresh}}. Both are good for ten minutes.',
  addressNoCode: 'The mail to {{fresh}} has no code? It says why: that address has messages of its own.',
  addressOldCode: 'Code from {{address}}',
  addressNewCode: 'Code from {{address}}',
  addressMove: 'Change my address',
  addressMoving: 'Changing…',
  addressDone: 'Your address is now {{address}}.',
  addressTaken: 'This address cannot be used now. Nothing was changed.',
  addressAgain: 'Ask for new codes',

  // Hint
  hint: 'Password hint',
  hintText:
    'A few words that remind you, and only you, of your password. We mail them to {{address}} when somebody asks for them, and show them nowhere else.',
  hintHas: 'You have a hint. It is not shown here.',
  hintField: 'New hint',
  hintFieldHint: 'Eight words at most. Never the password itself, or a part of it.',
  hintMissing: 'Enter a hint.',
  hintLong: 'Use eight words at most.',
  hintRefused: 'This hint gives your password away. Choose other words.',
  hintRemove: 'Delete my hint',
  hintRemoved: 'Your hint is deleted.',
  hintSaved: 'Your hint is saved.',

  // Question
  question: 'Security question',
  questionText:
    'Whoever chooses a new password by mail has to answer it as well. Choose something that nobody can look up about you.',
  questionNow: 'Your question now',
  questionField: 'Question',
  questionShort: 'Use five characters or more.',
  answerField: 'Answer',
  answerFieldHint: 'Capitals, spaces and signs do not matter. It is not shown here again.',
  answerShort: 'Use three letters or digits or more.',
  answerInside: 'The answer must not stand in the question.',
  questionRemove: 'Delete my question',
  questionRemoved: 'Your question is deleted.',
  questionSaved: 'Your question is saved.',

  // Closing
  close: 'Close account',
  closeText:
    'Your name, your password, your devices, your history and your settings are deleted, and you are signed out everywhere. This cannot be undone.',
  closeMessages:
    'Messages stay with the organisation until they end. If you register this address again before that, you can read them again.',
  closeStart: 'Close my account…',
  closeSure: 'Close the account of {{address}} for good?',
  closeSubmit: 'Close it for good',
  closing: 'Closing…',

  // Asked before a change
  proofTitle: 'Is it you?',
  proofText: 'For your safety, enter your password once more. Then your change goes on.',
  proofPasswordWrong: 'This password is not right.',
  proofMail: 'Mail me a code instead',
  proofMailed: 'We have mailed a code to {{address}}. It is good for ten minutes.',
  proofApp: 'For your safety, enter a code of your app once more. Then your change goes on.',
  proofAppCode: 'Code of your app',
  proofSubmit: 'Go on',
  cancel: 'Cancel',
} as const;
