import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { gp, JOAN, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'
import { reply } from './support/fake-national.ts'

let clinic: Clinic
let desk: Client

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  desk = await clinic.signIn(receptionist)
})
afterEach(() => clinic.close())

const tokenIn = (html: string) => /name="formToken" value="([^"]+)"/.exec(html)?.[1] ?? ''
const bannerIn = (html: string) =>
  (/<section class="patient-banner[\s\S]*?<\/section>/.exec(html)?.[0] ?? '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

async function register(client: Client) {
  const found = await client.request('GET', `/patients?family=Okafor&birthDate=1952-03-07&where=national`)
  assert.match(found.text, /OKAFOR, Joan \(Mrs\)/)
  return client.form('/patients/register', { formToken: tokenIn(found.text), nhsNumber: JOAN })
}

test('a receptionist finds, registers and changes a patient on screen', async () => {
  assert.equal((await register(desk)).status, 303)
  const page = await desk.request('GET', '/patients/1')
  assert.match(
    bannerIn(page.text),
    /^Name OKAFOR, Joan \(Mrs\) Born 07-Mar-1952 \(\d+y\) Gender Female NHS No\. 999 000 0018 Address 4 Mill Lane, Leeds, LS1 6AE Phone/,
  )

  const edit = await desk.request('GET', '/patients/1/edit')
  const saved = await desk.form('/patients/1/edit', {
    formToken: tokenIn(edit.text),
    version: /name="version" value="(\d+)"/.exec(edit.text)![1]!,
    mobile: '07700 900999',
  })
  assert.equal(saved.status, 303, saved.text)
  assert.match((await desk.request('GET', '/patients/1')).text, /07700 900999/)
})

test('what was typed stays in the form when PDS refuses it', async () => {
  await register(desk)
  const edit = await desk.request('GET', '/patients/1/edit')
  clinic.national.pdsNext.push(reply(500, ''))
  const refused = await desk.form('/patients/1/edit', { formToken: tokenIn(edit.text), version: '1', mobile: '07700 900999' })
  assert.equal(refused.status, 502)
  assert.match(refused.text, /value="07700 900999"/)
  assert.match(refused.text, /has failed/)
})

test('allergies are in the banner for a GP and not for a receptionist', async () => {
  await register(desk)
  const doctor = await clinic.signIn(gp)
  const page = await doctor.request('GET', '/patients/1/allergies')
  const saved = await doctor.form('/patients/1/allergies', { formToken: tokenIn(page.text), code: '91936005', term: 'Penicillin' })
  assert.equal(saved.status, 303, saved.text)
  assert.match(bannerIn((await doctor.request('GET', '/patients/1')).text), /Allergies Penicillin/)
  assert.doesNotMatch((await desk.request('GET', '/patients/1')).text, /Penicillin|Allergies/)
})

test('a form from another site is refused', async () => {
  await register(desk)
  const forged = await desk.form('/patients/1/deduct', { reason: 'forged' })
  assert.equal(forged.status, 400)
  assert.equal((await desk.request('GET', '/FHIR/R4/Patient/1')).json.active, true)
})

test('what a patient is called cannot become markup', async () => {
  clinic.national.patients.set(
    JOAN,
    pdsPatient(JOAN, { name: [{ id: 'n1', use: 'usual', given: ['<script>alert(1)</script>'], family: 'Okafor' }] }),
  )
  await desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN }))
  const page = await desk.request('GET', '/patients/1')
  assert.ok(!page.text.includes('<script>alert'))
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  assert.equal(page.headers.get('cache-control'), 'no-store')
})

test('every page a receptionist can reach renders', async () => {
  await register(desk)
  for (const path of [
    '/',
    '/patients',
    '/patients/1',
    '/patients/1/edit',
    '/patients/1/alerts',
    '/tasks',
    '/sign-in/role',
    '/signed-out?because=idle',
    '/assets/nhsuk-frontend.min.css',
    '/assets/own/practice.css',
    '/assets/images/favicon.svg',
  ]) {
    const page = await desk.request('GET', path)
    assert.equal(page.status, 200, `${path}: ${page.text.slice(0, 400)}`)
  }
  assert.equal((await desk.request('GET', '/audit')).status, 403)
  assert.equal((await desk.request('GET', '/assets/../../../package.json')).status, 404)
})
