import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openMesh, PRACTICE } from './mesh-caller.ts'

const SPINE = 'X26HC065'
const NAME = `${PRACTICE}-221126-0001.dat`
const [JOAN, RUTH] = ['9990000018', '9990000026'] as const

/** Sends a list as the practice, and gives what it finds in its mailbox then. */
async function check(body: string | Uint8Array<ArrayBuffer>, { mesh = openMesh(), headers = {} as Record<string, string> } = {}) {
  const sent = await mesh.call(`${PRACTICE}/outbox`, { method: 'POST', body, headers: { 'mex-to': SPINE, 'mex-workflowid': 'SPINE_NTT_UPHOLDING', 'mex-localid': '7', 'mex-filename': NAME, ...headers } })
  assert.equal(sent.status, 202)
  const violations = mesh.violations()
  const [id] = (await mesh.call(`${PRACTICE}/inbox`)).body.messages as string[]
  const answer = await mesh.call(`${PRACTICE}/inbox/${id}`)
  return { text: answer.text, headers: answer.headers, violations, mesh, sent }
}

describe('MESH: the check of national opt-outs', () => {
  it('gives those back who have not opted out, under the name of the list', async () => {
    const mesh = openMesh()
    mesh.controls.optOut(mesh.state, { nhsNumber: RUTH, out: true })
    const { text, headers, violations, sent } = await check(`${JOAN},\n${RUTH},\n`, { mesh })
    assert.equal(text, `${JOAN},\n`)
    assert.deepEqual(violations, [])
    assert.deepEqual(['mex-from', 'mex-workflowid', 'mex-localid', 'mex-filename'].map((name) => headers.get(name)), [SPINE, 'SPINE_NTT_UPHOLDING', '7', NAME])
    const tracked = mesh.controls.readMessage(mesh.state, { id: sent.body.message_id }, mesh.environment)
    assert.equal(tracked.status, 'acknowledged')
  })

  it('knows of a choice that was taken back', async () => {
    const mesh = openMesh()
    for (const out of [true, false]) mesh.controls.optOut(mesh.state, { nhsNumber: RUTH, out })
    assert.equal((await check(`${RUTH},\n`, { mesh })).text, `${RUTH},\n`)
  })

  it('gives an empty file back where everybody has opted out', async () => {
    const mesh = openMesh()
    mesh.controls.optOut(mesh.state, { nhsNumber: RUTH, out: true })
    assert.equal((await check(`${RUTH},\n`, { mesh })).text, '')
  })

  it('takes lines ended by CRLF, and a list in two parts', async () => {
    assert.deepEqual((await check(`${JOAN},\r\n${RUTH},\r\n`)).violations, [])
    const mesh = openMesh()
    const headers = { 'mex-to': SPINE, 'mex-workflowid': 'SPINE_NTT_UPHOLDING', 'mex-filename': NAME }
    const first = await mesh.call(`${PRACTICE}/outbox`, { method: 'POST', body: `${JOAN},\n`, headers: { ...headers, 'mex-chunk-range': '1:2' } })
    assert.deepEqual((await mesh.call(`${PRACTICE}/inbox`)).body.messages, [])
    await mesh.call(`${PRACTICE}/outbox/${first.body.message_id}/2`, { method: 'POST', body: `${RUTH},\n`, headers: { 'mex-chunk-range': '2:2' } })
    const [id] = (await mesh.call(`${PRACTICE}/inbox`)).body.messages
    assert.equal((await mesh.call(`${PRACTICE}/inbox/${id}`)).text, `${JOAN},\n${RUTH},\n`)
  })

  for (const [what, list] of Object.entries({
    'a number that fails its check digit': '9990000019,\n',
    'lines without a comma': `${JOAN}\n`,
    'another separator': `${JOAN};\n`,
    'a last line without an end': `${JOAN},\n${RUTH},`,
    'line ends of both kinds': `${JOAN},\n${RUTH},\r\n`,
    'a heading': `NHS number,\n${JOAN},\n`,
  })) {
    it(`does not take a list with ${what}`, async () => {
      const { text, violations } = await check(list)
      assert.equal(text.trim(), 'The file contains one or more invalid NHS Numbers.')
      assert.deepEqual(violations, ['opt-out-list'])
    })
  }

  it('does not take a list with a number that is none nationally: nobody’s mistake', async () => {
    const mesh = openMesh()
    mesh.controls.distrustNumber(mesh.state, { nhsNumber: RUTH })
    const { text, violations } = await check(`${JOAN},\n${RUTH},\n`, { mesh })
    assert.match(text, /invalid NHS Numbers/)
    assert.deepEqual(violations, [])
  })

  it('notes a file name that is not as recommended', async () => assert.deepEqual((await check(`${JOAN},\n`, { headers: { 'mex-filename': 'list.txt' } })).violations, ['opt-out-file-name']))

  it('leaves other messages to that mailbox alone', async () => {
    const mesh = openMesh()
    await mesh.call(`${PRACTICE}/outbox`, { method: 'POST', body: `${JOAN},\n`, headers: { 'mex-to': SPINE, 'mex-workflowid': 'ANY_WORKFLOW' } })
    assert.deepEqual((await mesh.call(`${PRACTICE}/inbox`)).body.messages, [])
  })
})
