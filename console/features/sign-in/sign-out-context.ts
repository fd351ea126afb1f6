import { createContext, useContext } from 'react';

const SignOutContext = createContext<() => void>(() => undefined);

export const SignOutProvider = SignOutContext.Provider;

/** Ends this tab's sign-in and clears what the tab keeps. */
export const useSignOut = (): (() => void) => useContext(SignOutContext);
