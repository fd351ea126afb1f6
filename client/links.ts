import type { CitizenToServer, ServerToCitizen } from '../shared/protocol/citizen-events.js';
import { createLink, type Link, type LinkParts } from './link.js';

export type CitizenLink = Link<CitizenToServer, ServerToCitizen>;

type Parts = Omit<LinkParts, 'url'> & {
  /** Of the server, where it is not the page's own: `http://127.0.0.1:3000`. */
  address?: string;
};

export const createCitizenLink = ({ address = '', ...parts }: Parts): CitizenLink =>
  createLink({ url: `${address}/citizen`, ...parts });
