import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Preferences } from './preferences.js';

export type SoundName = keyof Preferences['sounds'];

/** Frequency in hertz, start and length in milliseconds. */
interface Note {
  hz: number;
  toHz?: number;
  atMs: number;
  ms: number;
}

const scores: Record<SoundName, readonly Note[]> = {
  offer: [{ hz: 660, toHz: 880, atMs: 0, ms: 140 }],
  message: [{ hz: 520, atMs: 0, ms: 60 }],
  escalation: [
    { hz: 660, atMs: 0, ms: 120 },
    { hz: 550, atMs: 160, ms: 120 },
    { hz: 740, atMs: 320, ms: 200 },
  ],
};

const offerEveryMs = 3_000;

/** The console's three sounds, made by WebAudio. Silent until `unlock` was called in a click. */
export interface Sounds {
  /** False where the browser holds sound back: the console shows a muted badge. */
  store: StoreApi<{ isUnlocked: boolean }>;
  /** Call in a click or key press. */
  unlock(): Promise<void>;
  play(name: SoundName): void;
  /** The offer's sound each 3 s while anything is offered. */
  ring(isRinging: boolean): void;
  close(): void;
}

const playNote = (context: AudioContext, note: Note): void => {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const start = context.currentTime + note.atMs / 1_000;
  const end = start + note.ms / 1_000;
  oscillator.frequency.setValueAtTime(note.hz, start);
  if (note.toHz !== undefined) oscillator.frequency.linearRampToValueAtTime(note.toHz, end);
  // Ramped at both ends: a cut wave clicks.
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.12, start + 0.01);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
};

export const createSounds = (isOn: (name: SoundName) => boolean): Sounds => {
  const store = createStore(() => ({ isUnlocked: false }));
  let context: AudioContext | null = null;
  let ringing: ReturnType<typeof setInterval> | undefined;

  const play = (name: SoundName): void => {
    if (context?.state !== 'running' || !isOn(name)) return;
    for (const note of scores[name]) playNote(context, note);
  };

  return {
    store,
    async unlock() {
      context ??= new AudioContext();
      await context.resume().catch(() => undefined);
      store.setState({ isUnlocked: context.state === 'running' });
    },
    play,
    ring(isRinging) {
      if (isRinging === (ringing !== undefined)) return;
      clearInterval(ringing);
      ringing = undefined;
      if (!isRinging) return;
      play('offer');
      ringing = setInterval(() => play('offer'), offerEveryMs);
    },
    close() {
      clearInterval(ringing);
      void context?.close();
    },
  };
};
