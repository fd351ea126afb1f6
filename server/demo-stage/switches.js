import { text } from './texts.js';

const tellProblem = (isProblem) => {
  const line = document.getElementById('problem');
  if (!line) return;
  line.hidden = !isProblem;
  line.textContent = isProblem ? text('failed') : '';
};

const ask = async (path, body) => {
  try {
    const response = await fetch(`/api/demo/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(String(response.status));
    tellProblem(false);
    return await response.json();
  } catch {
    tellProblem(true);
    return null;
  }
};

const show = (view) => {
  if (view === null) return;
  const simulation = document.getElementById('simulation');
  if (simulation) simulation.checked = view.isSimulated;
  for (const input of document.querySelectorAll('#window input'))
    input.checked = Number(input.value) === view.escalationWindowMs;
};

/** The escalation's window and the practice people; shown as the server has them. */
export const setUpSwitches = async () => {
  for (const input of document.querySelectorAll('#window input')) {
    input.addEventListener('change', async () => {
      show(await ask('escalation-window', { windowMs: Number(input.value) }));
    });
  }
  const simulation = document.getElementById('simulation');
  simulation?.addEventListener('change', async () => {
    show(await ask('simulation', { isOn: simulation.checked }));
  });
  show(await ask('stage'));
};
