import type { RequestContext, Routes } from '../area.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import type { Resource } from '../fhir/resource.ts'
import { fhir, ifMatch, readResource } from '../http/respond.ts'
import { codeOf, proxyRoleOf } from '../national/reasonable-adjustments.ts'
import { requireActivity } from '../session/permission.ts'
import { addAdjustment, changeAdjustment, endAdjustment, removeAdjustments } from './change-adjustments.ts'
import { openAdjustments, type Shown } from './show-adjustments.ts'

/** Reasonable adjustments over FHIR R4. Who may change them is checked by the operation. */
export function adjustmentsApi(routes: Routes): void {
  const asked = async (context: RequestContext) => new ParametersReader(await readResource(context))

  routes.get('/Patient/:id/$reasonable-adjustments', requireActivity('B0820'), async (context) =>
    fhir(context, shownAs(await openAdjustments(context.get('work'), context.req.param('id')))),
  )

  routes.post('/Patient/:id/$add-adjustment', async (context) => {
    const body = await asked(context)
    const shown = await addAdjustment(context.get('work'), { patientId: context.req.param('id'), code: body.text('code') ?? '', consent: body.text('consent') })
    return fhir(context, shownAs(shown), { status: 201 })
  })

  routes.post('/Patient/:id/$change-adjustment', async (context) => {
    const version = ifMatch(context)
    const body = await asked(context)
    const input = { patientId: context.req.param('id'), adjustment: body.text('adjustment') ?? '', version, code: body.text('code') ?? '' }
    return fhir(context, shownAs(await changeAdjustment(context.get('work'), input)))
  })

  routes.post('/Patient/:id/$end-adjustment', async (context) => {
    const version = ifMatch(context)
    const body = await asked(context)
    const input = { patientId: context.req.param('id'), adjustment: body.text('adjustment') ?? '', version, reason: body.text('reason'), comment: body.text('comment') }
    return fhir(context, shownAs(await endAdjustment(context.get('work'), input)))
  })

  routes.post('/Patient/:id/$remove-adjustments', async (context) => {
    const version = ifMatch(context)
    const body = await asked(context)
    const input = { patientId: context.req.param('id'), version, reason: body.text('reason'), comment: body.text('comment') }
    return fhir(context, shownAs(await removeAdjustments(context.get('work'), input)))
  })
}

const shownAs = ({ state, problem, checkedAt, consent, flags, unshared }: Shown): Resource =>
  parameters([
    { name: 'state', valueCode: state },
    problem !== undefined && { name: 'problem', valueString: problem },
    checkedAt !== undefined && { name: 'checkedAt', valueInstant: checkedAt },
    consent && {
      name: 'consent',
      part: [
        { name: 'version', valueString: String(consent.version) },
        { name: 'role', valueCode: proxyRoleOf(consent) },
      ],
    },
    ...flags.map((flag) => {
      const { code, term } = codeOf(flag)
      return {
        name: 'adjustment',
        part: [
          { name: 'id', valueString: flag.id },
          { name: 'version', valueString: String(flag.version) },
          { name: 'code', valueCode: code },
          { name: 'term', valueString: term },
        ],
      }
    }),
    ...unshared.map(({ code, term }) => ({
      name: 'unshared',
      part: [
        { name: 'code', valueCode: code },
        { name: 'term', valueString: term },
      ],
    })),
  ])
