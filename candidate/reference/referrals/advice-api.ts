import type { Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { searchset } from '../fhir/bundle.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { adviceStore } from './advice-store.ts'
import { askAdvice } from './ask-advice.ts'
import { fhirAdvice } from './fhir-referral.ts'
import { letterIn } from './letter-in.ts'
import { adviceWorklist, refreshAdvice } from './read-advice.ts'

const VIEW = requireActivity('B0370')

/** Advice and guidance over FHIR R4. */
export function adviceApi(routes: Routes): void {
  routes.post('/ServiceRequest/$ask-advice', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const text = (name: string) => asked.text(name) ?? ''
    const mayConvert = asked.all('mayConvert')[0]?.['valueBoolean']
    const file = asked.all('file')[0]
    const advice = await askAdvice(context.get('work'), {
      patientId: text('patient').replace('Patient/', ''),
      priority: text('priority'),
      specialty: text('specialty'),
      clinicType: text('clinicType'),
      clinician: text('clinician'),
      service: { id: text('service'), name: text('serviceName') || text('service') },
      question: text('question'),
      mayConvert: typeof mayConvert === 'boolean' ? mayConvert : undefined,
      ...(file && { file: letterIn(file) }),
      acknowledged: asked.all('acknowledged').flatMap(({ valueString }) => (typeof valueString === 'string' ? [valueString] : [])),
    })
    return fhir(context, fhirAdvice(advice), { status: 201, version: advice.version, location: `/FHIR/R4/ServiceRequest/advice-${advice.id}` })
  })

  // The others are referrals.
  routes.post('/ServiceRequest/:id/$refresh', VIEW, async (context, next) => {
    const id = /^advice-(\d+)$/.exec(context.req.param('id'))?.[1]
    if (id === undefined) return next()
    const advice = await refreshAdvice(context.get('work'), id)
    return fhir(context, fhirAdvice(advice), { version: advice.version })
  })

  routes.get('/ServiceRequest', VIEW, (context, next) => {
    if (context.req.query('category') !== 'advice') return next()
    const work = context.get('work')
    const patient = patientsOf(work.services).get((context.req.query('patient') ?? '').replace('Patient/', ''))
    const found = adviceStore(work.services).ofPatient(patient.id)
    audited(work, { event: 'advice-list-viewed', action: 'R', patientId: patient.id, detail: { found: found.map(({ id }) => id) } })
    return Promise.resolve(fhir(context, searchset(found.map((advice) => ({ resource: fhirAdvice(advice) })))))
  })

  routes.get('/Task', async (context, next) => {
    if (context.req.query('code') !== 'advice-worklist') return next()
    const waiting = await adviceWorklist(context.get('work'))
    return fhir(context, searchset(waiting.map((advice) => ({ resource: fhirAdvice(advice) }))))
  })
}
