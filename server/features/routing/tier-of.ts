import type { Tier } from '../../../shared/domain/states.js';
import type { StaffActor } from '../auth/actor.js';

/** Whoever is set over operators comes as a senior: a chat they take has the one who was called [spec 4]. */
export const tierOf = ({ role }: StaffActor): Tier => (role === 'operator' ? 'operator' : 'senior');
