import { signal } from '@preact/signals';
import { ServerClock as PlainClock } from '../../client/server-clock.js';

/** The server's time; the offset is a signal, so that a countdown on the screen follows a better sample. */
export class ServerClock extends PlainClock {
  /** Milliseconds to add to the device's clock. */
  readonly offsetMs = signal(0);

  override observe(serverNow: string): void {
    super.observe(serverNow);
    this.offsetMs.value = this.readOffsetMs();
  }
}
