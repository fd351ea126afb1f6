import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Choice } from '../../components/choice.js';
import { Empty, Skeleton } from '../../components/empty.js';
import { Picker } from '../../components/picker.js';
import { useTranslator } from '../../components/translation.js';
import { HttpProblem } from '../../live/staff-http.js';
import { isRequestType, requestTypes } from '../../../shared/domain/request-types.js';
import { limits } from '../../../shared/limits.js';
import type { ClassifierReviewView } from '../../../shared/views/classifier.js';
import { AlarmNotes } from './alarm-notes.js';
import { CorrectionsList } from './corrections-list.js';
import { ModelLine } from './model-line.js';
import { PairsTable } from './pairs-table.js';
import { useReview, type ReviewFilter } from './queries.js';
import { TypesTable } from './types-table.js';
import '../../styles/classifier.css';

/** Stands for «no filter» in a picker, whose options all have ids. */
const any = 'any';
const periods = [7, limits.review.defaultDays, limits.review.maxDays] as const;

const Filters = ({
  filter: { days, type },
  onChange,
}: {
  filter: ReviewFilter;
  onChange: (filter: ReviewFilter) => void;
}) => {
  const { t } = useTranslator();
  return (
    <div className="classifier-filters">
      <Choice
        label={t('classifier.period')}
        options={periods.map((count) => ({
          id: String(count),
          title: t('classifier.days', { count }),
        }))}
        value={String(days)}
        onChange={(chosen) => onChange({ days: Number(chosen), type })}
      />
      <Picker
        label={t('classifier.type')}
        options={[
          { id: any, title: t('classifier.anyType') },
          ...requestTypes.map((id) => ({ id, title: t(`type.${id}`) })),
        ]}
        value={type ?? any}
        placeholder={t('classifier.anyType')}
        onChange={(id) => onChange({ days, type: isRequestType(id) ? id : null })}
      />
    </div>
  );
};

const Figures = ({ review, filter }: { review: ClassifierReviewView; filter: ReviewFilter }) => (
  <>
    {review.model && <ModelLine model={review.model} />}
    <AlarmNotes alarms={review.alarms} />
    <TypesTable types={review.types} type={filter.type} />
    <PairsTable pairs={review.pairs} type={filter.type} />
  </>
);

/** What people's corrections say of the classifier: by type, by pair, and talk by talk. */
export const Classifier = () => {
  const { t } = useTranslator();
  const [filter, setFilter] = useState<ReviewFilter>({
    days: limits.review.defaultDays,
    type: null,
  });
  const review = useReview(filter.days);
  if (review.isError) {
    const code = review.error instanceof HttpProblem ? review.error.code : 'internal';
    return (
      <Empty text={t(`error.${code}`)}>
        <Button onPress={() => void review.refetch()}>{t('classifier.again')}</Button>
      </Empty>
    );
  }
  return (
    <div className="board-scroll classifier">
      <Filters filter={filter} onChange={setFilter} />
      {review.data ? (
        <Figures review={review.data} filter={filter} />
      ) : (
        <Skeleton rows={9} label={t('common.loading')} />
      )}
      <CorrectionsList filter={filter} />
    </div>
  );
};
