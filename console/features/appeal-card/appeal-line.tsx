import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import type { StaffAppealView } from '../../../shared/views/accounts.js';

/** An appeal in two lines: theme and state, number and day. */
export const AppealLine = ({ appeal }: { appeal: StaffAppealView }) => {
  const { t, dayHeading } = useTranslator();
  const { clock } = useLive();
  const theme =
    appeal.requestTypeTitle ??
    (appeal.requestType === undefined ? t('type.unknown') : t(`type.${appeal.requestType}`));
  return (
    <span className="appeal-line">
      <span className="row-head">
        <span className="row-name">{theme}</span>
        <span className="row-time">{dayHeading(appeal.registeredAt, clock.now())}</span>
      </span>
      <span className="row-line">
        <span className="row-text">
          <span className="figures">{appeal.number}</span>
          {' · '}
          {t(`appealStatus.${appeal.status}`)}
          {appeal.rating !== undefined && ` · ${t('card.ratingValue', { score: appeal.rating })}`}
        </span>
      </span>
    </span>
  );
};
