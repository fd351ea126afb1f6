import request, { type Response } from 'supertest';
import type { Express } from 'express';
import type { StaffTokensView } from '../../shared/views/accounts.js';
import { password } from './auth-world.js';

/** The value of the refresh cookie an answer sets; undefined where it sets none. */
export const refreshCookieOf = (response: Response): string | undefined =>
  setCookieOf(response)?.split(';')[0]?.replace('liniya_refresh=', '');

export const setCookieOf = (response: Response): string | undefined =>
  (response.get('Set-Cookie') ?? []).find((cookie) => cookie.startsWith('liniya_refresh='));

export const codeOf = (response: Response): unknown => (response.body as { code?: unknown }).code;

/** A console's tab: keeps its cookie as a browser would. */
export class StaffTab {
  readonly #app: Express;
  readonly tabId: string;
  cookie = '';
  accessToken = '';

  constructor(app: Express, tabId = 'tab-00000001') {
    this.#app = app;
    this.tabId = tabId;
  }

  async signIn(login: string, secret = password): Promise<Response> {
    const body = { login, password: secret, tabId: this.tabId };
    return this.#keep(await request(this.#app).post('/api/staff/sign-in').send(body));
  }

  /** With the tab's own cookie unless told another. */
  async refresh(cookie = this.cookie): Promise<Response> {
    return this.#keep(
      await request(this.#app)
        .post(`/api/staff/sessions/${this.tabId}/refresh`)
        .set('Cookie', `other=1; liniya_refresh=${cookie}`),
    );
  }

  async signOut(): Promise<Response> {
    return request(this.#app)
      .delete(`/api/staff/sessions/${this.tabId}`)
      .set('Cookie', `liniya_refresh=${this.cookie}`);
  }

  async me(): Promise<Response> {
    return request(this.#app).get('/api/staff/me').auth(this.accessToken, { type: 'bearer' });
  }

  #keep(response: Response): Response {
    if (response.status !== 200) return response;
    this.cookie = refreshCookieOf(response) ?? this.cookie;
    this.accessToken = (response.body as StaffTokensView).accessToken;
    return response;
  }
}
