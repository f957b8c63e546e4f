import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { badRequest, requireApiKey } from '../errors.ts'
import { readAccept, readParameters } from '../parameters.ts'
import { endpoints, searchset } from '../resources.ts'
import type { SdsState } from '../state.ts'
import { SYSTEM } from '../systems.ts'

const CLAUSE = 'Spine Directory Service API, Get routing and reliability details'

/** Where and how messages reach an organisation: by any two of organisation, interaction and party key. */
export const getEndpoint = route<SdsState>({
  operation: 'getEndpoint',
  method: 'GET',
  path: '/Endpoint',
  requires: [requireApiKey],
  handle(call) {
    const { organisation, interaction, partyKey } = readParameters(call, ['organization', 'identifier'], CLAUSE)
    const given = [organisation, interaction, partyKey].filter((value) => value !== undefined).length
    if (given < 2) {
      const [byOrganisation, byInteraction, byPartyKey] = [`organization=${SYSTEM.ods}|value`, `identifier=${SYSTEM.interaction}|value`, `identifier=${SYSTEM.partyKey}|value`]
      // The combinations stand without commas between them, as the service has it.
      const detail = `Missing or invalid query parameters. Should one of following combinations: ['${byOrganisation}&${byInteraction}&${byPartyKey}''${byOrganisation}&${byInteraction}''${byOrganisation}&${byPartyKey}''${byInteraction}&${byPartyKey}']`
      refuse(badRequest(call, detail), { rule: 'missing-parameter', detail: `${given} of the three parameters`, clause: CLAUSE })
    }
    const mediaType = readAccept(call)
    const found = call.state.handlers.filter(
      (handler) =>
        (organisation === undefined || handler.organisation === organisation) &&
        (interaction === undefined || handler.interaction === interaction) &&
        (partyKey === undefined || handler.partyKey === partyKey),
    )
    return searchset(call, found.flatMap(endpoints), mediaType)
  },
})
