import type { AppealView, StaffAppealView } from '../../../shared/views/accounts.js';
import type { Appeal } from './appeal.model.js';

const titleOf = (appeal: Appeal, titles: ReadonlyMap<string, string>) => {
  const title = appeal.requestType === undefined ? undefined : titles.get(appeal.requestType);
  return title === undefined ? {} : { requestTypeTitle: title };
};

/** `titles`: request type → its title in the reader's language. */
export const presentAppeal = (appeal: Appeal, titles: ReadonlyMap<string, string>): AppealView => ({
  appealId: appeal._id,
  number: appeal.number,
  status: appeal.status,
  ...(appeal.requestType === undefined ? {} : { requestType: appeal.requestType }),
  ...titleOf(appeal, titles),
  registeredAt: appeal.registeredAt.toISOString(),
  dueAt: appeal.dueAt.toISOString(),
  ...(appeal.closedAt ? { closedAt: appeal.closedAt.toISOString() } : {}),
  ...(appeal.callbackAt ? { callbackAt: appeal.callbackAt.toISOString() } : {}),
  sessionId: appeal.sessionId,
  hasTranscript: true,
});

export const presentStaffAppeal = (
  appeal: Appeal,
  titles: ReadonlyMap<string, string>,
): StaffAppealView => ({
  ...presentAppeal(appeal, titles),
  priority: appeal.priority,
  citizenId: appeal.citizenId,
  ...(appeal.repeatOf === undefined ? {} : { repeatOf: appeal.repeatOf }),
  ...(appeal.responsibleName === undefined ? {} : { responsibleName: appeal.responsibleName }),
  ...(appeal.rating === undefined ? {} : { rating: appeal.rating }),
});
