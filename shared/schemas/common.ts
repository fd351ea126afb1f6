import { z } from 'zod';

/** A database id: 24 hex digits. */
export const id = z.string().regex(/^[0-9a-f]{24}$/);

/** Made by a client, unique for it: UUIDs and the like. */
export const clientId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

// Control characters but line feed and tab; lone surrogates are refused by `isWellFormed` at the transport's UTF-8.

const controls = /[\u0000-\u0008\u000B-\u001F\u007F]/g;

/** Words of a person: CR LF folded, control characters dropped, trimmed, 1…`max` characters. */
export const words = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(controls, '').trim())
    .pipe(z.string().min(1).max(max));

/** The same, where nothing is a fine answer. */
export const optionalWords = (max: number) =>
  z
    .string()
    .max(max * 2)
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(controls, '').trim())
    .pipe(z.string().max(max));
