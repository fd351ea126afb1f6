import type { PersonSettings } from '../../../shared/schemas/admin.js';
import type { PersonView } from '../../../shared/views/admin.js';
import type { Operator } from './operator.model.js';

export const settingsOf = (operator: Omit<Operator, 'passwordHash'>): PersonSettings => {
  const { name, role, poolIds, capacity, requestTypes, languages, isActive } = operator;
  return {
    ...{ name, role, poolIds, capacity },
    ...{ requestTypes: requestTypes ?? null, languages: languages ?? null, isActive },
  };
};

export const presentPerson = (operator: Operator): PersonView => ({
  ...{ operatorId: operator._id, login: operator.login, revision: operator.revision ?? 0 },
  settings: settingsOf(operator),
  createdAt: operator.createdAt.toISOString(),
  ...(operator.isTraining === true ? { isTraining: true } : {}),
});
