import type { OfferView } from '../../../shared/views/routing.js';
import { ago, sampleId, sampleNow } from './clock.js';
import { oleg, pools } from './people.js';
import { openEscalation } from './sessions.js';

const offer = (index: number, part: Partial<OfferView>): OfferView => ({
  offerId: sampleId(0xa00 + index),
  sessionId: sampleId(0x320 + index),
  appealNumber: `26-00042${String(10 + index)}-3`,
  purpose: 'queue',
  requestType: 'account_access',
  poolId: pools[0]?.poolId ?? '',
  priority: 'normal',
  firstText: 'Пароль верный, а пишет «учётная запись заблокирована». Мне срочно нужна справка.',
  waitingSince: ago(25),
  expiresAt: ago(-24),
  serverNow: new Date(sampleNow).toISOString(),
  ...part,
});

export const queueOffer = offer(1, {});
export const transferOffer = offer(2, {
  purpose: 'transfer',
  requestType: 'payments',
  poolId: pools[3]?.poolId ?? '',
  priority: 'raised',
  transferFromName: oleg.name,
  transferNote: 'Двойное списание за пошлину, чек приложен. Нужен возврат.',
  expiresAt: ago(-8),
});
export const escalationOffer = offer(3, {
  purpose: 'escalation',
  requestType: 'benefits',
  poolId: pools[4]?.poolId ?? '',
  priority: 'urgent',
  firstText: 'Выплату сняли без объяснений, оператор не может сказать почему.',
  escalation: openEscalation(400),
  expiresAt: ago(-12),
  brief: {
    ...{ ownerName: oleg.name, stage: 'analysis', identityStep: 'portal', files: 2 },
    summary:
      'Выплата снята из-за справки о доходах за прошлый год. Справка приложена, ведомство молчит.',
  },
});
