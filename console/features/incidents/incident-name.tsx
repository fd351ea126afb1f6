import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Field } from '../../components/field.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { limits } from '../../../shared/limits.js';
import type { IncidentView } from '../../../shared/views/incidents.js';

/** What colleagues will see it by. */
export const IncidentName = ({
  incident,
  onDone,
}: {
  incident: IncidentView;
  onDone: () => void;
}) => {
  const t = useT();
  const { incidents } = useLive();
  const [title, setTitle] = useState(incident.title ?? '');
  const save = async () => {
    if (await incidents.rename(incident.incidentId, title.trim())) onDone();
  };
  return (
    <form
      className="incident-name"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={t('incident.name')}
        value={title}
        onChange={setTitle}
        autoFocus
        maxLength={limits.incidents.maxTitleLength}
      />
      <Button type="submit">{t('incident.saveName')}</Button>
    </form>
  );
};
