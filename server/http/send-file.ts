import type { Response } from 'express';

export interface FileToSend {
  bytes: Buffer;
  contentType: string;
  name: string;
}

/**
 * Sends somebody's file so that it can do nothing on our origin: our own type and no guessing, no scripts and no
 * origin if it is ever shown as a page, no address handed on, no copy in a cache. `attachment` makes the browser
 * save it under its name (RFC 5987).
 */
export const sendFile = (
  response: Response,
  file: FileToSend,
  disposition: 'inline' | 'attachment',
): void => {
  if (disposition === 'attachment') response.attachment(file.name);
  // Nothing is drawn, so who may frame it does not matter; some browsers drop a framed download over this header.
  response.removeHeader('X-Frame-Options');
  response.set({
    'Content-Type': file.contentType,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'private, no-store',
  });
  response.send(file.bytes);
};
