import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { searchset } from '../fhir/bundle.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import type { Resource } from '../fhir/resource.ts'
import { fhir, ifMatch, readResource } from '../http/respond.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { adviceApi } from './advice-api.ts'
import { bookSlot, deferBooking, freeSlots } from './booking.ts'
import { cancellationReasons, cancelReferral } from './cancel-referral.ts'
import { changeShortlist } from './change-shortlist.ts'
import { draftReferral, type ReferralWish } from './draft-referral.ts'
import { fhirOfferedSlot, fhirReferral, fhirService, fhirWorklistLine } from './fhir-referral.ts'
import { addLetter, patientLetter, removeLetter, sendLetters } from './letters.ts'
import { letterIn } from './letter-in.ts'
import { refreshReferral } from './refresh-referral.ts'
import type { Referral } from './referral.ts'
import { demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'
import { searchServices } from './search-services.ts'
import type { Seen } from './seen.ts'
import { sendReferral } from './send-referral.ts'
import { chosenFrom } from './shortlist.ts'
import { readWorklist } from './worklists.ts'

/** Why somebody is referred is clinical. */
const VIEW = requireActivity('B0370')

/** Referrals and advice over FHIR R4. Whoever refers is checked by the operation. */
export function referralsApi(routes: Routes): void {
  adviceApi(routes)
  readApi(routes)

  routes.post('/ServiceRequest/$search-services', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const text = (name: string) => asked.text(name) ?? ''
    const found = await searchServices(context.get('work'), {
      patientId: text('patient').replace('Patient/', ''),
      purpose: text('for') === 'advice' ? 'ADVICE_AND_GUIDANCE_REQUEST' : 'APPOINTMENT_REQUEST',
      priority: text('priority'),
      specialty: text('specialty'),
      clinicType: text('clinicType'),
      clinician: text('clinician'),
    })
    return fhir(context, searchset(found.map((each) => ({ resource: fhirService(each) }))))
  })

  routes.post('/ServiceRequest', async (context) => {
    const referral = await draftReferral(context.get('work'), wishIn(await readResource(context)))
    return answer(context, referral, { status: 201, location: `/FHIR/R4/ServiceRequest/${referral.id}` })
  })

  routes.post('/ServiceRequest/:id/$refer', async (context) => {
    const { work, seen, asked, shown } = await change(context)
    const letters = asked.all('letter').map(letterIn)
    for (const letter of letters) addLetter(work, seen.id, letter, shown)
    const sent = await sendReferral(work, seen, {
      services: chosenFrom([], texts(asked, 'service')),
      letterToCome: asked.text('letterIntention') !== 'none',
      ...(shown !== undefined && { shownPatient: shown }),
      acknowledged: texts(asked, 'acknowledged'),
    })
    if (letters.length === 0) return answer(context, sent)
    try {
      return answer(context, await sendLetters(work, { id: sent.id, version: sent.version }, shown))
    } catch (error) {
      // The referral stands; its letter is waiting, and a task says so.
      if (error instanceof Refusal) return answer(context, sent, { note: `The referral was created; its letter was not attached. ${error.message}` })
      throw error
    }
  })

  routes.post('/ServiceRequest/:id/$update-shortlist', async (context) => {
    const { work, seen, asked, shown } = await change(context)
    return answer(context, await changeShortlist(work, seen, chosenFrom([], texts(asked, 'service')), shown))
  })

  routes.post('/ServiceRequest/:id/$attach-letter', async (context) => {
    const { work, seen, asked, shown } = await change(context)
    const letter = asked.all('letter')[0]
    if (letter) addLetter(work, seen.id, letterIn(letter), shown)
    return answer(context, await sendLetters(work, seen, shown))
  })

  routes.post('/ServiceRequest/:id/$remove-letter', async (context) => {
    const { work, seen, asked } = await change(context)
    return answer(context, await removeLetter(work, seen, asked.text('url') ?? ''))
  })

  routes.post('/ServiceRequest/:id/$cancel', async (context) => {
    const { work, seen, asked, shown } = await change(context)
    return answer(context, await cancelReferral(work, seen, { code: asked.text('reason') ?? '', comments: asked.text('comments') ?? '' }, shown))
  })

  routes.post('/ServiceRequest/:id/$book', async (context) => {
    const { work, seen, asked, shown } = await change(context)
    return answer(context, await bookSlot(work, seen, { serviceId: asked.text('service') ?? '', slotId: asked.text('slot') ?? '' }, shown))
  })

  routes.post('/ServiceRequest/:id/$defer', async (context) => {
    const { work, seen, asked, shown } = await change(context)
    return answer(context, await deferBooking(work, seen, { serviceId: asked.text('service') ?? '', to: asked.text('to') === 'triage' ? 'triage' : 'booking' }, shown))
  })
}

