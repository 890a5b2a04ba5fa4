/** What the alert says. Outlook shows 500 characters of a message and 20 of a label at most. */
export const strings = {
  notTheNotice:
    'This message is being sent securely, but this draft is not its notice yet, or was changed afterwards. Open Sealpost from the ribbon: it finishes the message and nothing is sent twice.',
  notChecked:
    'This message is being sent securely, and Outlook could not tell in time whether this draft is its notice. Nothing was sent. Press Send again, or open Sealpost from the ribbon to finish.',
  openPane: 'Finish in Sealpost',
  sendSecure: 'Send Secure',

  sensitive: 'This message looks sensitive.',
  secureAsked: 'This message is to be sent securely.',
  confidential: 'Is Confidential needed?',
  lookAgain: 'Please look at this message again.',

  goesTo: 'It goes to {{people}}, outside {{organisation}}.',
  goesOutside: 'It goes to {{people}}.',
  andMore: '{{first}} and {{count}} more',
  found: 'Found: {{list}}.',
  inSubject: 'in the subject',
  inFile: 'in {{name}}',
  inAttachment: 'in an attachment',
  until: 'Send Secure keeps it readable only for the people you named, until {{day}}.',
  nothingFound: 'Nothing sensitive was found. Confidential makes {{people}} sign in to read this.',
  keepOrSend: 'Send Secure keeps it Confidential. Send Anyway sends it as an ordinary message.',
} as const;

/** Puts values into a text's `{{places}}`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{\{([a-z]{1,20})\}\}/g, (place, name: string) => String(values[name] ?? place));
}
