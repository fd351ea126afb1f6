/** Engines in the order they are tried; the name is also the folder of the engine's data. */
export const engineNames = ['mongod', 'download', 'secantus'] as const;
export type EngineName = (typeof engineNames)[number];
export type DatabaseChoice = 'auto' | EngineName;

export interface EngineBinary {
  path: string;
  version: string;
  /** Where it is from: "found on PATH", "fetched before". Ends up in the log. */
  reason: string;
}

export interface FindBinaryOptions {
  /** `LINIYA_MONGOD`. */
  mongodPath?: string;
  /** Where fetched programs are kept. */
  cacheFolder: string;
}

export interface FetchBinaryOptions {
  cacheFolder: string;
  /** One line for people, before and after slow steps. */
  progress: (line: string) => void;
}

/** What the ready check of an engine may look at: its port and what it prints. */
export interface StartingProcess {
  port: number;
  /** Resolves once a printed line contains `text`, also when it was printed before. */
  waitForLine(text: string): Promise<void>;
}

/** A database program that can be started beside the server. All of them are spawned by the one `Supervisor`. */
export interface Engine {
  name: EngineName;
  title: string;
  isForProduction: boolean;
  /** What an acknowledged write survives; printed by `liniya doctor`. */
  durability: string;
  /** What this engine cannot do that a MongoDB replica set can. */
  lacks: string[];
  /** The program where this machine has it, without network; else null. Throws `EngineUnavailable` for a useless one. */
  findBinary(options: FindBinaryOptions): Promise<EngineBinary | null>;
  /** Absent where the program has to be there already. */
  fetch?: {
    /** Half a line on what a fetch will use. Throws `EngineUnavailable` soon where it cannot work. */
    check(): Promise<string>;
    /** Throws `EngineUnavailable`. */
    run(options: FetchBinaryOptions): Promise<EngineBinary>;
  };
  /** Why there is no program, where `fetch` is absent. */
  missing?: string;
  arguments(options: { port: number; storagePath: string }): string[];
  /** Resolves when the engine takes majority writes. */
  waitUntilReady(process: StartingProcess): Promise<void>;
  uri(port: number): string;
}