function readApi(routes: Routes): void {
  routes.get('/ServiceRequest', VIEW, (context) => {
    const work = context.get('work')
    const patient = patientsOf(work.services).get((context.req.query('patient') ?? '').replace('Patient/', ''))
    const store = referralsStore(work.services)
    const found = store.ofPatient(patient.id)
    audited(work, { event: 'referrals-viewed', action: 'R', patientId: patient.id, detail: { found: found.map(({ id }) => id) } })
    return fhir(context, searchset(found.map((referral) => ({ resource: fhirReferral(referral, store.letters(referral.id)) }))))
  })

  routes.get('/ServiceRequest/:id', VIEW, (context) => {
    const work = context.get('work')
    const referral = referralsStore(work.services).get(context.req.param('id'))
    audited(work, { event: 'referral-viewed', action: 'R', patientId: referral.patientId, subject: `ServiceRequest/${referral.id}` })
    return answer(context, referral)
  })

  routes.post('/ServiceRequest/:id/$refresh', VIEW, async (context) => answer(context, await refreshReferral(context.get('work'), context.req.param('id'))))

  routes.get('/ServiceRequest/:id/$cancellation-reasons', async (context) => {
    const work = context.get('work')
    const reasons = await cancellationReasons(work, referralsStore(work.services).get(context.req.param('id')))
    return fhir(context, parameters(reasons.map(({ code, display }) => ({ name: 'reason', part: [{ name: 'code', valueCode: code }, { name: 'display', valueString: display }] }))))
  })

  routes.get('/ServiceRequest/:id/$patient-letter', async (context) => {
    const { content } = await patientLetter(context.get('work'), context.req.param('id'))
    return fhir(context, { resourceType: 'Binary', contentType: 'application/pdf', data: Buffer.from(content).toString('base64') })
  })

  routes.get('/ServiceRequest/:id/$slots', async (context) => {
    const slots = await freeSlots(context.get('work'), context.req.param('id'), context.req.query('service') ?? '')
    return fhir(context, searchset(slots.map((slot) => ({ resource: fhirOfferedSlot(slot) }))))
  })

  // Other tasks are the tasks area's.
  routes.get('/Task', async (context, next) => {
    if (context.req.query('code') !== 'referral-worklist') return next()
    demandReferrer(context.get('work'))
    const lines = await readWorklist(context.get('work'), context.req.query('list') ?? '')
    return fhir(context, searchset(lines.map((line) => ({ resource: fhirWorklistLine(line) }))))
  })
}

/** What every change has: who, what they saw, what they ask, and whose record is on their screen. */
async function change(context: RequestContext): Promise<{ work: RequestContext['var']['work']; seen: Seen; asked: ParametersReader; shown: string | undefined }> {
  const seen = { id: context.req.param('id') ?? '', version: ifMatch(context) }
  const asked = new ParametersReader(await readResource(context))
  return { work: context.get('work'), seen, asked, shown: asked.text('patient')?.replace('Patient/', '') }
}

const texts = (asked: ParametersReader, name: string): string[] => asked.all(name).flatMap((parameter) => (typeof parameter['valueString'] === 'string' ? [parameter['valueString']] : []))

function answer(context: RequestContext, referral: Referral, { note, ...how }: { status?: 200 | 201; location?: string; note?: string } = {}): Response {
  const letters = referralsStore(context.get('work').services).letters(referral.id)
  const resource: Resource = { ...fhirReferral(referral, letters), ...(note !== undefined && { note: [{ text: note }] }) }
  return fhir(context, resource, { version: referral.version, ...how })
}

/** Reads a referral that a caller wants. What is missing is empty: the operation says so to the user. */
function wishIn(body: JsonObject): ReferralWish {
  if (body['resourceType'] !== 'ServiceRequest') throw new Refusal('invalid', 'Send a ServiceRequest.')
  const objects = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : [])
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
  const codes = (value: unknown) => objects(isObject(value) ? value['coding'] : undefined)
  const inSystem = (value: unknown, end: string) => text(codes(value).find(({ system }) => text(system).endsWith(end))?.['code'])
  const order = (end: string) => objects(body['orderDetail']).map((each) => inSystem(each, end)).find((code) => code !== '') ?? ''
  const priority = objects(body['extension']).find(({ url }) => text(url).endsWith('/referral-priority'))?.['valueCodeableConcept']
  const requester = isObject(body['requester']) && isObject(body['requester']['identifier']) ? body['requester']['identifier']['value'] : undefined
  const performers = objects(body['performer'])
  const byHand = objects(body['category']).some((each) => codes(each).some(({ code }) => code === 'by-hand'))
  const named = (professional: boolean) => text(performers.find(({ type }) => (type === 'Practitioner') === professional)?.['display'])
  return {
    patientId: text(isObject(body['subject']) ? body['subject']['reference'] : undefined).replace('Patient/', ''),
    type: text(codes(body['code'])[0]?.['code']),
    reason: text(objects(body['reasonCode'])[0]?.['text']),
    priority: text(codes(priority)[0]?.['code']),
    specialty: order('/ers-specialty'),
    clinicType: order('/ers-clinic-type'),
    clinician: text(requester),
    ...(byHand && { receiver: { organisation: named(false), professional: named(true) } }),
  }
}
