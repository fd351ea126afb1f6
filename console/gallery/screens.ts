import { adminScreens } from './admin-screens.js';
import { deskScreens } from './desk-screens.js';
import type { Screen } from './scenery.js';
import { talkScreens } from './talk-screens.js';

export const screens: readonly Screen[] = [...talkScreens, ...deskScreens, ...adminScreens];
