import type { PlainOf } from '../../shared/domain/session-events.js';
import type { RequestType } from '../../shared/domain/request-types.js';
import type { Stage, Tier } from '../../shared/domain/states.js';
import { limits } from '../../shared/limits.js';
import { planEscalation } from '../features/escalation/escalation-plan.js';
import { newId } from '../lib/ids.js';
import type { Random } from './random.js';
import { buildPools } from './reference-data.js';
import type { SessionBuilder } from './session-builder.js';
import { greet } from './stories/stories.js';
import type { Story } from './stories/story.js';

export interface TalkPerson {
  operatorId: string;
  name: string;
  tier: Tier;
}

const pools = buildPools(limits.escalation.windowMs);
const poolOf = (type: RequestType) => {
  const pool = pools.find((candidate) => candidate.requestTypes.includes(type));
  if (!pool) throw new Error(`No seeded pool serves ${type}.`);
  return pool;
};

/** One talk from its first words on, each step at its own moment, so that a live chat can stop anywhere. */
export class Talk {
  readonly builder: SessionBuilder;
  readonly story: Story;
  readonly #random: Random;
  #atMs: number;
  #turn = 0;
  owner: TalkPerson | null = null;

  constructor(builder: SessionBuilder, story: Story, random: Random, openedAt: Date) {
    this.builder = builder;
    this.story = story;
    this.#random = random;
    this.#atMs = openedAt.getTime();
  }

