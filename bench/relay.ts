import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

/**
 * The baseline: a Socket.IO server that passes each message on to the others of its room and acknowledges it. It
 * stores nothing, checks nothing. Prints its port.
 */
const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => {
  socket.on('join', (room: string, acknowledge: () => void) => {
    void socket.join(room);
    acknowledge();
  });
  socket.on('say', (message: { room: string; text: string }, acknowledge: (at: number) => void) => {
    socket.to(message.room).emit('said', message);
    acknowledge(Date.now());
  });
});
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready ${String((http.address() as AddressInfo).port)}\n`);
});
