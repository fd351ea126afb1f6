import { randomUUID } from 'node:crypto';
import { keepToken, request } from '../../../server/simulation/connection.js';
import { CitizenClient, StaffClient } from '../../helpers/clients.js';
import type { CitizenTokensView, StaffTokensView } from '../../../shared/views/accounts.js';
import type { GroundNode } from '../rig/ground.js';
import { password, type StaffMember } from '../rig/rig.js';

/** A new guest from an address of their own: thousands from one would be refused. */
export const createGuest = async (
  port: number,
  number: number,
): Promise<{ citizenId: string; token: string }> => {
  const response = await fetch(`http://127.0.0.1:${port}/api/citizen/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    },
    body: '{}',
  });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  const { accessToken, citizenId } = (await response.json()) as CitizenTokensView;
  return { citizenId, token: accessToken };
};

let guests = 200_000;

/** One person with a device on each of these nodes. */
export const bringCitizen = async (
  nodes: readonly GroundNode[],
): Promise<{ token: string; devices: CitizenClient[] }> => {
  guests += 1;
  const { token } = await createGuest(nodes[0]?.port ?? 0, guests);
  const devices: CitizenClient[] = [];
  for (const { port } of nodes) {
    devices.push(await CitizenClient.connect(port, () => Promise.resolve(token)));
  }
  return { token, devices };
};

/** Gives a token of this member of staff, signed in once and again when it ends. */
export const signIn = (port: number, login: string): (() => Promise<string>) => {
  const url = `http://127.0.0.1:${port}/api/staff/sign-in`;
  const body = { login, password, tabId: randomUUID() };
  return keepToken(() => request<StaffTokensView>(url, { body }));
};

export const bringStaff = ({ port }: GroundNode, { login }: StaffMember): Promise<StaffClient> =>
  StaffClient.connect(port, signIn(port, login));
