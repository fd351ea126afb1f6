import { randomUUID } from 'node:crypto';
import type { CitizenTokensView, StaffTokensView } from '../shared/views/accounts.js';
import { CitizenClient, StaffClient } from '../test/helpers/clients.js';

const post = async <View>(url: string, body: object, address: string): Promise<View> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
  return (await response.json()) as View;
};

let addresses = 0;
const nextAddress = (): string => {
  addresses += 1;
  return `10.${String(addresses >> 16)}.${String((addresses >> 8) & 255)}.${String(addresses & 255)}`;
};

/** A guest on a connection of their own. */
export const bringCitizen = async (port: number): Promise<CitizenClient> => {
  const url = `http://127.0.0.1:${String(port)}/api/citizen/token`;
  const { accessToken } = await post<CitizenTokensView>(url, {}, nextAddress());
  return CitizenClient.connect(port, () => Promise.resolve(accessToken));
};

export const bringMany = async (port: number, count: number): Promise<CitizenClient[]> => {
  const citizens: CitizenClient[] = [];
  while (citizens.length < count) {
    const next = Math.min(25, count - citizens.length);
    citizens.push(...(await Promise.all(Array.from({ length: next }, () => bringCitizen(port)))));
  }
  return citizens;
};

/** Somebody of the demo's staff, by the demo's own sign-in. */
export const bringOperator = async (port: number, role: 'operator'): Promise<StaffClient> => {
  const url = `http://127.0.0.1:${String(port)}/api/demo/sign-in`;
  const body = { role, tabId: randomUUID() };
  const { accessToken, me } = await post<StaffTokensView>(url, body, nextAddress());
  const client = await StaffClient.connect(port, () => Promise.resolve(accessToken));
  client.operatorId = me.operatorId;
  return client;
};
