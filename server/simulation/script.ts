import type { RequestType } from '../../shared/domain/request-types.js';
import { stories } from '../seed/stories/stories.js';
import type { Story } from '../seed/stories/story.js';

/** The story that begins with these words; after a restart that is all that is left of it. */
export const findStory = (opening: string, requestType: RequestType | undefined): Story => {
  const told = stories.find((story) => story.openings.includes(opening));
  const alike = stories.find((story) => story.requestType === requestType);
  const [first] = stories;
  const story = told ?? alike ?? first;
  if (!story) throw new Error('There are no stories.');
  return story;
};

/** The next line of one side that has not been said yet; null where the story is told. */
export const selectNextLine = (
  story: Story,
  by: 'citizen' | 'operator',
  said: readonly string[],
): string | null =>
  story.turns.find((turn) => turn.by === by && !said.includes(turn.text))?.text ?? null;

/** What a citizen answers to somebody who does not know the story: the visitor at the console. */
export const neutralAnswers = [
  'Да, всё верно',
  'Минуту, сейчас проверю',
  'Сделал, как вы сказали',
  'Теперь получилось',
  'Спасибо, вопросов больше нет',
];
