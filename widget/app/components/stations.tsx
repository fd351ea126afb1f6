import { listStations } from '../stations.js';
import { t } from '../texts.js';
import { useShell } from '../use-chat.js';

/** The line: question → queue → operator → senior → outcome. */
export const Stations = () => {
  const { chat, phase } = useShell();
  const talk = phase.value === 'talk' ? chat.value : null;
  const session = talk?.session.value ?? null;
  const stations = listStations(session, talk?.events.value ?? []);
  const isCalled = session?.escalation !== undefined;
  return (
    <ol class="stations" aria-label={t('stations.label')}>
      {stations.map(({ name, state }) => (
        <li
          key={name}
          class={`station is-${state}${name === 'senior' ? ' station-senior' : ''}${name === 'senior' && isCalled ? ' is-called' : ''}`}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span class="station-name">{t(`station.${name}`)}</span>
          <span class="hidden">{t(`station.state.${state}`)}</span>
        </li>
      ))}
    </ol>
  );
};
