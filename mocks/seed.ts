import { loadWorld } from '../config/world.ts'
import type { Environment } from './kit/environment.ts'

/** Puts the people of the synthetic world into an environment. Organisations are read by the services that know them. */
export function seedWorld(environment: Environment): void {
  for (const { persona: _persona, ...worker } of loadWorld().staff) environment.identity.workers.set(worker.id, worker)
}
