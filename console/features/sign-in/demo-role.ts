import type { DemoSignInInput } from '../../../shared/schemas/http.js';

export type DemoRole = DemoSignInInput['role'];

export const demoRoles: readonly DemoRole[] = ['operator', 'senior', 'supervisor'];

/** The role the stage asks for: `/console/?demo=senior`. */
export const readDemoRole = (search: string): DemoRole | null => {
  const asked = new URLSearchParams(search).get('demo');
  return demoRoles.find((role) => role === asked) ?? null;
};

/** The stage opens the console so; anywhere else nobody is offered a role. */
export const isDemoAddress = (search: string): boolean => new URLSearchParams(search).has('demo');
