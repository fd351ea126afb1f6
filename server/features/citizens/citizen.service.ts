import { createHmac, hkdfSync } from 'node:crypto';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newOpaqueId } from '../../lib/ids.js';
import { open, seal, type SealingKey } from '../../storage/encryption/sealed.js';
import type { Citizen } from './citizen.model.js';
import type { CitizenStore } from './citizen.store.js';

/** A citizen as other features see one. */
interface KnownCitizen {
  citizenId: string;
  identityStep: 'guest' | 'portal';
  /** As the portal named the person. */
  name?: string;
  createdAt: Date;
}

/** Records of citizens: guests, and people a portal vouches for. */
export class CitizenService {
  readonly #store: CitizenStore;
  readonly #clock: Clock;
  readonly #hashKey: Buffer;
  readonly #nameKey: SealingKey;

  /** `masterKey`: the 32 bytes that also wrap the appeals' keys; what is known of a person opens with it alone. */
  constructor(deps: { store: CitizenStore; clock: Clock; masterKey: Buffer }) {
    const derive = (purpose: string) =>
      Buffer.from(hkdfSync('sha256', deps.masterKey, '', purpose, 32));
    this.#store = deps.store;
    this.#clock = deps.clock;
    this.#hashKey = derive('liniya citizen portal id');
    this.#nameKey = { kid: 'citizen-names', bytes: derive('liniya citizen name') };
  }

  /** A new citizen nobody vouches for. */
  async createGuest(): Promise<{ citizenId: string }> {
    const now = this.#clock.now();
    const citizenId = newOpaqueId(now.getTime());
    await this.#store.create({ _id: citizenId, identityStep: 'guest', createdAt: now });
    return { citizenId };
  }

  /** The citizen of a portal's user: always the same one, made at the first time. A new name replaces the old. */
  async identify(person: { portalUserId: string; name?: string }): Promise<{ citizenId: string }> {
    const portalIdHash = createHmac('sha256', this.#hashKey)
      .update(person.portalUserId)
      .digest('base64url');
    const { _id: citizenId } =
      (await this.#store.findByPortalIdHash(portalIdHash)) ??
      (await this.#createIdentified(portalIdHash));
    if (person.name !== undefined) {
      const name = seal(this.#nameKey, Buffer.from(person.name), nameOf(citizenId));
      await this.#store.setName(citizenId, name);
    }
    return { citizenId };
  }

  async findCitizen(citizenId: string): Promise<KnownCitizen | null> {
    const citizen = await this.#store.findById(citizenId);
    if (!citizen) return null;
    const { identityStep, createdAt, name } = citizen;
    const opened = name && open(this.#nameKey, name, nameOf(citizenId)).toString('utf8');
    return {
      ...{ citizenId, identityStep, createdAt },
      ...(opened === undefined ? {} : { name: opened }),
    };
  }

  /** Fails with `not_found`. */
  async getCitizen(citizenId: string): Promise<KnownCitizen> {
    const citizen = await this.findCitizen(citizenId);
    if (!citizen) throw new DomainError('not_found', 'No such citizen.');
    return citizen;
  }

  async #createIdentified(portalIdHash: string): Promise<Citizen> {
    const now = this.#clock.now();
    const citizen: Citizen = {
      ...{ _id: newOpaqueId(now.getTime()), portalIdHash, identityStep: 'portal', createdAt: now },
    };
    if ((await this.#store.create(citizen)) === 'created') return citizen;
    const first = await this.#store.findByPortalIdHash(portalIdHash);
    if (!first) throw new Error('A citizen vanished between two reads.');
    return first;
  }
}

/** Names the field, so that a name moved to another citizen's record does not open. */
const nameOf = (citizenId: string): string => `citizen-name:${citizenId}`;
