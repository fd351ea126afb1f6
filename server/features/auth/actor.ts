import type { Role } from '../../../shared/domain/states.js';

export interface CitizenActor {
  kind: 'citizen';
  citizenId: string;
  /** Refresh family the access token belongs to: revoking it cuts the sockets. */
  familyId: string;
  tokenExpiresAt: Date;
}

export interface StaffActor {
  kind: 'staff';
  operatorId: string;
  name: string;
  role: Role;
  poolIds: string[];
  familyId: string;
  tokenExpiresAt: Date;
}

/** Clocks, reactions and commands of the machine itself. */
export interface SystemActor {
  kind: 'system';
  /** Of the command, for the audit log. */
  name?: string;
}

export type Actor = CitizenActor | StaffActor | SystemActor;
