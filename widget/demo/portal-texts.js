/** The portal in English; its Russian is in the page. */
const english = {
  title: 'Services portal',
  note: 'An imaginary portal, a real support chat',
  brand: 'Services portal',
  sections: 'Sections of the portal',
  services: 'Services',
  news: 'News',
  help: 'Help',
  question: 'What do you need to do?',
  search: 'Search services',
  example: 'A place in a nursery school',
  find: 'Find',
  often1: 'Family record',
  often2: 'Pay a fine',
  often3: 'Digital signature',
  family: 'Family and children',
  familyNote: 'Benefits, nurseries and schools',
  documents: 'Documents',
  documentsNote: 'Passport, certificates, extracts',
  payments: 'Payments',
  paymentsNote: 'Fines, fees, refunds',
  health: 'Health',
  healthNote: 'Appointments, insurance, medicine',
  housing: 'Housing',
  housingNote: 'Registration, subsidies, meters',
  signature: 'Signature and access',
  signatureNote: 'Signature, sign-in, profile data',
  helpTitle: 'No answer here?',
  helpNote:
    'Describe your question in the chat: an operator answers, a senior specialist if needed.',
  ask: 'Write to support',
  news1: 'An application for a benefit can now be saved and finished later',
  news2: 'Payments are closed on Saturday night from 2:00 to 4:00',
  footer: 'Services portal, a demonstration page',
  native: 'The same chat in a mobile app',
};

const dayMs = 86_400_000;

/** Shows the page in a language, with dates that are never old. */
export const showPortalTexts = (locale) => {
  if (locale === 'en') {
    document.documentElement.lang = 'en';
    document.title = english.title;
    for (const element of document.querySelectorAll('[data-text]'))
      element.textContent = english[element.dataset.text];
    for (const element of document.querySelectorAll('[data-label]'))
      element.setAttribute('aria-label', english[element.dataset.label]);
    for (const element of document.querySelectorAll('[data-placeholder]'))
      element.placeholder = english[element.dataset.placeholder];
  }
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
  for (const time of document.querySelectorAll('[data-days-ago]')) {
    const day = new Date(Date.now() - Number(time.dataset.daysAgo) * dayMs);
    time.dateTime = day.toISOString().slice(0, 10);
    time.textContent = format.format(day);
  }
};
