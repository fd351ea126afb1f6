import type { Socket } from 'socket.io';

type Connection = Socket['conn'];

/** What the engine and the WebSocket below it still hold; neither has a public count of bytes. */
interface Buffers {
  writeBuffer?: { data?: unknown }[];
  transport?: { socket?: { bufferedAmount?: number } };
}

/** Bytes; for text characters. */
export const sizeOf = (data: unknown): number => {
  if (typeof data === 'string') return data.length;
  return ArrayBuffer.isView(data) ? data.byteLength : 0;
};

/** Bytes (for text: characters) that wait for a client to read them. */
export const countUnsent = (connection: Connection): number => {
  const { writeBuffer = [], transport } = connection as unknown as Buffers;
  const queued = writeBuffer.reduce((sum, packet) => sum + sizeOf(packet.data), 0);
  return queued + (transport?.socket?.bufferedAmount ?? 0);
};
