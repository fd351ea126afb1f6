import type { Screen, Send } from '../rig/history.js';

/** What a process full of clients is asked for, by name. */
export interface CrowdOrders {
  /** So many citizens, each with one chat on two devices. `first` numbers them over all processes. */
  open: { citizens: number; first: number; ports: number[] };
  /** Each citizen writes about so often. */
  talk: { everyMs: number };
  /** Nobody writes any more, and what was written is answered. */
  quiet: object;
  /** So many of the citizens call a senior. */
  callSeniors: { count: number };
  /** Cuts are counted from here. */
  mark: object;
  status: object;
  history: object;
}

export interface CrowdStatus {
  devices: number;
  inSync: number;
  /** Devices that have lost their connection since the mark. */
  cut: number;
  /** ms since the epoch, of the last device that was cut since the mark and is in sync again; 0 where none is. */
  lastInSyncAt: number;
}

export interface CrowdAnswers {
  open: null;
  talk: null;
  quiet: null;
  callSeniors: null;
  mark: null;
  status: CrowdStatus;
  history: { sends: Send[]; screens: Screen[] };
}

export type CrowdOrder = {
  [Name in keyof CrowdOrders]: { id: number; name: Name; input: CrowdOrders[Name] };
}[keyof CrowdOrders];
