/** Sent in every handshake. A server refuses another number with `protocol_mismatch`, and the client reloads itself. */
export const PROTOCOL_VERSION = 1;
