import { History } from 'lucide';
import { useState } from 'react';
import { Link } from 'wouter';
import {
  calendarDayInput,
  calendarDayKinds,
  type CalendarDayKind,
} from '../../../../shared/schemas/admin.js';
import type { CalendarDayView } from '../../../../shared/views/admin.js';
import { Button } from '../../../components/button.js';
import { Choice } from '../../../components/choice.js';
import { Dialog } from '../../../components/dialog.js';
import { Field } from '../../../components/field.js';
import { Icon } from '../../../components/icon.js';
import { useLive } from '../../../live/live-context.js';
import { HttpProblem } from '../../../live/staff-http.js';
import { writeAdminPlace } from '../admin-place.js';
import { useChanges } from '../admin-queries.js';
import { useWords } from '../admin-words.js';
import { dateWords, kindWords } from './day-words.js';
import { isWeekend } from './year-grid.js';

type Chosen = CalendarDayKind | 'ordinary';

/** A working day needs no leave to be one. */
const kindsOf = (date: string, now: CalendarDayKind | null): readonly Chosen[] => [
  'ordinary',
  ...calendarDayKinds.filter((kind) => kind === now || kind !== 'working' || isWeekend(date)),
];

/** A short Saturday is a working one. */
const hintOf = (date: string, kind: Chosen) =>
  kind === 'short' && isWeekend(date)
    ? ('calendar.hint.shortWeekend' as const)
    : (`calendar.hint.${kind}` as const);

/** What one day is: its kind and why. */
export const DayDialog = ({
  date,
  day,
  onClose,
}: {
  date: string;
  day: CalendarDayView | undefined;
  onClose: () => void;
}) => {
  const words = useWords();
  const { t } = words;
  const { notices } = useLive();
  const { setDay } = useChanges();
  const [kind, setKind] = useState<Chosen>(day?.kind ?? 'ordinary');
  const [title, setTitle] = useState(day?.title ?? '');
  const [isChecked, setIsChecked] = useState(false);
  const [refusal, setRefusal] = useState<HttpProblem | null>(null);
  const ordinary = kindWords(date, null, words);
  const input =
    kind === 'ordinary' ? { kind: null, title: day?.title ?? ordinary } : { kind, title };
  const isWrong = !calendarDayInput.safeParse(input).success;
  const save = async () => {
    setIsChecked(true);
    if (isWrong) return;
    try {
      await setDay(Number(date.slice(0, 4)), date, input);
      notices.tell('notice.saved');
      onClose();
    } catch (error) {
      setRefusal(error instanceof HttpProblem ? error : new HttpProblem('internal'));
    }
  };
  return (
    <Dialog title={dateWords(date, words)} isOpen onClose={onClose}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {day?.source !== undefined && (
          <p className="quiet">{t('calendar.shipped', { source: day.source })}</p>
        )}
        <Choice
          label={t('calendar.kind')}
          layout="column"
          value={kind}
          options={kindsOf(date, day?.kind ?? null).map((id) => ({
            id,
            title: id === 'ordinary' ? ordinary : t(`calendar.kind.${id}`),
            hint: t(hintOf(date, id)),
          }))}
          onChange={setKind}
        />
        {kind !== 'ordinary' && (
          <Field
            label={t('calendar.title')}
            hint={t('calendar.titleHint')}
            value={title}
            onChange={setTitle}
            maxLength={120}
            problem={isChecked && isWrong ? t('problem.words', { max: 120 }) : undefined}
          />
        )}
        {refusal && (
          <p className="form-problem" role="alert">
            {t(`error.${refusal.code}`)}
          </p>
        )}
        <Link
          className="editor-history"
          href={writeAdminPlace({ section: 'audit', subject: date })}
        >
          <Icon node={History} />
          {t('admin.history')}
        </Link>
        <footer className="dialog-foot">
          <Button tone="quiet" onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="primary">
            {t('admin.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
};
