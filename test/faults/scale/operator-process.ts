import { io } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.js';
import type { OfferView } from '../../../shared/views/routing.js';
import { signIn } from './people.js';

/* An operator in a process of their own, so that all of the client can die or stop at once. Takes what is offered. */

const { OPERATOR_LOGIN = '', OPERATOR_PORT = '', SIGN_IN_PORT = '' } = process.env;
const getToken = signIn(Number(SIGN_IN_PORT), OPERATOR_LOGIN);
const socket = io(`http://127.0.0.1:${OPERATOR_PORT}/staff`, {
  transports: ['websocket'],
  auth: (give) => {
    void getToken().then((token) => give({ token, protocol: PROTOCOL_VERSION }));
  },
});
socket.on('presence:ping', (acknowledge: () => void) => acknowledge());
socket.on('offer:made', ({ sessionId, offerId }: OfferView) => {
  socket.emit('offer:accept', { sessionId, offerId }, () => undefined);
});
socket.on('connect', () => {
  void socket
    .emitWithAck('presence:set', { presence: 'online' })
    .then(() => process.stdout.write('is online\n'));
});
