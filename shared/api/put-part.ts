import { AppError } from '../errors.ts';

/** Uploads one sealed part; see putPartByXhr for the browser's way. */
export type PutPart = (
  url: string,
  sealed: Blob,
  encryptionData: string,
  options: { onProgress: (sentBytes: number) => void; signal: AbortSignal },
) => Promise<void>;

/**
 * PUTs a sealed part to its create-only link (Put Blob, a block blob) with XMLHttpRequest, which
 * alone reports progress. Throws `unavailable` where the upload broke, and AbortError where it was
 * cancelled.
 */
export const putPartByXhr: PutPart = (url, sealed, encryptionData, { onProgress, signal }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    request.open('PUT', url);
    request.setRequestHeader('x-ms-blob-type', 'BlockBlob');
    request.setRequestHeader('x-ms-meta-encryptiondata', encryptionData);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () =>
      request.status === 201 ? resolve() : reject(broken(`Put Blob answered ${request.status}`));
    request.onerror = () => reject(broken('Put Blob did not finish'));
    request.onabort = () => reject(signal.reason ?? new DOMException('cancelled', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', cancel);
    signal.addEventListener('abort', cancel);
    request.send(sealed);
  });

function broken(detail: string): AppError {
  return new AppError('unavailable', { message: 'The upload was interrupted.', detail });
}
