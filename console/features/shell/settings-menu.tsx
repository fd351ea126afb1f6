import { Settings } from 'lucide';
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useStore } from 'zustand';
import { IconButton } from '../../components/button.js';
import { Choice } from '../../components/choice.js';
import { Toggle } from '../../components/toggle.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import type { SoundName } from '../../live/sounds.js';

const soundNames: readonly SoundName[] = ['offer', 'message', 'escalation'];

/** Language, look and sounds of this browser. Each takes effect at once. */
export const SettingsMenu = () => {
  const t = useT();
  const { preferences, sounds } = useLive();
  const chosen = useStore(preferences);
  return (
    <DialogTrigger>
      <IconButton icon={Settings} label={t('settings.title')} placement="right" />
      <Popover className="popover popover-padded" placement="right bottom">
        <AriaDialog className="settings" aria-label={t('settings.title')}>
          <Choice
            label={t('settings.language')}
            value={chosen.locale}
            options={[
              { id: 'ru', title: 'Русский' },
              { id: 'en', title: 'English' },
            ]}
            onChange={(locale) => preferences.setState({ locale })}
          />
          <Choice
            label={t('settings.theme')}
            value={chosen.theme}
            options={[
              { id: 'system', title: t('settings.system') },
              { id: 'light', title: t('settings.light') },
              { id: 'dark', title: t('settings.dark') },
            ]}
            onChange={(theme) => preferences.setState({ theme })}
          />
          <fieldset className="field settings-sounds">
            <legend className="field-label">{t('settings.sounds')}</legend>
            {soundNames.map((name) => (
              <Toggle
                key={name}
                isOn={chosen.sounds[name]}
                onChange={(isOn) => {
                  preferences.setState({ sounds: { ...chosen.sounds, [name]: isOn } });
                  if (isOn) void sounds.unlock().then(() => sounds.play(name));
                }}
              >
                {t(`settings.sound.${name}`)}
              </Toggle>
            ))}
          </fieldset>
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
};
