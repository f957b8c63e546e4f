import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { badRequest, requireApiKey } from '../errors.ts'
import { readAccept, readParameters, shouldBe } from '../parameters.ts'
import { device, searchset } from '../resources.ts'
import type { SdsState } from '../state.ts'
import { SYSTEM } from '../systems.ts'

const CLAUSE = 'Spine Directory Service API, Get accredited system details'

/** Accredited systems of an organisation that do an interaction. Nobody found is a 200 with nothing in it. */
export const getDevice = route<SdsState>({
  operation: 'getDevice',
  method: 'GET',
  path: '/Device',
  requires: [requireApiKey],
  handle(call) {
    const { organisation, interaction, partyKey, manufacturer } = readParameters(call, ['organization', 'identifier', 'manufacturing-organization'], CLAUSE)
    const missing = (name: string, system: string): never => refuse(badRequest(call, shouldBe(name, system)), { rule: 'missing-parameter', detail: `no ${name}`, clause: CLAUSE, pointer: name })
    if (organisation === undefined) return missing('organization', SYSTEM.ods)
    if (interaction === undefined) return missing('identifier', SYSTEM.interaction)
    const mediaType = readAccept(call)
    const found = call.state.systems.filter(
      (system) =>
        system.organisation === organisation &&
        system.interactions.includes(interaction) &&
        (partyKey === undefined || system.partyKey === partyKey) &&
        (manufacturer === undefined || system.manufacturer === manufacturer),
    )
    return searchset(call, found.map(device), mediaType)
  },
})
