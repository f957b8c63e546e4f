import assert from 'node:assert/strict'
import { gp, JOAN, OTHER, parametersOf, pdsPatient, PRACTICE, privacyOfficer, receptionist, type Client, type Clinic } from './clinic.ts'
import { outcome, reply, type FakeWorker } from './fake-national.ts'

/** Something the system must do, as a check that rejects if it does not, and the defects that break it. */
export interface Rule {
  rule: string
  brokenBy: string[]
  holds(clinic: Clinic): Promise<void>
}

export const PATIENT = '/FHIR/R4/Patient/1'

/** A receptionist at the desk, with Joan on the practice list. */
async function atTheDesk(clinic: Clinic, national: Record<string, unknown> = {}): Promise<Client> {
  clinic.national.patients.set(JOAN, pdsPatient(JOAN, national))
  const desk = await clinic.signIn(receptionist)
  await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })))
  return desk
}

async function done(answer: ReturnType<Client['request']>) {
  const { status, headers, text, json } = await answer
  assert.ok(status < 300, `${status} ${text.slice(0, 300)}`)
  return { headers, json, text }
}

async function refusedWith(answer: ReturnType<Client['request']>, code: string) {
  const { status, json, text } = await answer
  assert.equal(json?.issue?.[0]?.details?.coding?.[0]?.code, code, `${status} ${text.slice(0, 300)}`)
  assert.ok(json.issue[0].details.text.length > 10)
  return json
}

const telecomWith = (patient: any, system: string, use: string, value: string) => ({
  ...patient,
  telecom: [
    ...patient.telecom.filter((entry: any) => entry.system !== system || entry.use !== use),
    { ...patient.telecom.find((entry: any) => entry.system === system && entry.use === use), system, use, value },
  ],
})

async function open(desk: Client) {
  const { headers, json } = await done(desk.request('POST', `${PATIENT}/$open`, parametersOf({})))
  return {
    patient: json.parameter.find(({ name }: any) => name === 'patient').resource,
    etag: headers.get('etag')!,
    parameters: json.parameter,
  }
}

const saveMobile = (desk: Client, { patient, etag }: { patient: any; etag: string }, mobile = '07700 900999') =>
  desk.request('PUT', PATIENT, telecomWith(patient, 'phone', 'mobile', mobile), { 'if-match': etag })

const patchesSent = (clinic: Clinic) => clinic.national.seen.filter(({ method, path }) => method === 'PATCH' && path.includes('/Patient/'))

const advance = (clinic: Clinic, seconds: number) => clinic.client().request('POST', '/test-aids/clock', { advanceSeconds: seconds })

