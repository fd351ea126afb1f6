/** A message of the baseline as it is stored. */
export interface BaselineMessage {
  _id: number;
  room: string;
  author: string;
  text: string;
  clientOffset: string;
  at: Date;
}

/** What a client says of itself at each connect: the rooms it shows and the last id it has seen. */
export interface ChatHandshake {
  author: string;
  rooms: string[];
  serverOffset: number;
}

export interface FromChat {
  'chat message': (room: string, text: string, clientOffset: string, callback: () => void) => void;
}

export interface ToChat {
  'chat message': (room: string, text: string, id: number) => void;
}
