import { adminScreens } from './admin-screens.js';
import { deskScreens } from './desk-screens.js';
import type { Screen } from './scenery.js';
import { talkScreens } from './talk-screens.js';
import { waitingScreens } from './waiting-screens.js';

export const screens: readonly Screen[] = [
  ...talkScreens,
  ...waitingScreens,
  ...deskScreens,
  ...adminScreens,
];
