/**
 * Every word the pane shows, in English. `{{x}}` is filled in by the pane and always shown as text.
 * Keys that end in `_one` and `_other` are one key, chosen by `count`.
 */
export const en = {
  loading: 'Getting ready…',
  elsewhereTitle: 'Open Sealpost from a message you are writing',
  elsewhereText: 'In Outlook, write a new message and choose Sealpost in its toolbar.',

  tryAgain: 'Try again',
  cancel: 'Cancel',
  sendSecure: 'Send Secure',

  whoTitle: 'Who gets it',
  nobody: 'Add people to the message. They appear here.',
  outside: 'Outside {{organisation}}',
  inside: 'At {{organisation}}',
  outsideHint: 'Will need the portal: they choose a password once.',
  insideHint: 'Signs in with their work account.',
  groupHint: 'This is a group. Name each person instead.',
  unresolvedHint: 'Outlook does not know this address yet.',
  badAddressHint: 'This address cannot be used. Check it for typing errors.',

  whatTitle: 'What is protected',
  whatText: 'The text of this message.',
  whatFiles_one: 'The text of this message and {{count}} attachment ({{size}}).',
  whatFiles_other: 'The text of this message and {{count}} attachments ({{size}}).',
  subjectHint: 'The subject is protected too: the notice shows only who wrote.',

  untilLabel: 'Readable until',
  untilHint: 'Until {{moment}}. After that nobody can open it.',
  untilBad: 'Choose a day from {{from}} to {{to}}.',

  working: 'Sending securely',
  phaseReading: 'Reading your message…',
  phaseUploading: 'Sealed and stored: {{sent}} of {{total}}',
  phaseCommitting: 'Sending…',
  phaseAnnouncing: 'Putting the notice into your draft…',
  keepOpen: 'Please keep this pane open.',

  sentTitle_one: 'Sent securely to {{count}} person',
  sentTitle_other: 'Sent securely to {{count}} people',
  sentCopy: 'A copy is under Sent.',
  sentUntil: 'Readable until {{moment}}.',
  releasing: 'Outlook is sending the notice. If this message stays open, press Send.',
  pressSendTitle: 'One step left: press Send',
  pressSend_one:
    'Your message to {{count}} person is sealed, and this draft is now its notice. Press Send in Outlook to let them know.',
  pressSend_other:
    'Your message to {{count}} people is sealed, and this draft is now its notice. Press Send in Outlook to let them know.',
  seeStatus: 'See status',
  statusTitle: 'Who has opened it',
  statusOpened: 'Opened {{moment}}',
  statusNotOpened: 'Not opened yet',
  refresh: 'Look again',

  cancelledTitle: 'Cancelled',
  notSentTitle: 'Nothing was sent',
  notSentText: 'Your draft is unchanged.',
  startFailedTitle: 'Sealpost could not start',
  notKnownTitle: 'We cannot tell yet whether it was sent',
  notKnownText:
    'The answer was lost on the way. Do not press Send. Try again: we ask first, and nothing is sent twice.',
  notAnnouncedTitle: 'Sealed, but not announced yet',
  notAnnouncedText:
    'Your message is safe and sealed. The notice that tells people about it could not be written.',
  endedTitle: 'This message has ended',
  endedText: 'Nobody can read it any more, so its notice would lead nowhere. Discard this draft.',
  peopleChangedTitle: 'The people in this draft have changed',
  peopleChangedText: 'The message was sealed for these people only. Put them back to send its notice:',
  putBack: 'Put them back',

  errorNoRecipients: 'Add at least one person to the message.',
  errorTooManyRecipients: 'A message can have at most {{max}} people.',
  errorGroup: '{{name}} is a group. Take it out and name each person.',
  errorUnresolved:
    'Outlook does not know who "{{name}}" is. Choose the person from the list or type the whole address.',
  errorBadAddress: 'The address {{address}} cannot be used. Check it for typing errors.',
  errorEmpty: 'There is nothing to send yet. Write a text or attach a file.',
  errorTooLarge: 'The message is larger than {{megabytes}} MB. Take out an attachment or make it smaller.',
  errorAttachmentInCloud:
    '"{{name}}" is a link to a file in the cloud, so it cannot be protected. Attach it as a copy instead.',
  errorAttachmentUnreadable:
    'Outlook does not give us "{{name}}". Take it out and attach it again. If that does not help, ask your help desk.',
  errorDraftChanged: 'The draft changed while it was being sealed. Look it over and send again.',
  errorOutlook:
    'Outlook could not {{doing}}. Save the draft, close this pane, open it again and try once more.',
  errorSignIn: 'Your work account could not be signed in. Try again. If a window opens, sign in there.',
  errorForbidden:
    'Your work account may not send secure messages. Ask your administrator for the Sender role.',
  errorOffline: 'You are offline. Connect to the network and try again.',
  errorUnavailable: 'The secure mail service did not answer. Wait a minute and try again.',
  errorTooMany: 'Too many messages in a short time. Wait a minute and try again.',
  errorUnknown: 'Something went wrong on our side. Try again. If it happens again, call {{phone}}.',
  errorUnknownNoPhone: 'Something went wrong. Try again. If it happens again, call your help desk.',

  bytes: '{{count}} bytes',
  kilobytes: '{{amount}} KB',
  megabytes: '{{amount}} MB',
  moment: '{{weekday}}, {{day}} {{month}}, {{time}}',
  momentWithYear: '{{weekday}}, {{day}} {{month}} {{year}}, {{time}}',
} as const;
