/** Words of recovery, in English; see portal/strings/en.ts. */
export const recovery = {
  // A new password
  newPassword: 'New password',
  rule: {
    lower: 'A small letter',
    upper: 'A capital letter',
    digit: 'A digit',
    symbol: 'A character that is neither a letter nor a digit',
    varied: 'More than the same few characters, and more than rows such as 12345 or qwerty',
    personal: 'More than your name, your address or the name of the organisation',
  },
  refused: {
    common: 'This password is on lists of passwords that many people use. Choose another one.',
    same: 'This is your password already. Choose another one.',
    personal: 'This password is little more than names that others know. Choose another one.',
    rules: 'This password does not meet the rules below.',
  },

  // Forgotten
  title: 'Forgot your password?',
  text: 'Tell us your e-mail address, and we mail you a way to choose a new one.',
  submit: 'Mail me a code and a link',
  submitting: 'Sending…',
  back: 'Back to signing in',
  sentTitle: 'Look at your mail',
  sent: 'If {{address}} has an account here, we have mailed a code and a link to it. Enter the code here, or press the button in the mail. Both are good for ten minutes.',
  sentAnywhere: 'Enter your address and the code that we have mailed to it.',
  resent: 'If {{address}} has an account here, we have mailed another code.',
  nothing: 'Nothing arrived? Look in the junk folder. If this is your first time here, register instead.',

  // Choosing anew
  resetTitle: 'Choose a new password',
  linkText: 'You asked for a new password. Press the button to choose it now.',
  linkNotYou: 'If it was not you, close this page: your password stays as it is.',
  linkStart: 'Choose a new password',
  linkStarting: 'One moment…',
  usedTitle: 'This link has done its work',
  used: 'It works once, for ten minutes, and only the newest one counts. Ask for a new one: it takes a minute.',
  again: 'Ask for a new link',
  chooseText: 'For {{address}}. Your password is changed at once, and you are signed out everywhere.',
  question: 'Your security question',
  answer: 'Your answer',
  answerMissing: 'Enter your answer.',
  answerWrong_one: 'This answer is not right. You have {{count}} more try.',
  answerWrong_other: 'This answer is not right. You have {{count}} more tries.',
  answersOver:
    'This answer was not right, and there are no more tries today. Try again tomorrow, or call {{phone}}.',
  save: 'Save the new password',
  saving: 'Saving…',
  tooLate: 'This took longer than ten minutes. Ask for a new code.',
  doneTitle: 'Your password is changed',
  done: 'Sign in with your new password. You are signed out everywhere else.',

  // What has to be done first
  dutyTermsTitle: 'The terms of use have changed',
  dutyTermsText: 'Please read them and accept them. Then you can go on.',
  dutyTermsAccept: 'I accept the terms of use',
  dutyTermsMissing: 'Please accept the terms of use to go on.',
  dutySubmit: 'Go on',
  dutyPasswordTitle: 'Your password has to be renewed',
  dutyPasswordText: '{{organisation}} asks for a new password from time to time. Choose one now.',
  dutyShortText:
    'You no longer have a second factor, so your password has to be longer than before. Choose a new one.',
  dutyLater: 'Remind me tomorrow',
  dutyLaterLeft_one: 'You can put this off one more time.',
  dutyLaterLeft_other: 'You can put this off {{count}} more times.',
  dutyFactorTitle: 'Add a second way to prove it is you',
  dutyFactorText:
    '{{organisation}} asks for more than a password. Set up a code on your phone, or a passkey. It takes two minutes.',
  dutySignOut: 'Sign out instead',
} as const;
