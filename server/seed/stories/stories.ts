import { accessStories } from './access.js';
import { agencyStories } from './agencies.js';
import { applicationStories } from './applications.js';
import { generalStories } from './general.js';
import { paymentStories } from './payments.js';
import { qualityStories } from './quality.js';
import { signatureStories } from './signature.js';
import { socialStories } from './social.js';
import type { Story } from './story.js';
import { technicalStories } from './technical.js';

/** Every talk the demo's world and its simulation know. */
export const stories: Story[] = [
  ...accessStories,
  ...applicationStories,
  ...technicalStories,
  ...paymentStories,
  ...socialStories,
  ...signatureStories,
  ...agencyStories,
  ...qualityStories,
  ...generalStories,
];

/** How an operator begins. */
export const greet = (operatorName: string): string =>
  `Здравствуйте. Меня зовут ${operatorName.split(' ')[0] ?? operatorName}, я помогу разобраться с вашим вопросом.`;
