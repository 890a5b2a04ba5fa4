/** The words of what can be done with a letter, in English. */
export const en = {
  close: 'Close',
  cancel: 'Cancel',

  files: {
    saveAll: 'Save all files as one',
    saving: 'Saving all files',
    stop: 'Cancel saving all files',
    /** A file name, without its ending. */
    name: 'Attachments',
  },

  preview: {
    loading: 'Opening {{name}}…',
    picture: 'Picture {{name}}',
    pages: 'Pages of {{name}}',
    page: 'Page {{number}} of {{count}}',
    text: 'Text of {{name}}',
    pagesLeft: 'The first {{count}} pages are shown here. Save the file to see the rest.',
    textLeft: 'The beginning is shown here. Save the file to see the rest.',
    pageFailed: 'Page {{number}} cannot be shown here. Save the file to see it.',
    pageBlank:
      'Nothing can be seen of page {{number}} here. If something should be on it, save the file and open it with another program.',
    locked: 'This file asks for a password of its own. Save it, and open it with a program that asks for it.',
    tooLarge: 'This file is too large to be shown here. Save it, and open it with another program.',
    broken:
      'This file cannot be shown here: it may be broken, or of another kind than its name says. The message itself is fine. If you know the sender and expect this file, save it and open it with another program.',
  },

  tools: {
    plain: 'Plain text',
    saveMail: 'Save as e-mail file',
    saving: 'Saving the message',
    stop: 'Cancel saving the message',
    /** A file name, without its ending. */
    name: 'Message',
    confidentialTitle: 'Save this Confidential message?',
    confidentialText:
      'The file is not protected. Whoever can open it on this device can read the message and its files, also after {{moment}}.',
    saveAnyway: 'Save it',
  },

  sheet: {
    title: 'Printed message',
    until: 'In {{product}} of {{organisation}} this message is readable until {{moment}}.',
    files: 'Files',
  },

  conversation: {
    title: 'Conversation',
    unopened: 'Not opened yet',
    expired: 'No longer readable',
    revoked: 'Access was ended',
    from: '{{name}}, {{moment}}',
    open: 'Go to this message',
    opening: 'Opening…',
    failed: 'The conversation could not be loaded.',
  },
} as const;
