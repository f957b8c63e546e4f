import type { Area, Routes } from '../area.ts'
import { parameters, ParametersReader, type Parameter } from '../fhir/parameters.ts'
import type { Resource } from '../fhir/resource.ts'
import { fhir, readResource } from '../http/respond.ts'
import type { NationalFlag } from '../national/patient-flags.ts'
import { removeIndicator, setIndicator } from './fgm-indicator.ts'
import { showFlags, type ShownFlags } from './show-flags.ts'
import { safeguardingMigrations } from './unshared.ts'

function safeguardingApi(routes: Routes): void {
  routes.post('/Patient/:id/$safeguarding', async (context) => {
    new ParametersReader(await readResource(context))
    return fhir(context, shown(await showFlags(context.get('work'), context.req.param('id'))))
  })

  routes.post('/Patient/:id/$set-fgm-indicator', async (context) => {
    new ParametersReader(await readResource(context))
    return fhir(context, shown(await setIndicator(context.get('work'), context.req.param('id'))))
  })

  routes.post('/Patient/:id/$remove-fgm-indicator', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, shown(await removeIndicator(context.get('work'), context.req.param('id'), asked.text('reason') ?? '')))
  })
}

const string = (name: string, valueString: string): Parameter => ({ name, valueString })

const shown = ({ state, problem, flags, unshared }: ShownFlags): Resource =>
  parameters([
    { name: 'state', valueCode: state },
    problem !== undefined && string('problem', problem),
    { name: 'unshared', valueBoolean: unshared },
    ...flags.map((flag) => ({ name: 'flag', part: flagShown(flag) })),
  ])

const flagShown = ({ code, since, plan, authority }: NationalFlag): Parameter[] => [
  { name: 'code', valueCode: code },
  ...(since === undefined ? [] : [string('since', since)]),
  ...(plan === undefined ? [] : [string('plan', plan)]),
  ...(authority ? [string('authority', authority.name), ...authority.telephones.map((telephone) => string('telephone', telephone))] : []),
]

/** What others flag for a child's safety, and what is flagged from here: read nationally when a clinician looks, and never kept. */
export const safeguarding: Area = { name: 'safeguarding', migrations: safeguardingMigrations, api: safeguardingApi }
