/** What the alert says. Outlook shows 500 characters of a message and 20 of a label at most. */
export const strings = {
  notTheNotice:
    'This message is being sent securely, but this draft is not its notice yet, or was changed afterwards. Open Sealpost from the ribbon: it finishes the message and nothing is sent twice.',
  notChecked:
    'This message is being sent securely, and Outlook could not tell in time whether this draft is its notice. Nothing was sent. Press Send again, or open Sealpost from the ribbon to finish.',
  openPane: 'Finish in Sealpost',
} as const;
