/** The words of the page that opens message files, in English. */
export const en = {
  title: 'Open a secure message file',
  text: 'Choose the file SecureMessage.html that came with your e-mail. It stays on this device until you have signed in, and it is checked before anything of it is shown.',
  choose: 'Choose the file',
  drop: 'or drop it here',
  opening: 'Opening the message…',
  slow: 'The file has not handed over its message. Choose it here instead.',
  notOurs:
    'This is not a secure message file, or it is damaged. Look for the file SecureMessage.html in the e-mail, save it once more and choose it here.',
  otherwise: 'The e-mail also has a link that opens the message without the file.',
  save: 'Save as locked file',
  saveFailed: 'The file could not be made. Please try again.',
} as const;