  get now(): Date {
    return new Date(this.#atMs);
  }

  /** Lets some seconds go by. */
  wait(leastSeconds: number, mostSeconds: number): Date {
    this.#atMs += this.#random.between(leastSeconds * 1_000, mostSeconds * 1_000);
    return this.now;
  }

  /** Consents, first words, what it is about, into the queue. */
  begin(request: {
    isTraining: boolean;
    isRecorded: boolean;
    details?: { name: string; contact?: string };
    /** What the model takes it for, until its operator puts it right. */
    mistakenFor?: RequestType;
  }): void {
    const { builder, story } = this;
    builder.open(request, this.now);
    builder.say('citizen', this.#random.pick(story.openings), this.now);
    this.#classify(request.mistakenFor);
    const system = { at: this.now, authorId: 'system' };
    const pool = poolOf(story.requestType);
    builder.add(
      {
        kind: 'session.queued',
        audience: 'all',
        plain: {
          ...{ poolId: pool._id, reason: 'classified', queuedAt: this.now, boostMs: 0 },
          ...{ isFront: false, isFlagged: false },
        },
      },
      system,
    );
    builder.add(
      {
        kind: 'message.created',
        audience: 'all',
        plain: { author: 'bot', textKey: 'queued', attachmentIds: [] },
        secret: { text: '', attachments: [] },
      },
      { at: this.now, authorId: 'bot', causeId: 'said-queued' },
    );
    if (!request.details) return;
    const at = this.wait(4, 14);
    const { citizenId: authorId } = builder.state;
    builder.add(
      { kind: 'details.given', audience: 'all', plain: {}, secret: request.details },
      { at, authorId },
    );
  }

  /** An offer and its accept; `isMissed`: it ran out. */
  offer(
    to: TalkPerson,
    purpose: PlainOf<'offer.made'>['purpose'],
    { isMissed = false } = {},
  ): void {
    const at = this.wait(1, 3);
    const offerId = newId(at.getTime());
    const { operatorId, name: operatorName } = to;
    const shownMs = purpose === 'escalation' ? limits.offer.seniorMs : limits.offer.operatorMs;
    this.builder.add(
      {
        kind: 'offer.made',
        audience: 'staff',
        plain: {
          ...{ offerId, purpose, operatorId, operatorName, seatKind: 'normal' },
          ...{ expiresAt: new Date(at.getTime() + shownMs), eligible: 2, load: 1 },
        },
      },
      { at, authorId: 'system', causeId: `offer:${offerId}` },
    );
    if (isMissed) {
      this.#atMs += shownMs + limits.offer.graceMs;
      this.builder.add(
        {
          kind: 'offer.ended',
          audience: 'staff',
          plain: { offerId, operatorId, outcome: 'expired' },
        },
        { at: this.now, authorId: 'system', causeId: `expire:${offerId}` },
      );
      return;
    }
    const how = purpose === 'escalation' ? 'escalation' : 'offer';
    this.builder.add(
      {
        kind: 'operator.joined',
        audience: 'all',
        plain: { operatorId, operatorName, tier: to.tier, offerId, how },
      },
      { at: this.wait(3, 20), authorId: operatorId, causeId: `accept:${offerId}` },
    );
    this.owner = to;
  }

  /** The owner's first words; the checklist moves on with them. */
  greet(): void {
    this.#ownerSays(greet(this.#owner().name));
    this.stage('request');
  }

  /** The owner says what it really is about. */
  correct(): void {
    const { requestType } = this.story;
    this.builder.add(
      {
        ...{ kind: 'classification.made', audience: 'all' },
        plain: {
          ...{ requestType, confidence: 1, decidedBy: 'operator', isDecided: true },
          alternatives: [],
        },
        secret: { because: [] },
      },
      { at: this.now, authorId: this.#owner().operatorId },
    );
  }

  /** The story's next `count` lines; fewer where it ends. */
  talk(count: number): void {
    for (const { by, text } of this.story.turns.slice(this.#turn, this.#turn + count)) {
      if (by === 'citizen') this.builder.say('citizen', text, this.wait(12, 70));
      else this.#ownerSays(text);
      this.#turn += 1;
      if (this.#turn === 2) this.stage('analysis');
      if (this.#turn === 4) this.stage('solution');
    }
  }

  /** The citizen calls a senior; the window's steps follow from `windowMs`. */
  escalate(windowMs: number): PlainOf<'escalation.opened'> {
    const openedAt = this.wait(2, 10);
    const { escalation, boostMs } = poolOf(this.story.requestType);
    const plan = planEscalation(openedAt, 'normal', { ...escalation, windowMs });
    const plain: PlainOf<'escalation.opened'> = {
      ...{ escalationId: newId(openedAt.getTime()), openedBy: 'citizen', openedAt },
      ...{ deadlineAt: plan.deadlineAt, steps: plan.steps, boostMs: boostMs.urgent },
    };
    this.builder.add(
      { kind: 'escalation.opened', audience: 'all', plain },
      { at: openedAt, authorId: this.builder.state.citizenId },
    );
    return plain;
  }

  /** The former owner's summary for the senior who came. */
  handOver(): void {
    const from = this.builder.state.handOverFrom;
    if (!from) return;
    const { operatorId: fromOperatorId, name: fromOperatorName, escalationId } = from;
    this.builder.add(
      {
        kind: 'escalation.handed_over',
        audience: 'staff',
        plain: { escalationId, fromOperatorId, fromOperatorName },
        secret: { summary: `${this.story.summary} Гражданин просит решить быстрее.` },
      },
      { at: this.wait(15, 40), authorId: fromOperatorId },
    );
  }

  stage(stage: Stage): void {
    this.builder.add(
      { kind: 'stage.changed', audience: 'staff', plain: { stage } },
      { at: this.wait(1, 4), authorId: this.#owner().operatorId },
    );
  }

  propose(outcome: PlainOf<'closing.proposed'>['outcome'], dueAt?: Date): void {
    const { operatorId, name: operatorName } = this.#owner();
    const isLater = outcome === 'in_progress';
    this.builder.add(
      {
        kind: 'closing.proposed',
        audience: 'all',
        plain: {
          ...{ outcome, operatorId, operatorName },
          ...(isLater ? { responsibleName: operatorName } : {}),
          ...(isLater && dueAt ? { dueAt } : {}),
        },
        secret: { summary: this.story.summary },
      },
      { at: this.wait(10, 40), authorId: operatorId },
    );
  }

  #ownerSays(text: string): void {
    this.builder.say(this.#owner(), text, this.wait(10, 45));
  }

  #owner(): TalkPerson {
    if (!this.owner) throw new Error('Nobody holds this talk yet.');
    return this.owner;
  }

  #classify(mistakenFor?: RequestType): void {
    const { because } = this.story;
    const requestType = mistakenFor ?? this.story.requestType;
    const confidence = this.#random.between(74, 97) / 100;
    const next: RequestType = requestType === 'general' ? 'complaint' : 'general';
    this.builder.add(
      {
        kind: 'classification.made',
        audience: 'all',
        plain: {
          ...{ requestType, confidence, decidedBy: 'model', isDecided: true },
          alternatives: [
            { requestType, confidence },
            { requestType: next, confidence: Number(((1 - confidence) / 2).toFixed(2)) },
          ],
        },
        secret: { because },
      },
      { at: this.now, authorId: 'system', causeId: `classify:${this.builder.state.publicHeadSeq}` },
    );
  }
}