const banner = (html: string) =>
  (/<section class="patient-banner[\s\S]*?<\/section>/.exec(html)?.[0] ?? '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const trail = async (clinic: Clinic, query = '') =>
  (await done((await clinic.signIn(privacyOfficer)).request('GET', `/FHIR/R4/AuditEvent${query}`))).json.entry.map(
    ({ resource }: any) => resource,
  )

const session = (client: Client) => client.request('GET', '/api/session')

const locum: FakeWorker = {
  id: '555254239814',
  name: 'Priya Raman',
  roles: [
    {
      id: '555254240807',
      code: 'S8000:G8000:R8000',
      name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"',
      organisation: PRACTICE,
      activities: ['B0360', 'B0825', 'B0011'],
    },
    {
      id: '555254240808',
      code: 'S8000:G8000:R8000',
      name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"',
      organisation: 'A99902',
      activities: ['B0825'],
    },
    {
      id: '555254240809',
      code: 'S8000:G8000:R8010',
      name: '"Admin & Clerical":"Admin & Clerical":"Clerical Access Role"',
      organisation: PRACTICE,
      activities: ['B0820'],
    },
  ],
}

const CLERK = '555254240809'

async function signInAsClerk(clinic: Clinic): Promise<Client> {
  const client = await clinic.signIn(locum)
  await done(client.request('PUT', '/api/session/role', { roleId: CLERK }))
  return client
}

export const rules: Rule[] = [
  // sign-in
  {
    rule: 'an unsigned ID token, or one signed by a stranger, opens nothing',
    brokenBy: ['id-token-signature-unchecked'],
    holds: async (clinic) => {
      for (const idToken of [{ unsigned: true }, { otherKey: true }]) {
        clinic.national.idToken = idToken
        assert.equal((await session(await clinic.signIn(receptionist))).status, 401)
      }
    },
  },
  {
    rule: 'an ID token meant for another application opens nothing',
    brokenBy: ['id-token-of-another-application'],
    holds: async (clinic) => {
      clinic.national.idToken = { claims: { aud: 'somebody-else' } }
      assert.equal((await session(await clinic.signIn(receptionist))).status, 401)
    },
  },
  {
    rule: 'an ID token of another sign-in opens nothing',
    brokenBy: ['id-token-of-another-application'],
    holds: async (clinic) => {
      clinic.national.idToken = { claims: { nonce: 'of another day' } }
      assert.equal((await session(await clinic.signIn(receptionist))).status, 401)
    },
  },
  {
    rule: 'a weak sign-in opens nothing',
    brokenBy: ['weak-sign-in-accepted'],
    holds: async (clinic) => assert.equal((await session(await clinic.signIn({ ...receptionist, assurance: 1 }))).status, 401),
  },
  {
    rule: 'somebody from another practice is refused',
    brokenBy: ['roles-of-other-practices-count'],
    holds: async (clinic) => {
      const stranger = await clinic.signIn({ ...receptionist, roles: [{ ...receptionist.roles[0]!, organisation: 'A99902' }] })
      assert.equal((await session(stranger)).status, 401)
    },
  },
  {
    rule: 'only roles at this practice can be chosen',
    brokenBy: ['roles-of-other-practices-count'],
    holds: async (clinic) => {
      const client = await signInAsClerk(clinic)
      assert.deepEqual(
        (await session(client)).json.roles.map(({ id }: any) => id),
        ['555254240807', CLERK],
      )
      await refusedWith(client.request('PUT', '/api/session/role', { roleId: '555254240808' }), 'not-permitted')
    },
  },
  // roles
  {
    rule: 'the chosen role counts, not all roles together',
    brokenBy: ['roles-add-up'],
    holds: async (clinic) => void (await refusedWith((await signInAsClerk(clinic)).request('GET', '/FHIR/R4/AuditEvent'), 'not-permitted')),
  },
  {
    rule: 'what a role may not do is refused on the server',
    brokenBy: ['rbac-only-hides-the-button'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      await refusedWith(desk.request('POST', '/FHIR/R4/AllergyIntolerance', { resourceType: 'AllergyIntolerance' }), 'not-permitted')
      await refusedWith(desk.request('GET', '/FHIR/R4/AuditEvent'), 'not-permitted')
      assert.equal((await desk.request('GET', '/audit')).status, 403)
    },
  },
  // sessions
  {
    rule: 'a session ends when nothing happens for too long, and says why',
    brokenBy: ['session-never-idles-out'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      await advance(clinic, 899)
      assert.equal((await session(desk)).status, 200)
      await advance(clinic, 901)
      const { json } = await session(desk)
      assert.match(json?.issue?.[0]?.details?.text ?? '', /nothing happened/)
      assert.equal((await desk.request('GET', '/patients')).headers.get('location'), '/signed-out?because=idle')
    },
  },
  {
    rule: 'a session ends after its day, however busy',
    brokenBy: ['session-outlives-the-day'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      for (let hours = 0; hours < 12.5; hours += 0.2) {
        await advance(clinic, 720)
        await session(desk)
      }
      assert.equal((await session(desk)).status, 401)
    },
  },
  {
    rule: 'after sign-out a copy of the key opens nothing',
    brokenBy: ['sign-out-keeps-the-session'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      const key = desk.cookies.get('session')!
      const home = await desk.request('GET', '/')
      const out = await desk.form('/sign-out', { formToken: /name="formToken" value="([^"]+)"/.exec(home.text)![1]! })
      assert.equal(out.headers.get('location'), '/signed-out')
      assert.equal((await clinic.client().request('GET', '/api/session', undefined, { authorization: `Bearer ${key}` })).status, 401)
    },
  },
  // audit
  {
    rule: 'a refused request is in the trail with its code',
    brokenBy: ['refusals-leave-no-trace'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      await desk.request('GET', '/FHIR/R4/AuditEvent')
      const entries = await trail(clinic)
      assert.ok(
        entries.some(
          (entry: any) =>
            entry.outcome === '4' && entry.outcomeDesc === 'not-permitted' && entry.agent[0].who.identifier.value === receptionist.id,
        ),
      )
    },
  },
  {
    rule: 'looking at a record is in the trail',
    brokenBy: ['views-leave-no-trace'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      await done(desk.request('GET', PATIENT))
      const entries = await trail(clinic, '?patient=Patient/1')
      assert.ok(entries.some((entry: any) => entry.subtype[0].code === 'patient-viewed' && entry.action === 'R'))
    },
  },
  {
    rule: 'signing in is in the trail',
    brokenBy: ['sign-ins-leave-no-trace'],
    holds: async (clinic) => {
      await clinic.signIn(receptionist)
      const entries = await trail(clinic, `?agent=${receptionist.id}`)
      assert.ok(entries.some((entry: any) => entry.subtype[0].code === 'sign-in'))
    },
  },
  {
    rule: 'an entry names the person, the role, the organisation and the device',
    brokenBy: ['audit-names-the-system', 'audit-forgets-the-role', 'audit-without-device'],
    holds: async (clinic) => {
      await atTheDesk(clinic)
      const entry = (await trail(clinic)).find((each: any) => each.subtype[0].code === 'patient-registered')
      const [agent] = entry.agent
      assert.equal(agent.who.identifier?.value, receptionist.id)
      assert.equal(agent.role[0].coding[0].code, receptionist.roles[0]!.id)
      assert.match(agent.role[0].text, new RegExp(PRACTICE))
      assert.ok(agent.network.address)
      assert.equal(entry.source.site, PRACTICE)
    },
  },
  {
    rule: 'nobody changes or deletes an entry, and the chain holds',
    brokenBy: ['audit-entry-can-be-deleted', 'audit-entry-can-be-changed'],
    holds: async (clinic) => {
      await atTheDesk(clinic)
      const officer = await clinic.signIn(privacyOfficer)
      await refusedWith(officer.request('DELETE', '/FHIR/R4/AuditEvent/1'), 'not-permitted')
      await refusedWith(
        officer.request('PUT', '/FHIR/R4/AuditEvent/1', { resourceType: 'AuditEvent', recorded: '2000-01-01T00:00:00Z' }),
        'not-permitted',
      )
      assert.throws(() => clinic.app.services.database.run('DELETE FROM audit WHERE seq = 1'), /append-only/)
      assert.equal(clinic.app.services.audit.firstBroken(), undefined)
    },
  },
  // national services
  {
    rule: 'a busy service is asked again as it wishes: same id, same body, not before the time',
    brokenBy: ['retry-with-a-new-request-id', 'gives-up-at-once', 'hammers-a-busy-service'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      const at: number[] = []
      clinic.national.pdsNext.push(
        (seen, response) => (
          at.push(performance.now()),
          reply(503, outcome('SERVICE_UNAVAILABLE', 'busy'), { 'retry-after': '1' })(seen, response)
        ),
        () => (at.push(performance.now()), 'pass'),
      )
      await done(saveMobile(desk, opened))
      const [first, second, third] = patchesSent(clinic)
      assert.ok(first && second && !third)
      assert.equal(second.headers['x-request-id'], first.headers['x-request-id'])
      assert.equal(second.body, first.body)
      assert.ok(at[1]! - at[0]! >= 990, `waited ${at[1]! - at[0]!} ms`)
    },
  },
  {
    rule: 'a broken connection during an update is told, and the update not repeated by itself',
    brokenBy: ['repeats-what-may-have-arrived'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      clinic.national.pdsNext.push((_seen, response) => void response.destroy())
      const told = await refusedWith(saveMobile(desk, opened), 'national-unavailable')
      assert.match(told.issue[0].details.text, /do not know whether your change was saved/)
      assert.equal(patchesSent(clinic).length, 1)
      const tasks = await done(desk.request('GET', '/FHIR/R4/Task?status=requested'))
      assert.equal(tasks.json.entry[0].resource.code.coding[0].code, 'national-update-unconfirmed')
    },
  },
  {
    rule: 'sending the same change again after no answer uses the same request id',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      clinic.national.pdsNext.push((_seen, response) => void response.destroy())
      await saveMobile(desk, opened)
      await done(saveMobile(desk, opened))
      const [first, second] = patchesSent(clinic)
      assert.equal(second?.headers['x-request-id'], first?.headers['x-request-id'])
      assert.equal((await done(desk.request('GET', `${PATIENT}/$unsent-changes`))).json.parameter.length, 0)
    },
  },
  {
    rule: 'a silent service is given up on in time',
    brokenBy: ['waits-for-ever'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      clinic.national.pdsNext.push(() => undefined)
      const started = performance.now()
      const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('still waiting')), 1500).unref())
      await refusedWith(Promise.race([desk.request('POST', `${PATIENT}/$open`, parametersOf({})), late]), 'national-timeout')
      assert.ok(performance.now() - started < 1500)
    },
  },
  {
    rule: 'a token that is no longer accepted is replaced, once, and the request goes through',
    brokenBy: ['withdrawn-token-is-a-dead-end', 'expired-token-is-used'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      clinic.national.pdsNext.push(reply(401, outcome('ACCESS_DENIED', 'Invalid Access Token')))
      await open(desk)
    },
  },
  {
    rule: 'a token that is refused again and again is told, not tried for ever',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const before = clinic.national.to('/Patient/').length
      clinic.national.pdsNext.push(...Array.from({ length: 5 }, () => reply(401, outcome('ACCESS_DENIED', 'Invalid Access Token'))))
      await refusedWith(desk.request('POST', `${PATIENT}/$open`, parametersOf({})), 'national-refused')
      assert.equal(clinic.national.to('/Patient/').length - before, 2)
    },
  },
  {
    rule: 'a token is renewed before it expires',
    brokenBy: ['expired-token-is-used'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      await advance(clinic, 580)
      const before = clinic.national.to('/oauth2/token').length
      await open(desk)
      assert.equal(clinic.national.to('/oauth2/token').length, before + 1)
    },
  },
  {
    rule: 'an answer that cannot be read is told as that, never as "no patient"',
    brokenBy: ['rubbish-is-nobody'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      for (const rubbish of [
        reply(200, '<html>Service page</html>', { 'content-type': 'text/html' }),
        reply(200, '{"resourceType":"Bundle","entry":[{'),
        reply(200, '[]'),
      ]) {
        clinic.national.pdsNext.push(rubbish)
        await refusedWith(
          desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ family: 'Okafor', birthdate: '1952-03-07' })),
          'national-unreadable',
        )
      }
    },
  },
  {
    rule: 'busy, late and failed are told apart',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      for (const [status, code] of [
        [429, 'national-unavailable'],
        [500, 'national-refused'],
        [504, 'national-timeout'],
        [408, 'national-timeout'],
        [403, 'national-refused'],
      ] as const) {
        clinic.national.pdsNext = Array.from({ length: 3 }, () =>
          reply(status, outcome('X', 'words of the service'), status === 429 ? { 'retry-after': '30' } : {}),
        )
        const refused = await desk.request('POST', `${PATIENT}/$open`, parametersOf({}))
        assert.equal(refused.json.issue[0].details.coding[0].code, code, `${status}`)
        if (status === 429) assert.equal(refused.headers.get('retry-after'), '30')
      }
      clinic.national.pdsNext = []
    },
  },
  {
    rule: 'PDS is called as the user, in the role they chose',
    brokenBy: ['pds-as-application', 'first-role-told-to-pds'],
    holds: async (clinic) => {
      clinic.national.patients.set(JOAN, pdsPatient())
      const clerk = await signInAsClerk(clinic)
      await done(clerk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ nhsNumber: JOAN })))
      assert.match(clinic.national.to('/oauth2/token').at(-1)!.body, /token-exchange/)
      assert.equal(clinic.national.to('/Patient/').at(-1)!.headers['nhsd-session-urid'], CLERK)
    },
  },
  // demographics
  {
    rule: 'a change that somebody else was quicker than is refused, and kept',
    brokenBy: ['pds-update-ignores-version', 'unsent-change-lost'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      const elsewhere = clinic.national.patients.get(JOAN)!
      elsewhere['address'] = [{ id: 'a1', use: 'home', line: ['88 Station Road', 'York'], postalCode: 'YO1 7HH' }]
      elsewhere.meta.versionId = '3'
      await refusedWith(saveMobile(desk, opened), 'changed-meanwhile')
      assert.match(JSON.stringify(clinic.national.patients.get(JOAN)), /88 Station Road/)
      const { json } = await done(desk.request('GET', `${PATIENT}/$unsent-changes`))
      const [change] = json.parameter
      assert.deepEqual(
        change.part.find(({ name }: any) => name === 'mobile'),
        { name: 'mobile', valueString: '07700 900999' },
      )

      const again = await open(desk)
      assert.ok(again.parameters.some(({ name, part }: any) => name === 'difference' && JSON.stringify(part).includes('88 Station Road')))
      await done(saveMobile(desk, again))
      assert.equal((await done(desk.request('GET', `${PATIENT}/$unsent-changes`))).json.parameter.length, 0)
    },
  },
  {
    rule: 'a colleague at the next desk who was quicker is not overwritten either',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      const next = await clinic.signIn(gp)
      await done(saveMobile(next, await open(next), '07700 900111'))
      await refusedWith(
        desk.request('PUT', PATIENT, telecomWith(opened.patient, 'email', 'home', 'new@example.com'), { 'if-match': opened.etag }),
        'changed-meanwhile',
      )
      const { json } = await done(desk.request('GET', `${PATIENT}/$unsent-changes`))
      const names = json.parameter[0].part.map(({ name }: any) => name)
      assert.ok(names.includes('email') && !names.includes('mobile'), names.join())
      await refusedWith(desk.request('PUT', PATIENT, opened.patient), 'version-missing')
    },
  },
  {
    rule: 'several details go to PDS in one request',
    brokenBy: ['patches-sent-one-by-one'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { patient, etag } = await open(desk)
      const moved = {
        ...telecomWith(patient, 'phone', 'mobile', '07700 900999'),
        address: [{ use: 'home', line: ['9 New Road', 'Leeds'], postalCode: 'LS2 2AA' }],
      }
      await done(desk.request('PUT', PATIENT, moved, { 'if-match': etag }))
      const sent = patchesSent(clinic)
      assert.equal(sent.length, 1)
      assert.deepEqual(
        JSON.parse(sent[0]!.body).patches.map(({ op, path }: any) => `${op} ${path}`),
        ['replace /address/0', 'replace /telecom/1'],
      )
      assert.equal(sent[0]!.headers['if-match'], 'W/"2"')
      assert.equal(sent[0]!.headers['content-type'], 'application/json-patch+json')
    },
  },
  {
    rule: 'a new number is added to the end of the list',
    brokenBy: ['items-added-by-position'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic, { telecom: [] })
      await done(saveMobile(desk, await open(desk)))
      assert.equal(JSON.parse(patchesSent(clinic)[0]!.body).patches[0].path, '/telecom/-')
    },
  },
  {
    rule: 'a removal follows a test, from the end of the list',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { patient, etag } = await open(desk)
      await done(desk.request('PUT', PATIENT, { ...patient, telecom: [] }, { 'if-match': etag }))
      assert.deepEqual(JSON.parse(patchesSent(clinic)[0]!.body).patches, [
        { op: 'test', path: '/telecom/2/id', value: 't3' },
        { op: 'remove', path: '/telecom/2' },
        { op: 'test', path: '/telecom/1/id', value: 't2' },
        { op: 'remove', path: '/telecom/1' },
        { op: 'test', path: '/telecom/0/id', value: 't1' },
        { op: 'remove', path: '/telecom/0' },
      ])
    },
  },
  {
    rule: 'a failed update is told, changes nothing here, and is kept',
    brokenBy: ['national-failure-told-as-saved'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const opened = await open(desk)
      clinic.national.pdsNext.push(reply(500, outcome('X', 'broken')))
      await refusedWith(saveMobile(desk, opened), 'national-refused')
      assert.doesNotMatch((await done(desk.request('GET', PATIENT))).text, /900999/)
      assert.equal((await done(desk.request('GET', `${PATIENT}/$unsent-changes`))).json.parameter.length, 1)
    },
  },
  {
    rule: 'opening the details shows what PDS has now',
    brokenBy: ['stale-copy-shown-as-national'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const elsewhere = clinic.national.patients.get(JOAN)!
      elsewhere['name'] = [{ id: 'n1', use: 'usual', given: ['Joan'], family: 'Newname' }]
      elsewhere.meta.versionId = '3'
      assert.equal((await open(desk)).patient.name[0].family, 'Newname')
    },
  },
  {
    rule: 'too many matches is told as that',
    brokenBy: ['too-many-matches-is-nobody'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      clinic.national.pdsNext.push(
        reply(200, {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'information', code: 'multiple-matches', details: { coding: [{ code: 'TOO_MANY_MATCHES' }] } }],
        }),
      )
      await refusedWith(
        desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ family: 'Smith', birthdate: '1980-01-01' })),
        'rule',
      )
    },
  },
  {
    rule: 'of several matches the user chooses',
    brokenBy: ['best-match-chosen-for-the-user'],
    holds: async (clinic) => {
      clinic.national.patients.set(JOAN, pdsPatient()).set(OTHER, pdsPatient(OTHER))
      const desk = await clinic.signIn(receptionist)
      const { json } = await done(
        desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ family: 'Okafor', birthdate: '1952-03-07' })),
      )
      assert.equal(json.total, 2)
    },
  },
  {
    rule: 'a superseded number is registered under its successor, and remembered',
    brokenBy: ['superseded-number-registered'],
    holds: async (clinic) => {
      clinic.national.patients.set(OTHER, pdsPatient(OTHER))
      clinic.national.superseded.set(JOAN, OTHER)
      const desk = await clinic.signIn(receptionist)
      const { json } = await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })))
      const found = await done(desk.request('GET', `/FHIR/R4/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|${OTHER}`))
      assert.equal(found.json.total, 1)
      assert.deepEqual(
        json.identifier.map(({ value, use }: any) => [value, use]),
        [
          [OTHER, undefined],
          [JOAN, 'old'],
        ],
      )
    },
  },
  {
    rule: 'a number superseded later is replaced when the record is opened',
    brokenBy: ['superseded-number-kept'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      clinic.national.patients.set(OTHER, pdsPatient(OTHER))
      clinic.national.superseded.set(JOAN, OTHER)
      await open(desk)
      const found = await done(desk.request('GET', `/FHIR/R4/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|${OTHER}`))
      assert.equal(found.json.total, 1)
    },
  },
  {
    rule: 'an invalidated number is told, marked and given to somebody to see to',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      clinic.national.invalidated.add(JOAN)
      await refusedWith(desk.request('POST', `${PATIENT}/$open`, parametersOf({})), 'rule')
      assert.match(banner((await desk.request('GET', '/patients/1')).text), /withdrawn/)
      assert.equal((await done(desk.request('GET', '/FHIR/R4/Task?code=nhs-number-withdrawn'))).json.total, 1)
      await refusedWith(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })), 'rule')
    },
  },
  {
    rule: 'nobody is registered who has died',
    brokenBy: ['deceased-patient-registered'],
    holds: async (clinic) => {
      clinic.national.patients.set(JOAN, pdsPatient(JOAN, { deceasedDateTime: '2024-01-02T00:00:00+00:00' }))
      const desk = await clinic.signIn(receptionist)
      await refusedWith(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })), 'rule')
    },
  },
  {
    rule: 'a registration is told to PDS; a temporary one is not',
    brokenBy: ['registration-not-told-to-pds'],
    holds: async (clinic) => {
      const elsewhere = {
        generalPractitioner: [
          { id: 'g1', type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99902' } },
        ],
      }
      await atTheDesk(clinic, structuredClone(elsewhere))
      assert.equal((clinic.national.patients.get(JOAN) as any).generalPractitioner[0].identifier.value, PRACTICE)
      clinic.national.patients.set(OTHER, pdsPatient(OTHER, elsewhere))
      const desk = await clinic.signIn(receptionist)
      await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: OTHER, temporary: true })))
      assert.equal((clinic.national.patients.get(OTHER) as any).generalPractitioner[0].identifier.value, 'A99902')
    },
  },
  {
    rule: 'a number with a wrong check digit is refused before PDS is asked',
    brokenBy: ['check-digit-ignored'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      await refusedWith(desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ nhsNumber: '9990000019' })), 'invalid')
      assert.equal(clinic.national.to('/Patient/').length, 0)
    },
  },
  {
    rule: 'a former address stays, with the date it ended',
    brokenBy: ['former-address-forgotten'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { patient, etag } = await open(desk)
      const { json } = await done(
        desk.request(
          'PUT',
          PATIENT,
          { ...patient, address: [{ use: 'home', line: ['9 New Road', 'Leeds'], postalCode: 'LS2 2AA' }] },
          { 'if-match': etag },
        ),
      )
      const old = json.address.find(({ use }: any) => use === 'old')
      assert.equal(old.line[0], '4 Mill Lane')
      assert.match(old.period.end, /^\d{4}-\d{2}-\d{2}$/)
    },
  },
  {
    rule: 'the record of somebody who left is read-only, until they come back',
    brokenBy: ['record-of-a-leaver-still-changes'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { json } = await done(desk.request('POST', `${PATIENT}/$deduct`, parametersOf({ reason: 'moved' })))
      assert.equal(json.active, false)
      await refusedWith(saveMobile(desk, await open(desk)), 'rule')
      await refusedWith(desk.request('POST', `${PATIENT}/$deduct`, parametersOf({})), 'already-done')
      const back = await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })))
      assert.deepEqual([back.json.id, back.json.active], ['1', true])
      const episodes = await done(desk.request('GET', '/FHIR/R4/EpisodeOfCare?patient=Patient/1'))
      assert.deepEqual(
        episodes.json.entry.map(({ resource }: any) => resource.status),
        ['active', 'finished'],
      )
      assert.equal(episodes.json.entry[0].resource.careManager.identifier.value, gp.id)
    },
  },
  {
    rule: 'there is one nominated pharmacy',
    brokenBy: ['pharmacy-added-beside-the-old-one'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      for (const odsCode of ['FZ901', 'FZ902']) {
        const { etag } = await open(desk)
        await done(desk.request('POST', `${PATIENT}/$nominate-pharmacy`, parametersOf({ odsCode }), { 'if-match': etag }))
      }
      const { patient } = await open(desk)
      assert.deepEqual(
        patient.extension.map((extension: any) => extension.valueReference.identifier.value),
        ['FZ902'],
      )
    },
  },
  {
    rule: 'where a sensitive patient is, is shown nowhere, though it was known before',
    brokenBy: ['whereabouts-of-a-sensitive-patient-shown'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { address: _address, telecom: _telecom, generalPractitioner: _practice, ...rest } = pdsPatient()
      clinic.national.patients.set(JOAN, { ...rest, meta: { versionId: '3', security: [{ code: 'R' }] } } as any)
      const { patient, etag } = await open(desk)
      for (const shown of [
        JSON.stringify(patient),
        (await desk.request('GET', '/patients/1')).text,
        (await desk.request('GET', '/patients/1/edit')).text,
      ]) {
        assert.doesNotMatch(shown, /Mill Lane|LS1 6AE|900001/)
      }
      await refusedWith(
        desk.request(
          'PUT',
          PATIENT,
          { ...patient, telecom: [{ system: 'phone', use: 'mobile', value: '07700 900999' }] },
          { 'if-match': etag },
        ),
        'rule',
      )
    },
  },
  // banner
  {
    rule: 'the banner identifies the patient: name, birth, gender, NHS number, in that order and form',
    brokenBy: [
      'nhs-number-ungrouped',
      'nhs-number-cut-short',
      'given-name-first',
      'gender-before-birth',
      'american-dates',
      'labels-with-colons',
    ],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      assert.match(
        banner((await desk.request('GET', '/patients/1')).text),
        /^Name OKAFOR, Joan \(Mrs\) Born 07-Mar-1952 \(\d\dy\) Gender Female NHS No\. 999 000 0018 Address/,
      )
    },
  },
  {
    rule: 'the banner of somebody who has died says so, with their age then',
    brokenBy: ['death-not-shown'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      Object.assign(clinic.national.patients.get(JOAN)!, { deceasedDateTime: '2022-03-06T00:00:00+00:00' }).meta.versionId = '3'
      await open(desk)
      assert.match(banner((await desk.request('GET', '/patients/1')).text), /Died 06-Mar-2022 \(69y\)/)
    },
  },
  {
    rule: 'what is not known is said in words',
    brokenBy: ['question-mark-for-unknown'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic, { telecom: [] })
      const text = banner((await desk.request('GET', '/patients/1')).text)
      assert.match(text, /Phone Not known/)
      assert.doesNotMatch(text, /\?/)
    },
  },
  {
    rule: 'allergies are for clinical roles, alerts for all',
    brokenBy: ['allergies-shown-to-everybody', 'alerts-not-shown'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const doctor = await clinic.signIn(gp)
      const allergy = {
        resourceType: 'AllergyIntolerance',
        code: { coding: [{ system: 'http://snomed.info/sct', code: '91936005', display: 'Penicillin' }] },
        patient: { reference: 'Patient/1' },
      }
      await done(doctor.request('POST', '/FHIR/R4/AllergyIntolerance', allergy))
      await refusedWith(doctor.request('POST', '/FHIR/R4/AllergyIntolerance', allergy), 'already-done')
      await done(
        doctor.request('POST', '/FHIR/R4/Flag', {
          resourceType: 'Flag',
          code: { text: 'Another patient has the same name' },
          subject: { reference: 'Patient/1' },
        }),
      )
      assert.match(banner((await doctor.request('GET', '/patients/1')).text), /Allergies Penicillin.*same name/)
      const seen = banner((await desk.request('GET', '/patients/1')).text)
      assert.doesNotMatch(seen, /Penicillin|Allergies/)
      assert.match(seen, /same name/)
    },
  },
  {
    rule: 'who has the name of another patient is shown with a warning',
    brokenBy: ['namesake-not-told'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      assert.doesNotMatch(banner((await desk.request('GET', '/patients/1')).text), /same name/)
      clinic.national.patients.set(OTHER, pdsPatient(OTHER))
      await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: OTHER })))
      assert.match(banner((await desk.request('GET', '/patients/1')).text), /same name/)
    },
  },
  {
    rule: 'the banner is on top, in full width, and stays',
    brokenBy: ['banner-below-the-header', 'banner-scrolls-away', 'banner-in-half-width'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { text } = await desk.request('GET', '/patients/1')
      assert.ok(text.indexOf('class="patient-banner') < text.indexOf('<header'))
      assert.match(text, /patient-banner--fixed patient-banner--full-width/)
    },
  },
  {
    rule: 'a list of patients has no banner',
    brokenBy: ['banner-on-a-list-of-patients'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { text } = await desk.request('GET', '/patients?family=oka')
      assert.match(text, /OKAFOR, Joan/)
      assert.equal(banner(text), '')
    },
  },
  {
    rule: 'the field for the NHS number is prepared to group what is typed',
    brokenBy: ['number-field-takes-anything'],
    holds: async (clinic) => assert.match((await (await clinic.signIn(receptionist)).request('GET', '/')).text, /data-nhs-number/),
  },
]
