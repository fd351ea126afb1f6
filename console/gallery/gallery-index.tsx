import { createPreferences } from '../live/preferences.js';
import { screens } from './screens.js';

const looks = [
  { title: 'светлая', query: 'theme=light' },
  { title: 'тёмная', query: 'theme=dark' },
  { title: 'по-английски', query: 'theme=light&locale=en' },
] as const;

/** Every screen in every look; each opens as a page of its own, at the size of the window. */
export const GalleryIndex = () => {
  createPreferences({ locale: 'ru', theme: 'system' });
  const all = [...screens, { id: 'sign-in', title: 'Вход' }];
  return (
    <main className="gallery">
      <h1 className="panel-title">Состояния консоли</h1>
      <p className="quiet">Образцы данных, сервер не нужен.</p>
      <table className="table">
        <tbody>
          {all.map((screen) => (
            <tr key={screen.id}>
              <th scope="row">{screen.title}</th>
              {looks.map((look) => (
                <td key={look.query}>
                  <a href={`?screen=${screen.id}&${look.query}`}>{look.title}</a>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
};
