import type { IncidentService } from '../features/incidents/incident.service.js';
import type { ListKey } from '../features/routing/desk.js';
import type { StaffNamespace } from './sockets.js';

/**
 * Tells staff what is new about mass incidents. Each process asks the database once a second how far the open ones
 * are, so that it needs no hint of the others, and a hundred chats that join together are one piece of news.
 */
export class IncidentNews {
  readonly #staff: StaffNamespace;
  readonly #incidents: IncidentService;
  #told = new Map<string, number>();

  constructor(staff: StaffNamespace, incidents: IncidentService) {
    this.#staff = staff;
    this.#incidents = incidents;
  }

  /** Once a second. What is told twice changes nothing. */
  async tick(): Promise<void> {
    const open = await this.#incidents.listOpenVersions();
    const now = new Map(open.map(({ incidentId, version }) => [incidentId, version]));
    const news = new Set(
      open
        .filter(({ incidentId, version }) => this.#told.get(incidentId) !== version)
        .map(({ incidentId }) => incidentId),
    );
    for (const incidentId of this.#told.keys()) if (!now.has(incidentId)) news.add(incidentId);
    for (const incidentId of news) await this.#tell(incidentId);
    this.#told = now;
  }

  async #tell(incidentId: string): Promise<void> {
    const view = await this.#incidents.findView(incidentId);
    if (!view) return;
    const rooms: ListKey[] = ['overseers', `pool:${view.poolId}`];
    this.#staff.local.to(rooms).emit('incident:changed', view);
  }
}
