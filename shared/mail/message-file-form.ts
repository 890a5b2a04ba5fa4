/*
 * The file that carries a sealed message: what it is called, and what its parts and the portal say to each other.
 *
 *   <main data-message="{message id}" data-origin="{portal}" ...>     what is known of the message
 *   <script type="application/octet-stream" data-part="{part id}">    the sealed part, base64
 *
 * Opened from a disk it opens `{portal}/file` in a window and waits; that page says FILE_READY to its opener, the file
 * answers with FileMessage. Neither is secret: it is ciphertext, and what the portal shows has been verified.
 */

/** Its name as an attachment, as people know it from other systems. */
export const MESSAGE_FILE = 'SecureMessage.html';
/** The portal's page that takes such files. */
export const FILE_PAGE = '/file';
/** What that page says to the window that opened it. */
export const FILE_READY = 'sealpost-file-ready';
/** What the file hands over: sealed parts in base64, as many as it has. */
export type FileMessage = {
  kind: 'sealpost-file';
  messageId: string;
  parts: { id: string; base64: string }[];
};
