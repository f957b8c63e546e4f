import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { Match } from '../national/pds.ts'
import { isRestricted } from '../national/pds-patient.ts'
import { numberField } from '../pages/format.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import type { Work } from '../work.ts'
import type { Banner } from './banner.ts'
import { detailsOf, usualName } from './details.ts'
import { findNationally, type TraceCriteria } from './find-nationally.ts'
import { readNhsNumber } from './nhs-number.ts'
import type { RegisteredPatient } from './patient.ts'
import { patientsOf } from './patients.ts'
import { asShown } from './whereabouts.ts'

const VIEW = requireActivity('B0820')

/** The banner on a page about several patients: none, since it would be taken for the one that is meant. */
export const bannerOnList = behaviour(
  'banner.onList',
  (_work: Work, _listed: readonly RegisteredPatient[]): Banner | undefined => undefined,
)

/** Finding a patient: on the practice's list first, then on PDS. The start page. */
export function findPages(routes: Routes): void {
  routes.get('/', (context) => render(context, {}))

  routes.get('/patients', VIEW, async (context) => {
    const { where, ...query } = context.req.query()
    const criteria: TraceCriteria = Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
    )
    if (Object.keys(criteria).length === 0) return render(context, {})
    try {
      if (where === 'national')
        return render(context, {
          criteria,
          national: (await findNationally(context.get('work'), criteria)).map((match) => nationalRow(context, match)),
        })
      const found = findLocally(context, criteria)
      return render(context, { criteria, local: found.map(localRow), banner: bannerOnList(context.get('work'), found) })
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) return render(context, { criteria }, error)
      throw error
    }
  })
}

function findLocally(context: RequestContext, { nhsNumber, family, birthDate }: TraceCriteria): RegisteredPatient[] {
  const patients = patientsOf(context.get('services'))
  const byNumber = nhsNumber === undefined ? undefined : patients.byNhsNumber(readNhsNumber(nhsNumber))
  const found =
    nhsNumber === undefined ? patients.search({ ...(family && { family }), ...(birthDate && { birthDate }) }) : byNumber ? [byNumber] : []
  audited(context.get('work'), {
    event: 'patients-searched',
    action: 'R',
    detail: { by: Object.keys({ nhsNumber, family, birthDate }), found: found.map(({ id }) => id) },
  })
  return found
}

const localRow = ({ id, nhsNumber, national, status }: RegisteredPatient) => ({
  id,
  ...person(nhsNumber, national),
  left: status === 'left',
})

const nationalRow = (context: RequestContext, { patient }: Match) => ({
  ...person(patient.id, patient),
  restricted: isRestricted(patient),
  localId: patientsOf(context.get('services')).byNhsNumber(patient.id)?.id,
})

function person(nhsNumber: string, national: Match['patient']) {
  const { birthDate, gender, postcode } = detailsOf(asShown(national))
  return { nhsNumber, name: national.name?.[usualName(national)], birthDate, gender, postcode }
}

function render(context: RequestContext, data: Record<string, unknown>, refusal?: Refusal): Response {
  const errors = refusal?.issues.map(({ text, field }) => ({ text, ...(field !== undefined && { href: `#${field}` }) }))
  const fieldErrors = Object.fromEntries(
    (refusal?.issues ?? []).flatMap(({ field, text }) => (field === undefined ? [] : [[field, { text }]])),
  )
  const shown = { title: 'Find a patient', numberField: numberField(), criteria: {}, errors, fieldErrors, ...data }
  return context.get('services').pages.render(context, 'demographics/templates/find.njk', shown, refusal?.status ?? 200)
}
