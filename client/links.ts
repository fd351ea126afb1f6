import type { CitizenToServer, ServerToCitizen } from '../shared/protocol/citizen-events.js';
import type { ServerToStaff, StaffToServer } from '../shared/protocol/staff-events.js';
import { createLink, type Link, type LinkParts } from './link.js';

export type CitizenLink = Link<CitizenToServer, ServerToCitizen>;
export type StaffLink = Link<StaffToServer, ServerToStaff>;

type Parts = Omit<LinkParts, 'url'> & {
  /** Of the server, where it is not the page's own: `http://127.0.0.1:3000`. */
  address?: string;
};

export const createCitizenLink = ({ address = '', ...parts }: Parts): CitizenLink =>
  createLink({ url: `${address}/citizen`, ...parts });

export const createStaffLink = ({ address = '', ...parts }: Parts): StaffLink => {
  const link: StaffLink = createLink({ url: `${address}/staff`, ...parts });
  // Only this acknowledgement keeps somebody of the staff present.
  link.listen({ 'presence:ping': (acknowledge) => acknowledge() });
  return link;
};
