import { Plus, X } from 'lucide';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import type { OpeningInterval } from '../../../../shared/schemas/pool-settings.js';
import { IconButton } from '../../../components/button.js';
import { Toggle } from '../../../components/toggle.js';
import { useWords } from '../admin-words.js';
import { readClock, writeClock } from './clock-text.js';
import { weekdayName } from './hours-words.js';

interface ClockFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isWrong: boolean;
}

/** A time of day as text: `24:00` is one of them, and every keyboard writes it. */
const ClockField = ({ label, value, onChange, isWrong }: ClockFieldProps) => (
  <TextField
    aria-label={label}
    value={value}
    onChange={onChange}
    onBlur={() => onChange(writeClock(readClock(value)))}
    isInvalid={isWrong}
    validationBehavior="aria"
  >
    <Input className="input clock-input" inputMode="numeric" maxLength={5} autoComplete="off" />
  </TextField>
);

const firstInterval = { from: '9:00', to: '18:00' };

/** An hour after the last one, two hours long, as far as the day goes. */
const nextInterval = (day: readonly OpeningInterval[]): OpeningInterval => {
  const last = day.at(-1);
  if (!last) return firstInterval;
  const from = Math.min(23, Number.parseInt(last.to, 10) + 1);
  return { from: `${from}:00`, to: `${Math.min(24, from + 2)}:00` };
};

export interface OpeningDayProps {
  /** 0 is Monday. */
  index: number;
  day: readonly OpeningInterval[];
  onChange: (day: readonly OpeningInterval[]) => void;
  problem: string | undefined;
  canAdd: boolean;
}

/** One day of the week: closed, or open during some intervals. */
export const OpeningDay = ({ index, day, onChange, problem, canAdd }: OpeningDayProps) => {
  const words = useWords();
  const { t } = words;
  const name = weekdayName(index, words, 'long');
  const isWrong = problem !== undefined;
  const set = (at: number, patch: Partial<OpeningInterval>) =>
    onChange(day.map((each, place) => (place === at ? { ...each, ...patch } : each)));
  return (
    <div className="opening-day" role="group" aria-label={name}>
      <Toggle isOn={day.length > 0} onChange={(isOpen) => onChange(isOpen ? [firstInterval] : [])}>
        <span className="opening-day-name">{name}</span>
      </Toggle>
      <div className="opening-intervals">
        {day.length === 0 && <span className="quiet">{t('hours.closed')}</span>}
        {day.map((interval, at) => (
          <span key={at} className="opening-interval">
            <ClockField
              label={t('hours.from', { day: name, number: at + 1 })}
              value={interval.from}
              onChange={(from) => set(at, { from })}
              isWrong={isWrong}
            />
            <span aria-hidden="true">–</span>
            <ClockField
              label={t('hours.to', { day: name, number: at + 1 })}
              value={interval.to}
              onChange={(to) => set(at, { to })}
              isWrong={isWrong}
            />
            {day.length > 1 && (
              <IconButton
                icon={X}
                label={t('hours.removeInterval', { day: name, number: at + 1 })}
                onPress={() => onChange(day.filter((_each, place) => place !== at))}
              />
            )}
          </span>
        ))}
        {day.length > 0 && canAdd && (
          <IconButton
            icon={Plus}
            label={t('hours.addInterval', { day: name })}
            onPress={() => onChange([...day, nextInterval(day)])}
          />
        )}
      </div>
      {isWrong && <p className="field-problem">{problem}</p>}
    </div>
  );
};
